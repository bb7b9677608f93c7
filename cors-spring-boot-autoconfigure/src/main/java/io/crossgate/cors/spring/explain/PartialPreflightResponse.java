package io.crossgate.cors.spring.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.fetch.HeaderNames;

/**
 * What a policy would have answered to the part of a refused preflight that it allows.
 */
final class PartialPreflightResponse {

	private PartialPreflightResponse() {
	}

	/** Return the headers of the answer, or none if not even the origin is allowed. */
	static Map<String, String> headers(CorsRequest request, CorsDecision refusal, CorsEngine engine) {
		return switch (refusal.reason()) {
			case METHOD_NOT_ALLOWED -> engine.policies()
				.policies()
				.stream()
				.filter((policy) -> policy.name().equals(refusal.policy()))
				.flatMap((policy) -> policy.allowedMethods().stream())
				.findFirst()
				.map((method) -> answer(RequestedHeaders.asking(request, method, List.of()), engine))
				.orElse(Map.of());
			case HEADERS_NOT_ALLOWED -> answer(
					RequestedHeaders.asking(request, method(request), RequestedHeaders.of(request, engine).allowed()),
					engine);
			default -> Map.of();
		};
	}

	private static Map<String, String> answer(CorsRequest request, CorsEngine engine) {
		CorsDecision decision = engine.explain(engine.policies(), request);
		if (decision.outcome() != CorsDecision.Outcome.ALLOWED) {
			return Map.of();
		}
		Map<String, String> headers = new LinkedHashMap<>();
		decision.writeTo(request.lines(HeaderNames.ORIGIN).get(0), headers, Map::put);
		// What is corrected in the next minute must not stay in the browser's preflight
		// cache.
		headers.put(HeaderNames.MAX_AGE, "0");
		return headers;
	}

	private static String method(CorsRequest request) {
		return request.lines(HeaderNames.REQUEST_METHOD).get(0);
	}

}
