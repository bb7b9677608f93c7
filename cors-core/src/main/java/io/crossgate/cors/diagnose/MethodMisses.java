package io.crossgate.cors.diagnose;

import io.crossgate.cors.CorsPolicy;
import io.crossgate.cors.Reason;
import io.crossgate.cors.fetch.Methods;
import io.crossgate.cors.util.SafeText;

/**
 * What a method that was refused comes near to.
 */
final class MethodMisses {

	private MethodMisses() {
	}

	static NearestMiss of(Reason reason, Asked asked, CorsPolicy policy) {
		String method = asked.method();
		if (reason == Reason.METHOD_MALFORMED) {
			return NearestMiss.because(Difference.METHOD_SPELLING, "Browsers send exactly one method.");
		}
		if (Methods.isForbidden(method)) {
			return NearestMiss.because(Difference.FORBIDDEN_METHOD, "Browsers let no page send it.");
		}
		for (String allowed : policy.allowedMethods()) {
			if (allowed.equalsIgnoreCase(method)) {
				return new NearestMiss(Difference.METHOD_CASE, allowed, "Methods are case-sensitive, and "
						+ SafeText.of(allowed) + " is allowed: the page has to spell it so.");
			}
		}
		return NearestMiss.NONE;
	}

}
