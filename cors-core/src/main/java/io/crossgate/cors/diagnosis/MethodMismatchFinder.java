package io.crossgate.cors.diagnosis;

import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.diagnosis.Diagnosis.ClosestMatch;
import io.crossgate.cors.fetch.Methods;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.util.SafeText;

/**
 * What a method that was refused comes near to.
 */
final class MethodMismatchFinder {

	private MethodMismatchFinder() {
	}

	static ClosestMatch of(DecisionReason reason, AttemptedRequest attempted, CorsPolicy policy) {
		String method = attempted.method();
		if (reason == DecisionReason.METHOD_MALFORMED) {
			return ClosestMatch.because(MismatchKind.METHOD_SPELLING, "Browsers send exactly one method.");
		}
		if (Methods.isForbidden(method)) {
			return ClosestMatch.because(MismatchKind.FORBIDDEN_METHOD, "Browsers let no page send it.");
		}
		for (String allowed : policy.allowedMethods()) {
			if (allowed.equalsIgnoreCase(method)) {
				return new ClosestMatch(MismatchKind.METHOD_CASE, allowed, "Methods are case-sensitive, and "
						+ SafeText.of(allowed) + " is allowed: the page has to spell it so.");
			}
		}
		return ClosestMatch.NONE;
	}

}
