package io.crossgate.cors.browser;

import io.crossgate.cors.browser.protocol.HeaderList;

/**
 * A response, as far as CORS depends on it.
 *
 * @param status the status
 * @param headers the headers
 * @since 0.1.0
 */
public record BrowserResponse(int status, HeaderList headers) {

	/**
	 * Start a response without headers.
	 * @param status the status
	 * @return the response
	 */
	public static BrowserResponse of(int status) {
		return new BrowserResponse(status, HeaderList.none());
	}

	/**
	 * Append a header line.
	 * @param name a name
	 * @param value a value
	 * @return the response with one line more
	 */
	public BrowserResponse header(String name, String value) {
		return new BrowserResponse(this.status, this.headers.with(name, value));
	}

	/**
	 * Return whether the status is an ok status.
	 * @return whether it is 200 to 299
	 */
	public boolean isOk() {
		return this.status >= 200 && this.status <= 299;
	}

	/**
	 * Return whether the status is a redirect status.
	 * @return whether it is 301, 302, 303, 307 or 308
	 */
	public boolean isRedirect() {
		return switch (this.status) {
			case 301, 302, 303, 307, 308 -> true;
			default -> false;
		};
	}

}
