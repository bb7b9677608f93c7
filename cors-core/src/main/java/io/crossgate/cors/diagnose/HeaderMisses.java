package io.crossgate.cors.diagnose;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsPolicy;
import io.crossgate.cors.Reason;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.util.SafeText;

/**
 * What request headers that were refused come near to.
 */
final class HeaderMisses {

	private HeaderMisses() {
	}

	static NearestMiss of(Reason reason, Asked asked, CorsPolicies policies, CorsPolicy policy) {
		if (reason == Reason.HEADERS_MALFORMED) {
			return NearestMiss.because(Difference.HEADERS_SPELLING,
					"Browsers send names separated by commas, such as content-type,x-request-id.");
		}
		if (reason == Reason.HEADERS_TOO_LARGE) {
			return NearestMiss.because(Difference.HEADERS_SIZE, "No browser asks for so many headers.");
		}
		List<String> refused = asked.refusedHeaders(policies);
		for (String name : refused) {
			NearestMiss miss = of(name, policy);
			if (miss != null) {
				return miss;
			}
		}
		int others = asked.headers().size() - refused.size();
		return (others <= 0) ? NearestMiss.NONE
				: NearestMiss.because(Difference.SOME_HEADERS,
						(others == 1) ? "The other header it asks for is allowed."
								: "The other " + others + " headers it asks for are allowed.");
	}

	private static @Nullable NearestMiss of(String name, CorsPolicy policy) {
		String shown = SafeText.of(name);
		if (name.startsWith("access-control-allow-") || name.equals("access-control-expose-headers")
				|| name.equals("access-control-max-age")) {
			return NearestMiss.because(Difference.RESPONSE_HEADER,
					shown + " is a header of the server's answer: the page must not send it.");
		}
		if (name.equals("*")) {
			return NearestMiss.because(Difference.HEADERS_SPELLING,
					"In an answer * stands for every header there is, so no page may ask for a header of that name.");
		}
		if (HeaderNames.isForbiddenRequestHeader(name)) {
			return NearestMiss.because(Difference.FORBIDDEN_HEADER, "Browsers let no page set " + shown + ".");
		}
		if (HeaderNames.isRouting(name) && policy.allowedHeaders().contains("*")) {
			return new NearestMiss(Difference.ROUTING_HEADER, "*", "The wildcard does not cover " + shown
					+ ", which proxies and frameworks take for a fact about the connection.");
		}
		for (String allowed : policy.allowedHeaders()) {
			if (letters(allowed).equals(letters(name))) {
				return new NearestMiss(Difference.HEADER_SPELLING, allowed,
						SafeText.of(allowed) + " is allowed; only the dashes differ.");
			}
		}
		return null;
	}

	private static String letters(String name) {
		return Tokens.toAsciiLowerCase(name).replace("-", "").replace("_", "");
	}

}
