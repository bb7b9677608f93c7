package io.crossgate.cors.spring.reload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.fetch.HeaderNames;

/**
 * What one request gets, seen from outside.
 *
 * @param served whether it is not refused
 * @param readable whether a page can read the answer
 * @param credentials whether with cookies
 * @param exposed what the page can read beside the body
 */
record Access(boolean served, boolean readable, boolean credentials, Set<String> exposed) {

	private static final List<CorsRequest> REQUESTS = requests();

	private static List<CorsRequest> requests() {
		List<CorsRequest> requests = new ArrayList<>();
		for (String path : List.of("/x", "/a", "/a/b", "/a/z", "/a/c", "/q/c", "/a/b/c", "/b/c", "/b/x")) {
			for (String origin : List.of("https://one.example.com", "https://two.example.com",
					"https://four.example.com", "https://three.example.org", "https://evil.example", "null")) {
				for (String method : List.of("GET", "HEAD", "PUT", "DELETE", "PATCH")) {
					requests.add(new CorsRequest(method, path).origin(origin));
					CorsRequest preflight = new CorsRequest("OPTIONS", path).origin(origin)
						.header(HeaderNames.REQUEST_METHOD, method);
					requests.add(preflight);
					for (String header : List.of("x-one", "x-two", "x-three", "x-forwarded-for")) {
						requests.add(preflight.header(HeaderNames.REQUEST_HEADERS, header));
					}
				}
				requests.add(new CorsRequest("GET", path).origin(origin)
					.header("Upgrade", "websocket")
					.header("Connection", "Upgrade"));
			}
		}
		return requests;
	}

	static Access of(CorsPolicies policies, CorsRequest request) {
		CorsDecision decision = policies.decide(request);
		Map<String, String> headers = decision.headers(request.lines(HeaderNames.ORIGIN).get(0));
		boolean refused = decision.endsExchange() && decision.outcome() == CorsDecision.Outcome.DENIED;
		String exposed = headers.get(HeaderNames.EXPOSE_HEADERS);
		return new Access(!refused, headers.containsKey(HeaderNames.ALLOW_ORIGIN),
				headers.containsKey(HeaderNames.ALLOW_CREDENTIALS),
				(exposed != null) ? Set.of(exposed.toLowerCase(Locale.ROOT).split(",")) : Set.of());
	}

	/** Return a request that gets more than before, in words; empty if there is none. */
	static String widened(CorsPolicies before, CorsPolicies after) {
		for (CorsRequest request : REQUESTS) {
			Access from = of(before, request);
			Access to = of(after, request);
			if (to.exceeds(from)) {
				return request.method() + " " + request.fullPath() + " from " + request.lines(HeaderNames.ORIGIN) + ": "
						+ from + " became " + to;
			}
		}
		return "";
	}

	private boolean exceeds(Access other) {
		return (this.served && !other.served) || (this.readable && !other.readable)
				|| (this.credentials && !other.credentials) || !other.exposed.containsAll(this.exposed);
	}

}
