package io.crossgate.cors.browser;

/**
 * What a server answers, as far as a browser looks at it for CORS.
 *
 * @param status the status
 * @param headers the headers
 * @since 0.1.0
 */
public record BrowserResponse(int status, HeaderLines headers) {

	/**
	 * Starts a response without headers.
	 * @param status the status
	 * @return the response
	 */
	public static BrowserResponse of(int status) {
		return new BrowserResponse(status, HeaderLines.none());
	}

	/**
	 * Adds a header line.
	 * @param name a name
	 * @param value a value
	 * @return the response with one line more
	 */
	public BrowserResponse header(String name, String value) {
		return new BrowserResponse(this.status, this.headers.with(name, value));
	}

	boolean isOk() {
		return this.status >= 200 && this.status <= 299;
	}

	boolean isRedirect() {
		return switch (this.status) {
			case 301, 302, 303, 307, 308 -> true;
			default -> false;
		};
	}

}
