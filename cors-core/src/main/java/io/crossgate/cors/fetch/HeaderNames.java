package io.crossgate.cors.fetch;

import java.util.List;
import java.util.Set;

/**
 * The header names of the CORS protocol and the lists of header names the Fetch standard
 * defines. Names are compared without regard to ASCII case; the sets hold lower case.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS
 * protocol</a>
 */
public final class HeaderNames {

	/** {@code Origin}. */
	public static final String ORIGIN = "Origin";

	/** {@code Cache-Control}. */
	public static final String CACHE_CONTROL = "Cache-Control";

	/** {@code Vary}. */
	public static final String VARY = "Vary";

	/** {@code Access-Control-Request-Method}. */
	public static final String REQUEST_METHOD = "Access-Control-Request-Method";

	/** {@code Access-Control-Request-Headers}. */
	public static final String REQUEST_HEADERS = "Access-Control-Request-Headers";

	/** {@code Access-Control-Request-Private-Network}. */
	public static final String REQUEST_PRIVATE_NETWORK = "Access-Control-Request-Private-Network";

	/** {@code Access-Control-Allow-Origin}. */
	public static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

	/** {@code Access-Control-Allow-Credentials}. */
	public static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";

	/** {@code Access-Control-Allow-Methods}. */
	public static final String ALLOW_METHODS = "Access-Control-Allow-Methods";

	/** {@code Access-Control-Allow-Headers}. */
	public static final String ALLOW_HEADERS = "Access-Control-Allow-Headers";

	/** {@code Access-Control-Max-Age}. */
	public static final String MAX_AGE = "Access-Control-Max-Age";

	/** {@code Access-Control-Expose-Headers}. */
	public static final String EXPOSE_HEADERS = "Access-Control-Expose-Headers";

	/** {@code Access-Control-Allow-Private-Network}. */
	public static final String ALLOW_PRIVATE_NETWORK = "Access-Control-Allow-Private-Network";

	/**
	 * The response headers of the CORS protocol, and the one of its former extension for
	 * private networks.
	 */
	public static final List<String> RESPONSE = List.of(ALLOW_ORIGIN, ALLOW_CREDENTIALS, ALLOW_METHODS, ALLOW_HEADERS,
			MAX_AGE, EXPOSE_HEADERS, ALLOW_PRIVATE_NETWORK);

	/** {@code Sec-Fetch-Site}. */
	public static final String SEC_FETCH_SITE = "Sec-Fetch-Site";

	/** {@code Sec-Fetch-Mode}. */
	public static final String SEC_FETCH_MODE = "Sec-Fetch-Mode";

	/** {@code Sec-Fetch-Dest}. */
	public static final String SEC_FETCH_DEST = "Sec-Fetch-Dest";

	/** {@code Host}. */
	public static final String HOST = "Host";

	/** {@code User-Agent}. */
	public static final String USER_AGENT = "User-Agent";

	/** {@code Forwarded}. */
	public static final String FORWARDED = "Forwarded";

	/** {@code X-Forwarded-Proto}. */
	public static final String X_FORWARDED_PROTO = "X-Forwarded-Proto";

	/** {@code X-Forwarded-Host}. */
	public static final String X_FORWARDED_HOST = "X-Forwarded-Host";

	/** {@code X-Forwarded-Port}. */
	public static final String X_FORWARDED_PORT = "X-Forwarded-Port";

	/** {@code Upgrade}. */
	public static final String UPGRADE = "Upgrade";

	/**
	 * The request headers that a decision can depend on, and no other does: an origin,
	 * what a preflight asks for, what the browser says of the request, and whether it
	 * opens a WebSocket.
	 *
	 * @see <a href="https://fetch.spec.whatwg.org/#http-requests">Fetch, HTTP
	 * requests</a>
	 */
	public static final List<String> DECIDING = List.of(ORIGIN, REQUEST_METHOD, REQUEST_HEADERS,
			REQUEST_PRIVATE_NETWORK, SEC_FETCH_SITE, SEC_FETCH_MODE, UPGRADE);

	/**
	 * Names that are safelisted for some values, so that they can also turn up in
	 * {@code Access-Control-Request-Headers} when their value is not.
	 *
	 * @see <a href=
	 * "https://fetch.spec.whatwg.org/#cors-safelisted-request-header">Fetch,
	 * CORS-safelisted request-header</a>
	 */
	public static final Set<String> SAFELISTED_REQUEST = Set.of("accept", "accept-language", "content-language",
			"content-type", "range");

	/**
	 * Names a page may read from every response it is allowed to read.
	 *
	 * @see <a href=
	 * "https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name">Fetch,
	 * CORS-safelisted response-header name</a>
	 */
	public static final Set<String> SAFELISTED_RESPONSE = Set.of("cache-control", "content-language", "content-length",
			"content-type", "expires", "last-modified", "pragma");

	/**
	 * Names a page may never read.
	 *
	 * @see <a href="https://fetch.spec.whatwg.org/#forbidden-response-header-name">Fetch,
	 * forbidden response-header name</a>
	 */
	public static final Set<String> FORBIDDEN_RESPONSE = Set.of("set-cookie", "set-cookie2");

	private static final Set<String> FORBIDDEN_REQUEST = Set.of("accept-charset", "accept-encoding",
			"access-control-request-headers", "access-control-request-method", "connection", "content-length", "cookie",
			"cookie2", "date", "dnt", "expect", "host", "keep-alive", "origin", "referer", "set-cookie", "te",
			"trailer", "transfer-encoding", "upgrade", "via");

	private static final Set<String> METHOD_OVERRIDE = Set.of("x-http-method", "x-http-method-override",
			"x-method-override");

	private static final String ROUTING_PREFIX = "x-forwarded-";

	private static final List<String> ROUTING = List.of("forwarded", "x-real-ip", "x-original-url", "x-rewrite-url",
			"x-original-host", "x-host", "x-cluster-client-ip", "true-client-ip", "x-http-method",
			"x-http-method-override", "x-method-override");

	private static final String RESPONSE_PREFIX = "Access-Control-";

	private HeaderNames() {
	}

	/**
	 * Return whether a response header belongs to the CORS protocol, so that a policy
	 * which covers the path is its only author.
	 * <ul>
	 * <li>belongs: {@code access-control-allow-origin}, any other of
	 * {@link #RESPONSE}</li>
	 * <li>does not: {@code Vary}, which everything that varies adds to;
	 * {@code Access-Control-Foo}; {@code Timing-Allow-Origin}</li>
	 * </ul>
	 * @param name a header name in any case
	 * @return whether it is one of {@link #RESPONSE}
	 * @see <a href="https://fetch.spec.whatwg.org/#http-responses">Fetch, HTTP
	 * responses</a>
	 */
	public static boolean isCorsResponse(String name) {
		// Nearly all names differ in their first letters.
		if (!name.regionMatches(true, 0, RESPONSE_PREFIX, 0, RESPONSE_PREFIX.length())) {
			return false;
		}
		for (int i = 0; i < RESPONSE.size(); i++) {
			if (RESPONSE.get(i).equalsIgnoreCase(name)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether a page can never set a request header of this name.
	 * @param name a header name in any case
	 * @return whether the browser drops it
	 * @see <a href="https://fetch.spec.whatwg.org/#forbidden-request-header">Fetch,
	 * forbidden request-header</a>
	 */
	public static boolean isForbiddenRequestHeader(String name) {
		String lower = Tokens.toAsciiLowerCase(name);
		return FORBIDDEN_REQUEST.contains(lower) || lower.startsWith("proxy-") || lower.startsWith("sec-");
	}

	/**
	 * Return whether a request header of this name can make a server treat one method as
	 * another. The browser drops such a header only if its value names a forbidden
	 * method.
	 * @param name a header name in any case
	 * @return whether it tunnels a method
	 */
	public static boolean isMethodOverride(String name) {
		return METHOD_OVERRIDE.contains(Tokens.toAsciiLowerCase(name));
	}

	/**
	 * Return whether proxies and frameworks take a request header of this name for a fact
	 * about the connection, so that a page which may set it can pose as another client or
	 * reach another route. Method overrides are among them.
	 * @param name a header name in any case
	 * @return whether it must be allowed by name, never by a wildcard
	 */
	public static boolean isRouting(String name) {
		return isRouting(name, 0, name.length());
	}

	/**
	 * Return the same for a part of a string, without copying it.
	 * @param text a list of header names, say
	 * @param from where the name begins
	 * @param to where it ends
	 * @return whether it must be allowed by name, never by a wildcard
	 */
	public static boolean isRouting(String text, int from, int to) {
		if (to - from >= ROUTING_PREFIX.length() && startsWith(text, from, ROUTING_PREFIX)) {
			return true;
		}
		for (int i = 0; i < ROUTING.size(); i++) {
			String name = ROUTING.get(i);
			if (name.length() == to - from && startsWith(text, from, name)) {
				return true;
			}
		}
		return false;
	}

	private static boolean startsWith(String text, int from, String lowerCase) {
		for (int i = 0; i < lowerCase.length(); i++) {
			if (Tokens.toAsciiLowerCase(text.charAt(from + i)) != lowerCase.charAt(i)) {
				return false;
			}
		}
		return true;
	}

}
