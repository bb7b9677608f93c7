package io.crossgate.cors.browser;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.protocol.HeaderList;
import io.crossgate.cors.fetch.HeaderNames;

/**
 * A request as the browser puts it on the wire.
 *
 * @param kind whether this is a preflight or the request of the page
 * @param method the method, normalised
 * @param url the absolute URL without fragment, user name and password
 * @param headers the headers that CORS depends on, and those the page has set
 * @param credentialsIncluded whether the browser may add cookies and the like; a
 * preflight never has any
 * @since 0.1.0
 */
public record BrowserRequest(Kind kind, String method, String url, HeaderList headers, boolean credentialsIncluded) {

	/**
	 * Return a header.
	 * @param name a name in any case
	 * @return its value, or {@code null} if it is not sent
	 */
	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

	/**
	 * Return the origin of the request.
	 * @return the {@code Origin} header, or {@code null} if none is sent
	 */
	public @Nullable String origin() {
		return header(HeaderNames.ORIGIN);
	}

	/**
	 * The kind of a request.
	 *
	 * @since 0.1.0
	 */
	public enum Kind {

		/** A preflight. */
		PREFLIGHT,

		/** The request of the page. */
		ACTUAL

	}

}
