package io.crossgate.cors.spring.mistakes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;

/**
 * Requests that find out what is allowed: of the pages that are meant, of those that look
 * like them, and of strangers.
 */
final class Probes {

	private static final List<String> STRANGERS = List.of("https://stranger.example", "http://stranger.example", "null",
			"https://example.com", "https://evilexample.com", "https://sub.example.com", "https://a.b.example.com",
			"https://example.com.stranger.example", "http://localhost:3000", "http://localhost",
			"http://192.168.8.1:3000", "http://192.168.10.1:3000", "http://8.0.0.16", "http://10.0.0.20",
			"https://second.example", "https://b.example", "https://a.example", "https://xn--strae-oqa.example",
			"https://strasse.example", "https://stranger.com", "https://app.example.com:8443");

	private static final List<String> PATHS = List.of("/", "/api", "/api/todos", "/api/todos/7", "/apis", "/orders",
			"/orders/7", "/todos/7", "/admin/users", "/other", "/d/x", "/t/x");

	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "QUERY");

	private final Intent intent;

	private final CorsPolicies policies;

	private final List<String> beyond = new ArrayList<>();

	private int allowed;

	private Probes(Intent intent, CorsPolicies policies) {
		this.intent = intent;
		this.policies = policies;
	}

	static Probes of(Intent intent, CorsPolicies policies) {
		Probes probes = new Probes(intent, policies);
		for (String origin : origins(intent)) {
			for (String path : PATHS) {
				METHODS.forEach((method) -> probes.send(origin, path, method));
			}
		}
		return probes;
	}

	/** Return what is allowed and was not meant. */
	List<String> beyond() {
		return this.beyond;
	}

	/** Return how many requests that are meant are allowed. */
	int allowed() {
		return this.allowed;
	}

	static Set<String> origins(Intent intent) {
		Set<String> origins = new LinkedHashSet<>(STRANGERS);
		for (String allowed : intent.origins()) {
			String origin = allowed.replace("://*.", "://x.").replace(":*", ":1234");
			origins.add(origin);
			origins.add(origin.startsWith("https") ? origin.replace("https", "http") : origin.replace("http", "https"));
			origins.add(origin.replace("://", "://x."));
			origins.add(origin.replace("://", "://x"));
			origins.add(origin + ".stranger.example");
			origins.add(origin + ":8444");
			origins.add(origin.replaceFirst(":\\d+$", ""));
			origins.add(origin.replace("example", "examp1e"));
		}
		return origins;
	}

	private void send(String origin, String path, String method) {
		CorsRequest request = new CorsRequest(method, path).origin(origin);
		CorsRequest preflight = new CorsRequest("OPTIONS", path).origin(origin)
			.header("Access-Control-Request-Method", method);
		judge(origin, path, method, request);
		judge(origin, path, method, preflight);
	}

	private void judge(String origin, String path, String method, CorsRequest request) {
		CorsDecision decision = this.policies.decide(request);
		String allowOrigin = decision.headers(origin).get("Access-Control-Allow-Origin");
		boolean readable = decision.outcome() == CorsDecision.Outcome.ALLOWED
				&& (origin.equals(allowOrigin) || "*".equals(allowOrigin));
		if (!readable) {
			return;
		}
		boolean credentials = "true".equals(decision.headers(origin).get("Access-Control-Allow-Credentials"));
		if (this.intent.permits(origin, path, method, credentials)) {
			this.allowed++;
		}
		else {
			this.beyond.add(method + " " + path + " of " + origin + (credentials ? " with credentials" : "") + " by "
					+ decision.policy());
		}
	}

}
