package io.crossgate.cors.diagnosis;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.diagnosis.Diagnosis.ClosestMatch;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.util.SafeText;

/**
 * What request headers that were refused come near to.
 */
final class HeaderMismatchFinder {

	private HeaderMismatchFinder() {
	}

	static ClosestMatch of(DecisionReason reason, AttemptedRequest attempted, CorsPolicies policies,
			CorsPolicy policy) {
		if (reason == DecisionReason.HEADERS_MALFORMED) {
			return ClosestMatch.because(MismatchKind.HEADERS_SPELLING,
					"Browsers send names separated by commas, such as content-type,x-request-id.");
		}
		if (reason == DecisionReason.HEADERS_TOO_LARGE) {
			return ClosestMatch.because(MismatchKind.HEADERS_SIZE, "No browser asks for so many headers.");
		}
		List<String> refused = attempted.refusedHeaders(policies);
		for (String name : refused) {
			ClosestMatch match = of(name, policy);
			if (match != null) {
				return match;
			}
		}
		int others = attempted.headers().size() - refused.size();
		return (others <= 0) ? ClosestMatch.NONE
				: ClosestMatch.because(MismatchKind.SOME_HEADERS,
						(others == 1) ? "The other header it asks for is allowed."
								: "The other " + others + " headers it asks for are allowed.");
	}

	private static @Nullable ClosestMatch of(String name, CorsPolicy policy) {
		String shown = SafeText.of(name);
		if (name.startsWith("access-control-allow-") || name.equals("access-control-expose-headers")
				|| name.equals("access-control-max-age")) {
			return ClosestMatch.because(MismatchKind.RESPONSE_HEADER,
					shown + " is a header of the server's answer: the page must not send it.");
		}
		if (name.equals("*")) {
			return ClosestMatch.because(MismatchKind.HEADERS_SPELLING,
					"In an answer * stands for every header there is, so no page may ask for a header of that name.");
		}
		if (HeaderNames.isForbiddenRequestHeader(name)) {
			return ClosestMatch.because(MismatchKind.FORBIDDEN_HEADER, "Browsers let no page set " + shown + ".");
		}
		if (HeaderNames.isRouting(name) && policy.allowedHeaders().contains("*")) {
			return new ClosestMatch(MismatchKind.ROUTING_HEADER, "*", "The wildcard does not cover " + shown
					+ ", which proxies and frameworks take for a fact about the connection.");
		}
		for (String allowed : policy.allowedHeaders()) {
			if (letters(allowed).equals(letters(name))) {
				return new ClosestMatch(MismatchKind.HEADER_SPELLING, allowed,
						SafeText.of(allowed) + " is allowed; only the dashes differ.");
			}
		}
		return null;
	}

	private static String letters(String name) {
		return Tokens.toAsciiLowerCase(name).replace("-", "").replace("_", "");
	}

}
