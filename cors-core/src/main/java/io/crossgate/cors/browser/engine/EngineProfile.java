package io.crossgate.cors.browser.engine;

import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.model.BrowserEngine;

/**
 * The behaviour of an engine: what the standard says, except for its quirks.
 *
 * @param quirks where it deviates
 * @param longestMaxAge the longest time in seconds for which it caches a preflight
 */
public record EngineProfile(Set<Quirk> quirks, long longestMaxAge) {

	/**
	 * Return the profile of an engine.
	 * @param engine the engine, or {@code null} to follow the standard
	 * @return its profile
	 */
	public static EngineProfile of(@Nullable BrowserEngine engine) {
		if (engine == null) {
			// The standard leaves the limit to the browser.
			return new EngineProfile(Set.of(), Integer.MAX_VALUE);
		}
		return switch (engine) {
			case CHROMIUM -> new EngineProfile(EnumSet.of(Quirk.WILDCARD_COVERS_AUTHORIZATION, Quirk.JOINS_LINES,
					Quirk.USER_AGENT_IS_FORBIDDEN, Quirk.CLIENT_HINTS_ARE_SAFE, Quirk.UPLOAD_LISTENER_NEEDS_BODY,
					Quirk.URL_ENCODED_IS_TEXT, Quirk.CHARSET_IN_PLACE, Quirk.FETCH_REFUSES_LOCATION_CREDENTIALS,
					Quirk.INHERITED_CREDENTIALS_ARE_ALLOWED, Quirk.SIGNED_MAX_AGE, Quirk.CACHES_LAST_PREFLIGHT_ONLY,
					Quirk.KEEPS_CACHE_AFTER_FAILURE), 7200);
			case FIREFOX -> new EngineProfile(EnumSet.of(Quirk.WILDCARD_COVERS_AUTHORIZATION,
					Quirk.REPEATS_HEADER_NAMES, Quirk.IGNORES_TOTAL_SIZE, Quirk.STRICT_VALUES,
					Quirk.NO_TARGET_ADDRESS_SPACE, Quirk.STREAM_BECOMES_TEXT, Quirk.PREFLIGHT_KEEPS_ORIGIN,
					Quirk.PREFLIGHTS_EVERY_HOP, Quirk.PREFLIGHTS_FOR_FIRST_HEADERS, Quirk.LAST_REMOVED_ARE_NOT_NAMED,
					Quirk.REMOVED_HEADERS_COME_BACK, Quirk.ANSWERS_CHALLENGES_CROSS_ORIGIN, Quirk.URL_ENCODED_IS_TEXT,
					Quirk.MALFORMED_MAX_AGE_IS_ZERO, Quirk.CACHED_WILDCARDS_DO_NOT_MATCH, Quirk.HEAD_NEEDS_LISTING,
					Quirk.CACHES_CREDENTIALED_SEPARATELY), 86400);
			case WEBKIT -> new EngineProfile(EnumSet.of(Quirk.WILDCARD_COVERS_AUTHORIZATION, Quirk.JOINS_LINES,
					Quirk.RANGE_UNIT_IN_ANY_CASE, Quirk.LOOPBACK_IS_MIXED_CONTENT, Quirk.NO_LOCAL_NETWORK_ACCESS,
					Quirk.NO_STREAMS, Quirk.PREFLIGHTS_EVERY_HOP, Quirk.PREFLIGHTS_FOR_FIRST_HEADERS,
					Quirk.BODY_HEADERS_COME_BACK, Quirk.ORIGIN_STAYS, Quirk.URL_ENCODED_IS_TEXT,
					Quirk.INHERITED_CREDENTIALS_ARE_ALLOWED, Quirk.SIGNED_MAX_AGE, Quirk.CACHES_LAST_PREFLIGHT_ONLY,
					Quirk.KEEPS_CACHE_AFTER_FAILURE), 600);
		};
	}

	/**
	 * Return whether the engine has a quirk.
	 * @param quirk a quirk
	 * @return whether it has
	 */
	public boolean has(Quirk quirk) {
		return this.quirks.contains(quirk);
	}

}
