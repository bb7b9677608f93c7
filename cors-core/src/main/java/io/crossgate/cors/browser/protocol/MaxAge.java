package io.crossgate.cors.browser.protocol;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.engine.EngineProfile;
import io.crossgate.cors.browser.engine.Quirk;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.fetch.HeaderNames;

/**
 * The time for which a preflight response is cached. A malformed value never makes a
 * preflight fail.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-access-control-max-age">Fetch,
 * Access-Control-Max-Age</a>
 */
public final class MaxAge {

	private static final long DEFAULT = 5;

	/** No number of this many digits fits into 64 bits. */
	private static final int TOO_MANY_DIGITS = 19;

	private MaxAge() {
	}

	/**
	 * Return the max-age of a preflight response.
	 * @param headers the headers of the response
	 * @param profile the engine that caches it
	 * @return the time in seconds
	 */
	public static long seconds(HeaderList headers, EngineProfile profile) {
		return Math.min(declared(headers.get(HeaderNames.MAX_AGE), profile), profile.longestMaxAge());
	}

	// Two lines arrive here as "60, 60", which is no number.
	private static long declared(@Nullable String value, EngineProfile profile) {
		if (value == null || value.isEmpty()) {
			return DEFAULT;
		}
		boolean signed = profile.has(Quirk.SIGNED_MAX_AGE) && (value.charAt(0) == '-' || value.charAt(0) == '+');
		String digits = signed ? value.substring(1) : value;
		if (!isNumber(digits)) {
			return profile.has(Quirk.MALFORMED_MAX_AGE_IS_ZERO) ? 0 : DEFAULT;
		}
		if (signed && value.charAt(0) == '-') {
			return 0;
		}
		if (digits.length() >= TOO_MANY_DIGITS) {
			return profile.has(Quirk.SIGNED_MAX_AGE) ? DEFAULT : profile.longestMaxAge();
		}
		return Long.parseLong(digits);
	}

	private static boolean isNumber(String value) {
		return !value.isEmpty() && value.chars().allMatch((c) -> c >= '0' && c <= '9');
	}

}
