package io.crossgate.cors.fetch;

import java.util.List;
import java.util.Set;

/**
 * The methods the Fetch standard names. Methods are case-sensitive: {@code patch} is not
 * {@code PATCH}.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#methods">Fetch, methods</a>
 */
public final class Methods {

	/**
	 * The CORS-safelisted methods: a page may send them without a preflight.
	 *
	 * @see <a href="https://fetch.spec.whatwg.org/#cors-safelisted-method">Fetch,
	 * CORS-safelisted method</a>
	 */
	public static final Set<String> SAFELISTED = Set.of("GET", "HEAD", "POST");

	/**
	 * The forbidden methods, in upper case: no page can send them.
	 *
	 * @see <a href="https://fetch.spec.whatwg.org/#forbidden-method">Fetch, forbidden
	 * method</a>
	 */
	public static final Set<String> FORBIDDEN = Set.of("CONNECT", "TRACE", "TRACK");

	private static final List<String> NORMALISED = List.of("DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT");

	private Methods() {
	}

	/**
	 * Return whether a method is CORS-safelisted.
	 * @param method a method as sent, case-sensitive
	 * @return whether it needs no preflight of its own
	 */
	public static boolean isSafelisted(String method) {
		return SAFELISTED.contains(method);
	}

	/**
	 * Return whether a method is forbidden, in whatever case it is written.
	 * @param method a method
	 * @return whether a browser refuses to send it
	 */
	public static boolean isForbidden(String method) {
		return FORBIDDEN.contains(toAsciiUpperCase(method));
	}

	/**
	 * Normalises a method as a browser does before it sends it: only {@code DELETE},
	 * {@code GET}, {@code HEAD}, {@code OPTIONS}, {@code POST} and {@code PUT} are
	 * upper-cased. {@code patch} stays as it is, and then never equals {@code PATCH}.
	 * @param method a method as a script wrote it
	 * @return the method as it goes on the wire
	 * @see <a href="https://fetch.spec.whatwg.org/#concept-method-normalize">Fetch,
	 * normalize a method</a>
	 */
	public static String normalise(String method) {
		// The constant itself: servers name methods by constants, too, and comparing a
		// string with itself takes no look at its letters.
		int known = NORMALISED.indexOf(toAsciiUpperCase(method));
		return (known >= 0) ? NORMALISED.get(known) : method;
	}

	private static String toAsciiUpperCase(String method) {
		char[] upper = method.toCharArray();
		for (int i = 0; i < upper.length; i++) {
			if (upper[i] >= 'a' && upper[i] <= 'z') {
				upper[i] = (char) (upper[i] - ('a' - 'A'));
			}
		}
		return new String(upper);
	}

}
