package io.crossgate.cors.browser;

import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How a browser behaves: as the standard says, but for its quirks.
 *
 * @param quirks where it deviates
 * @param longestMaxAge the longest time in seconds for which it remembers a preflight
 */
record Profile(Set<Quirk> quirks, long longestMaxAge) {

	static Profile of(@Nullable Engine engine) {
		if (engine == null) {
			// The standard leaves the limit to the browser.
			return new Profile(Set.of(), Integer.MAX_VALUE);
		}
		return switch (engine) {
			case CHROMIUM -> new Profile(EnumSet.of(Quirk.WILDCARD_COVERS_AUTHORIZATION, Quirk.JOINS_LINES,
					Quirk.USER_AGENT_IS_FORBIDDEN, Quirk.CLIENT_HINTS_ARE_SAFE, Quirk.UPLOAD_LISTENER_NEEDS_BODY,
					Quirk.URL_ENCODED_IS_TEXT, Quirk.CHARSET_IN_PLACE, Quirk.FETCH_REFUSES_LOCATION_CREDENTIALS,
					Quirk.INHERITED_CREDENTIALS_ARE_ALLOWED, Quirk.SIGNED_MAX_AGE, Quirk.REMEMBERS_LAST_PREFLIGHT_ONLY,
					Quirk.REMEMBERS_AFTER_FAILURE), 7200);
			case FIREFOX -> new Profile(EnumSet.of(Quirk.WILDCARD_COVERS_AUTHORIZATION, Quirk.REPEATS_HEADER_NAMES,
					Quirk.IGNORES_TOTAL_SIZE, Quirk.STRICT_VALUES, Quirk.STREAM_BECOMES_TEXT,
					Quirk.PREFLIGHT_KEEPS_ORIGIN, Quirk.PREFLIGHTS_EVERY_HOP, Quirk.PREFLIGHTS_FOR_FIRST_HEADERS,
					Quirk.LAST_REMOVED_ARE_NOT_NAMED, Quirk.REMOVED_HEADERS_COME_BACK,
					Quirk.ANSWERS_CHALLENGES_CROSS_ORIGIN, Quirk.URL_ENCODED_IS_TEXT, Quirk.MALFORMED_MAX_AGE_IS_ZERO,
					Quirk.FORGETS_WILDCARDS, Quirk.HEAD_NEEDS_LISTING, Quirk.REMEMBERS_CREDENTIALED_APART), 86400);
			case WEBKIT -> new Profile(EnumSet.of(Quirk.WILDCARD_COVERS_AUTHORIZATION, Quirk.JOINS_LINES,
					Quirk.RANGE_UNIT_IN_ANY_CASE, Quirk.LOOPBACK_IS_MIXED_CONTENT, Quirk.NO_STREAMS,
					Quirk.PREFLIGHTS_EVERY_HOP, Quirk.PREFLIGHTS_FOR_FIRST_HEADERS, Quirk.BODY_HEADERS_COME_BACK,
					Quirk.ORIGIN_STAYS, Quirk.URL_ENCODED_IS_TEXT, Quirk.INHERITED_CREDENTIALS_ARE_ALLOWED,
					Quirk.SIGNED_MAX_AGE, Quirk.REMEMBERS_LAST_PREFLIGHT_ONLY, Quirk.REMEMBERS_AFTER_FAILURE), 600);
		};
	}

	boolean has(Quirk quirk) {
		return this.quirks.contains(quirk);
	}

}
