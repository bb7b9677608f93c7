package io.crossgate.cors;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision.Kind;

/**
 * The decisions about paths that no policy covers.
 */
final class Uncovered {

	static final CorsDecision WITHOUT_ORIGIN = CorsDecision.uncovered(Kind.NOT_CORS);

	/** Whether a page can read the answer is up to others. */
	private static final CorsDecision OF_PAGE = CorsDecision.uncovered(Kind.NOT_CORS);

	private static final CorsDecision UNANSWERED = CorsDecision.uncovered(Kind.ACTUAL);

	private static final CorsDecision UNANSWERED_PREFLIGHT = CorsDecision.uncovered(Kind.PREFLIGHT);

	private Uncovered() {
	}

	static CorsDecision of(@Nullable String origin) {
		return (origin != null) ? OF_PAGE : WITHOUT_ORIGIN;
	}

	/** Return what observers are told of a request that should have been covered. */
	static CorsDecision unanswered(Kind kind) {
		return (kind == Kind.PREFLIGHT) ? UNANSWERED_PREFLIGHT : UNANSWERED;
	}

}
