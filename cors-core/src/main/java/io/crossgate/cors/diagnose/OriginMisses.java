package io.crossgate.cors.diagnose;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsPolicy;
import io.crossgate.cors.OwnOrigin;
import io.crossgate.cors.Reason;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.origin.MalformedOriginException;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.util.SafeText;

/**
 * What an origin that was refused comes near to.
 */
final class OriginMisses {

	/** Nothing longer is read for what it might have meant. */
	private static final int MAX_LENGTH = 512;

	private OriginMisses() {
	}

	static NearestMiss of(Reason reason, Asked asked, CorsPolicies policies, CorsPolicy policy) {
		String origin = asked.origin();
		if (origin == null) {
			return NearestMiss.NONE;
		}
		return switch (reason) {
			case ORIGIN_MALFORMED -> malformed(origin, asked, policies);
			case ORIGIN_NULL -> NearestMiss.because(Difference.OPAQUE_ORIGIN,
					"Browsers send null for a sandboxed frame without allow-same-origin, for a page opened as a file "
							+ "or a data: URL, and after a redirect to another origin. Any site can produce it: give "
							+ "the page an origin of its own instead.");
			case ORIGIN_MULTIPLE -> NearestMiss.because(Difference.SEVERAL_ORIGINS,
					"Browsers send exactly one; a proxy or a client in between has added another.");
			default ->
				OwnOrigin.isLikely(asked.request()) ? own(origin)
						: Explanation.hasOrigins(policy) ? NearestOrigin.of(origin, policy)
								: NearestMiss.because(Difference.NO_ORIGINS,
										"No origins are configured, so pages of other origins are refused.");
		};
	}

	/** To list it would make the application a CORS server for its own pages. */
	private static NearestMiss own(String origin) {
		return NearestMiss.because(Difference.OWN_ORIGIN,
				"This looks like the application's own origin behind a proxy: set server.forward-headers-strategy, "
						+ "or cors.same-origins: " + SafeText.of(origin) + ".");
	}

	private static NearestMiss malformed(String origin, Asked asked, CorsPolicies policies) {
		if (origin.length() > MAX_LENGTH) {
			return NearestMiss.because(Difference.ORIGIN_SPELLING, "It is longer than any origin.");
		}
		try {
			Origin.of(origin);
			return NearestMiss.NONE;
		}
		catch (MalformedOriginException ex) {
			String meant = ex.correction();
			boolean allowed = meant != null && isOriginAllowed(meant, asked, policies);
			return new NearestMiss(difference(origin, meant), allowed ? meant : null,
					ex.getMessage() + (allowed ? " " + SafeText.of(meant) + " is allowed." : ""));
		}
	}

	private static boolean isOriginAllowed(String origin, Asked asked, CorsPolicies policies) {
		return switch (policies.decide(asked.with(HeaderNames.ORIGIN, origin)).reason()) {
			case ORIGIN_NOT_ALLOWED, ORIGIN_MALFORMED, ORIGIN_NULL, ORIGIN_MULTIPLE, NO_POLICY -> false;
			default -> true;
		};
	}

	private static Difference difference(String origin, @Nullable String meant) {
		if (meant == null) {
			return Difference.ORIGIN_SPELLING;
		}
		if (origin.equals(meant + "/")) {
			return Difference.TRAILING_SLASH;
		}
		if (Tokens.toAsciiLowerCase(origin).equals(meant)) {
			return Difference.ORIGIN_CASE;
		}
		boolean path = origin.length() > meant.length() && origin.startsWith(meant)
				&& "/?#\\".indexOf(origin.charAt(meant.length())) >= 0;
		return path ? Difference.ORIGIN_PATH : Difference.ORIGIN_SPELLING;
	}

}
