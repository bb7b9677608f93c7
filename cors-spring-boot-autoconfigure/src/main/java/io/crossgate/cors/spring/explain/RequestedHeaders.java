package io.crossgate.cors.spring.explain;

import java.util.ArrayList;
import java.util.List;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.HttpList;

/**
 * The header names that a preflight asks for, each asked for alone.
 *
 * @param allowed the names that are allowed
 * @param refused the names that are not
 */
record RequestedHeaders(List<String> allowed, List<String> refused) {

	static RequestedHeaders of(CorsRequest preflight, CorsEngine engine) {
		List<String> allowed = new ArrayList<>();
		List<String> refused = new ArrayList<>();
		String method = preflight.lines(HeaderNames.REQUEST_METHOD).get(0);
		for (String line : preflight.lines(HeaderNames.REQUEST_HEADERS)) {
			for (String name : HttpList.of(line, Integer.MAX_VALUE)) {
				CorsDecision decision = engine.explain(engine.policies(), asking(preflight, method, List.of(name)));
				((decision.outcome() == CorsDecision.Outcome.ALLOWED) ? allowed : refused).add(name);
			}
		}
		return new RequestedHeaders(allowed, refused);
	}

	/** The preflight as it would be for another method and other headers. */
	static CorsRequest asking(CorsRequest preflight, String method, List<String> names) {
		CorsRequest asking = new CorsRequest("OPTIONS", preflight.path()).below(preflight.contextPath())
			.to(preflight.scheme(), preflight.host(), preflight.port())
			.origin(preflight.lines(HeaderNames.ORIGIN).get(0))
			.header(HeaderNames.REQUEST_METHOD, method);
		return names.isEmpty() ? asking : asking.header(HeaderNames.REQUEST_HEADERS, String.join(",", names));
	}

}
