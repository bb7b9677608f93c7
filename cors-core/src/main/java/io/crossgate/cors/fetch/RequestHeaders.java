package io.crossgate.cors.fetch;

import java.util.Set;

/**
 * What the Fetch standard decides about one request header by its name and its value:
 * whether a page may set it, and whether it may do so without asking the server.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#headers-class">Fetch, headers</a>
 */
public final class RequestHeaders {

	/** The size in bytes up to which a value can be safelisted. */
	public static final int SAFELISTED_VALUE_SIZE = 128;

	/**
	 * The size in bytes of all safelisted values together beyond which none of them is
	 * safe any more.
	 *
	 * @see <a href=
	 * "https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names">Fetch,
	 * CORS-unsafe request-header names</a>
	 */
	public static final int SAFELISTED_VALUES_SIZE = 1024;

	private static final Set<String> FORM_TYPES = Set.of("application/x-www-form-urlencoded", "multipart/form-data",
			"text/plain");

	private static final Set<String> NO_CORS = Set.of("accept", "accept-language", "content-language", "content-type");

	private RequestHeaders() {
	}

	/**
	 * Return whether a page may send a header to another origin without a preflight.
	 * <ul>
	 * <li>permitted: {@code Accept: text/html}, {@code Accept-Language: de-DE},
	 * {@code Content-Type: text/plain;charset=utf-8}, {@code Range: bytes=0-99}</li>
	 * <li>prohibited: {@code Accept: a"b}, {@code Accept-Language: de_DE},
	 * {@code Content-Type: application/json}, {@code Range: bytes=-200}, any value of
	 * more than 128 bytes, any other name</li>
	 * </ul>
	 * @param name a header name in any case
	 * @param value its value
	 * @return whether it is a CORS-safelisted request-header
	 * @see <a href=
	 * "https://fetch.spec.whatwg.org/#cors-safelisted-request-header">Fetch,
	 * CORS-safelisted request-header</a>
	 */
	public static boolean isSafelisted(String name, String value) {
		if (value.length() > SAFELISTED_VALUE_SIZE) {
			return false;
		}
		return switch (Tokens.toAsciiLowerCase(name)) {
			case "accept" -> !HeaderValues.hasUnsafeByte(value);
			case "accept-language", "content-language" -> isLanguage(value);
			case "content-type" -> isFormType(value);
			case "range" -> SimpleRange.isSafelisted(value);
			default -> false;
		};
	}

	/**
	 * Return whether a page can never set a header: the browser drops it silently. A
	 * method override is dropped only if its value names a forbidden method.
	 * <ul>
	 * <li>permitted: {@code X-HTTP-Method-Override: PUT}, {@code User-Agent: x}</li>
	 * <li>prohibited: {@code Origin}, {@code Cookie}, {@code Sec-Fetch-Site} whatever
	 * their value, {@code X-HTTP-Method-Override: PUT, trace}</li>
	 * </ul>
	 * @param name a header name in any case
	 * @param value its value
	 * @return whether the browser drops it
	 * @see <a href="https://fetch.spec.whatwg.org/#forbidden-request-header">Fetch,
	 * forbidden request-header</a>
	 */
	public static boolean isForbidden(String name, String value) {
		return HeaderNames.isForbiddenRequestHeader(name)
				|| (HeaderNames.isMethodOverride(name) && listsForbiddenMethod(value));
	}

	/**
	 * Return whether a header of this name can be part of a request in {@code no-cors}
	 * mode at all. {@code Range} is safelisted and yet not among them.
	 * @param name a header name in any case
	 * @return whether it is a no-CORS-safelisted request-header name
	 * @see <a href=
	 * "https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header-name">Fetch,
	 * no-CORS-safelisted request-header name</a>
	 */
	public static boolean isNoCorsName(String name) {
		return NO_CORS.contains(Tokens.toAsciiLowerCase(name));
	}

	/**
	 * Return whether {@code *} in {@code Access-Control-Allow-Headers} leaves a name out,
	 * so that a server must list it. {@code Authorization} is the only one.
	 * @param name a header name in any case
	 * @return whether it is a CORS non-wildcard request-header name
	 * @see <a href=
	 * "https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name">Fetch, CORS
	 * non-wildcard request-header name</a>
	 */
	public static boolean isNonWildcardName(String name) {
		return Tokens.toAsciiLowerCase(name).equals("authorization");
	}

	private static boolean isLanguage(String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = Tokens.toAsciiLowerCase(value.charAt(i));
			if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || " *,-.;=".indexOf(c) >= 0)) {
				return false;
			}
		}
		return true;
	}

	private static boolean isFormType(String value) {
		// The whole value is one type; a browser that took the last of a list, as it does
		// for responses, would let a page smuggle another type past a server.
		String essence = HeaderValues.hasUnsafeByte(value) ? null : MimeTypes.essence(value);
		return essence != null && FORM_TYPES.contains(essence);
	}

	private static boolean listsForbiddenMethod(String value) {
		int start = 0;
		boolean quoted = false;
		for (int i = 0; i <= value.length(); i++) {
			char c = (i < value.length()) ? value.charAt(i) : ',';
			if (i == value.length() || (c == ',' && !quoted)) {
				if (Methods.isForbidden(HeaderValues.strip(value.substring(start, i)))) {
					return true;
				}
				start = i + 1;
			}
			else if (c == '\\' && quoted) {
				i++;
			}
			else if (c == '"') {
				quoted = !quoted;
			}
		}
		return false;
	}

}
