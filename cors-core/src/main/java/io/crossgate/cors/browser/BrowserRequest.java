package io.crossgate.cors.browser;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.HeaderNames;

/**
 * A request as the browser puts it on the wire.
 *
 * @param kind whether the browser asks for permission or does what the page wants
 * @param method the method, normalised
 * @param url the absolute URL without fragment, user name and password
 * @param headers the headers that matter to CORS, and those the page has set
 * @param credentialsIncluded whether the browser may add cookies and the like; a
 * preflight never has any
 * @since 0.1.0
 */
public record BrowserRequest(Kind kind, String method, String url, HeaderLines headers, boolean credentialsIncluded) {

	/**
	 * Gets a header.
	 * @param name a name in any case
	 * @return its value, or {@code null} if it is not sent
	 */
	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

	/**
	 * Gets the origin the server is told.
	 * @return the {@code Origin} header, or {@code null} if none is sent
	 */
	public @Nullable String origin() {
		return header(HeaderNames.ORIGIN);
	}

	/**
	 * What a request is for.
	 *
	 * @since 0.1.0
	 */
	public enum Kind {

		/** The browser asks whether the page may send its request. */
		PREFLIGHT,

		/** The request of the page. */
		ACTUAL

	}

}
