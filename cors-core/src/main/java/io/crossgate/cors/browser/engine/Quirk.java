package io.crossgate.cors.browser.engine;

/**
 * A way in which an engine deviates from the standard so that a server, or a page that
 * calls it, can tell.
 */
public enum Quirk {

	/** {@code Access-Control-Allow-Headers: *} covers {@code Authorization}. */
	WILDCARD_COVERS_AUTHORIZATION,

	/** A name set twice occurs twice in {@code Access-Control-Request-Headers}. */
	REPEATS_HEADER_NAMES,

	/** Lines of one name are combined before their size is checked. */
	JOINS_LINES,

	/** The size of all safelisted values together does not matter. */
	IGNORES_TOTAL_SIZE,

	/**
	 * Bytes beyond ASCII are unsafe in {@code Accept} and {@code Content-Type}, commas in
	 * the latter.
	 */
	STRICT_VALUES,

	/** {@code Range: Bytes=0-1} is safe, whatever the case of the unit. */
	RANGE_UNIT_IN_ANY_CASE,

	/** A page on https can't call plain http on loopback either. */
	LOOPBACK_IS_MIXED_CONTENT,

	/** There is no Local Network Access. */
	NO_LOCAL_NETWORK_ACCESS,

	/** {@code fetch()} has no {@code targetAddressSpace}. */
	NO_TARGET_ADDRESS_SPACE,

	/** A stream is sent as the text {@code [object ReadableStream]}. */
	STREAM_BECOMES_TEXT,

	/** A stream as a body is a {@code TypeError}. */
	NO_STREAMS,

	/** A preflight names the page's origin where the request itself says {@code null}. */
	PREFLIGHT_KEEPS_ORIGIN,

	/** After one preflight every redirect needs one, whatever its method and headers. */
	PREFLIGHTS_EVERY_HOP,

	/**
	 * A redirected request needs a preflight for the headers of the first request, even
	 * if the redirect has removed them, and the preflight names them.
	 */
	PREFLIGHTS_FOR_FIRST_HEADERS,

	/**
	 * With {@link #PREFLIGHTS_FOR_FIRST_HEADERS}: a preflight does not name headers that
	 * the redirect right before it has removed.
	 */
	LAST_REMOVED_ARE_NOT_NAMED,

	/**
	 * Each redirect starts from the headers of the first request, so what an earlier one
	 * has removed comes back, {@code Authorization} included.
	 */
	REMOVED_HEADERS_COME_BACK,

	/**
	 * Each redirect to another origin than the page's starts from the headers of the
	 * first request, but {@code Authorization} stays away.
	 */
	BODY_HEADERS_COME_BACK,

	/** Once sent, {@code Origin} is sent after every redirect, too. */
	ORIGIN_STAYS,

	/** {@code fetch()} never follows a redirect to a URL with user name or password. */
	FETCH_REFUSES_LOCATION_CREDENTIALS,

	/**
	 * User name and password that a relative {@code Location} inherits do not count as
	 * part of it.
	 */
	INHERITED_CREDENTIALS_ARE_ALLOWED,

	/**
	 * User name and password of a URL answer the challenge of another origin, too, even
	 * without credentials.
	 */
	ANSWERS_CHALLENGES_CROSS_ORIGIN,

	/** A listener on {@code upload} counts only if there is a body. */
	UPLOAD_LISTENER_NEEDS_BODY,

	/** {@code User-Agent} is dropped like a forbidden header. */
	USER_AGENT_IS_FORBIDDEN,

	/** Client hints with a meaningful value are safe. */
	CLIENT_HINTS_ARE_SAFE,

	/** {@code XMLHttpRequest} replaces the charset also for {@code URLSearchParams}. */
	URL_ENCODED_IS_TEXT,

	/** {@code XMLHttpRequest} replaces a charset without touching other parameters. */
	CHARSET_IN_PLACE,

	/** {@code Access-Control-Max-Age} may have a sign and has to fit into 64 bits. */
	SIGNED_MAX_AGE,

	/** A malformed {@code Access-Control-Max-Age} is 0. */
	MALFORMED_MAX_AGE_IS_ZERO,

	/** A cached {@code *} is a name like any other. */
	CACHED_WILDCARDS_DO_NOT_MATCH,

	/**
	 * A new preflight replaces the cached ones of its URL, instead of adding to them.
	 */
	CACHES_LAST_PREFLIGHT_ONLY,

	/** {@code HEAD} is covered by the cache only if it was listed. */
	HEAD_NEEDS_LISTING,

	/** An entry with credentials does not cover requests without. */
	CACHES_CREDENTIALED_SEPARATELY,

	/** A network error of the request does not remove the cached preflight. */
	KEEPS_CACHE_AFTER_FAILURE

}
