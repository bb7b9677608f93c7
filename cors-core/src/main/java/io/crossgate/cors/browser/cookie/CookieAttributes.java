package io.crossgate.cors.browser.cookie;

import io.crossgate.cors.fetch.HeaderValues;
import io.crossgate.cors.fetch.Tokens;

/**
 * The attributes of a cookie that decide whether it crosses sites.
 *
 * @param sameSite the same-site-flag
 * @param secure whether it is for secure servers only
 * @param partitioned whether each top-level site has its own
 * @since 0.1.0
 * @see <a href=
 * "https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-the-set-cookie-header-field-2">Cookies,
 * Set-Cookie</a>
 */
public record CookieAttributes(SameSiteFlag sameSite, boolean secure, boolean partitioned) {

	/**
	 * Parse the attributes of a cookie.
	 * <ul>
	 * <li>{@code sid=1; SameSite=None; Secure; Partitioned}</li>
	 * <li>{@code sid=1}: the browser decides about {@code SameSite}</li>
	 * </ul>
	 * @param setCookie a value of {@code Set-Cookie}
	 * @return its attributes; of several of one name the last counts
	 */
	public static CookieAttributes of(String setCookie) {
		SameSiteFlag sameSite = SameSiteFlag.DEFAULT;
		boolean secure = false;
		boolean partitioned = false;
		for (int start = setCookie.indexOf(';'); start >= 0; start = setCookie.indexOf(';', start + 1)) {
			int next = setCookie.indexOf(';', start + 1);
			String attribute = setCookie.substring(start + 1, (next < 0) ? setCookie.length() : next);
			int equals = attribute.indexOf('=');
			String name = lowerCase((equals < 0) ? attribute : attribute.substring(0, equals));
			if (name.equals("samesite")) {
				sameSite = SameSiteFlag.of(lowerCase(attribute.substring(equals + 1)));
			}
			secure |= name.equals("secure");
			partitioned |= name.equals("partitioned");
		}
		return new CookieAttributes(sameSite, secure, partitioned);
	}

	private static String lowerCase(String value) {
		return Tokens.toAsciiLowerCase(HeaderValues.strip(value));
	}

	/**
	 * The same-site-flag of a cookie.
	 *
	 * @since 0.1.0
	 */
	public enum SameSiteFlag {

		/** Sent from other sites as well. */
		NONE,

		/** Sent from other sites on navigations only. */
		LAX,

		/** Not sent from other sites. */
		STRICT,

		/** Not set, or to something unknown. */
		DEFAULT;

		static SameSiteFlag of(String lowerCaseValue) {
			return switch (lowerCaseValue) {
				case "none" -> NONE;
				case "lax" -> LAX;
				case "strict" -> STRICT;
				default -> DEFAULT;
			};
		}

	}

}
