package io.crossgate.cors.diagnosis;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.diagnosis.Diagnosis.ClosestMatch;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.MalformedOriginException;
import io.crossgate.cors.util.SafeText;

/**
 * What an origin that was refused comes near to.
 */
final class OriginMismatchFinder {

	/** Nothing longer is read for what it might have meant. */
	private static final int MAX_LENGTH = 512;

	private OriginMismatchFinder() {
	}

	static ClosestMatch of(DecisionReason reason, AttemptedRequest attempted, CorsPolicies policies,
			CorsPolicy policy) {
		String origin = attempted.origin();
		if (origin == null) {
			return ClosestMatch.NONE;
		}
		return switch (reason) {
			case ORIGIN_MALFORMED -> malformed(origin, attempted, policies);
			case ORIGIN_NULL -> ClosestMatch.because(MismatchKind.OPAQUE_ORIGIN,
					"Browsers send null for a sandboxed frame without allow-same-origin, for a page opened as a file "
							+ "or a data: URL, and after a redirect to another origin. Any site can produce it: give "
							+ "the page an origin of its own instead.");
			case ORIGIN_MULTIPLE -> ClosestMatch.because(MismatchKind.SEVERAL_ORIGINS,
					"Browsers send exactly one; a proxy or a client in between has added another.");
			default -> attempted.request().isLikelyOfOwnOrigin() ? own(origin)
					: ReasonDescription.hasOrigins(policy)
							? ClosestOriginFinder.of(origin, policies.nearestOrigins(policy.name(), origin))
							: ClosestMatch.because(MismatchKind.NO_ORIGINS,
									"No origins are configured, so pages of other origins are refused.");
		};
	}

	/** What explains a write that was refused best. */
	static ClosestMatch ofWrite(CorsRequest request) {
		List<String> origins = request.lines(HeaderNames.ORIGIN);
		if (origins.size() > 1) {
			return ClosestMatch.because(MismatchKind.SEVERAL_ORIGINS,
					"Browsers send exactly one; a proxy or a client in between has added another.");
		}
		if (request.isLikelyOfOwnOrigin()) {
			return own(origins.get(0));
		}
		if (origins.contains("null")) {
			return ClosestMatch.because(MismatchKind.OPAQUE_ORIGIN,
					"Browsers send null for a sandboxed frame, for a file, after a redirect to another origin, and "
							+ "from a page that sends no referrer. Any site can produce it, so it can't be trusted.");
		}
		return request.lines(HeaderNames.SEC_FETCH_SITE).equals(List.of("same-site"))
				? ClosestMatch.because(MismatchKind.SAME_SITE,
						"It is of the same site, which is not the same origin: whoever controls any host below the "
								+ "domain could write so.")
				: ClosestMatch.NONE;
	}

	/** To list it would make the application a CORS server for its own pages. */
	private static ClosestMatch own(String origin) {
		return ClosestMatch.because(MismatchKind.OWN_ORIGIN,
				"This looks like the application's own origin behind a proxy: set server.forward-headers-strategy, "
						+ "or cors.same-origins: " + SafeText.of(origin) + ".");
	}

	private static ClosestMatch malformed(String origin, AttemptedRequest attempted, CorsPolicies policies) {
		if (origin.length() > MAX_LENGTH) {
			return ClosestMatch.because(MismatchKind.ORIGIN_SPELLING, "It is longer than any origin.");
		}
		try {
			Origin.of(origin);
			return ClosestMatch.NONE;
		}
		catch (MalformedOriginException ex) {
			String meant = (ex.corrections().size() == 1) ? ex.corrections().get(0) : null;
			boolean allowed = meant != null && isOriginAllowed(meant, attempted, policies);
			return new ClosestMatch(difference(origin, meant), allowed ? meant : null,
					ex.getMessage() + (allowed ? " " + SafeText.of(meant) + " is allowed." : ""));
		}
	}

	private static boolean isOriginAllowed(String origin, AttemptedRequest attempted, CorsPolicies policies) {
		return switch (policies.decide(attempted.with(HeaderNames.ORIGIN, origin)).reason()) {
			case ORIGIN_NOT_ALLOWED, LOOKUP_FAILED, ORIGIN_MALFORMED, ORIGIN_NULL, ORIGIN_MULTIPLE, NO_POLICY -> false;
			default -> true;
		};
	}

	private static MismatchKind difference(String origin, @Nullable String meant) {
		if (meant == null) {
			return MismatchKind.ORIGIN_SPELLING;
		}
		if (origin.equals(meant + "/")) {
			return MismatchKind.TRAILING_SLASH;
		}
		if (Tokens.toAsciiLowerCase(origin).equals(meant)) {
			return MismatchKind.ORIGIN_CASE;
		}
		boolean path = origin.length() > meant.length() && origin.startsWith(meant)
				&& "/?#\\".indexOf(origin.charAt(meant.length())) >= 0;
		return path ? MismatchKind.ORIGIN_PATH : MismatchKind.ORIGIN_SPELLING;
	}

}
