package io.crossgate.cors.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.problem.InvalidCorsPolicyException;

/**
 * Generates policies and requests that have something to do with each other.
 */
final class DeniedRequests {

	static final List<String> ORIGINS = List.of("https://app.example.com", "https://example.com",
			"https://www.example.com", "http://localhost:3000", "http://127.0.0.1:5173", "http://[::1]:8080",
			"capacitor://localhost", "https://10.0.0.1:8443", "https://xn--bcher-kva.example", "https://b.co:444");

	static final List<String> PATTERNS = List.of("https://*.example.org", "https://shop-*-acme.vercel.app",
			"http://localhost:*", "https://*.example.net:*");

	private static final List<String> STRANGERS = List.of("https://app.example.com.", "http://app.example.com",
			"https://app.example.com:8443", "https://app.example.com.evil.com", "https://evilexample.com",
			"https://example.org", "https://a.b.example.org", "http://a.example.org", "https://shop-1-acme.vercel.app",
			"https://shop-1.x-acme.vercel.app", "http://localhost:5173", "http://127.0.0.1:3000", "http://localhost",
			"https://admin.example.com", "https://unknown.example", "https://app.example.com/",
			"HTTPS://app.example.com", "https://app.example.com:443", "null", "file://x", "https://a.example, b",
			"https://a.example https://b.example", "", "chrome-extension://abcdef", "https://x.example.net:1234");

	static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "PROPFIND", "OPTIONS");

	private static final List<String> ODD_METHODS = List.of("patch", "put", "TRACE", "GET, PUT", "X_Y", "connect");

	static final List<String> HEADERS = List.of("content-type", "authorization", "x-request-id", "x-tenant",
			"x-b3-traceid", "if-match", "x-forwarded-host", "x-http-method-override");

	private static final List<String> ODD_HEADERS = List.of("cookie", "access-control-allow-origin", "x tenant", "",
			"x;y", "sec-fetch-site", "X-Request-ID", "x_tenant");

	private static final List<String> PATHS = List.of("/api/todos", "/api/todos/7", "/pub/x", "/other", "/", "/api//x",
			"/api/%41", "/pub/*");

	private final Random random;

	DeniedRequests(long seed) {
		this.random = new Random(seed);
	}

	int index(int bound) {
		return this.random.nextInt(bound);
	}

	/** Policies that compile; now and then none at all. */
	CorsPolicies policies() {
		CorsPolicies policies = CorsPolicies.compile(List.of());
		for (String[] place : new String[][] { { "default", "/**" }, { "api", "/api/**" }, { "pub", "/pub/*" } }) {
			if (chance(60)) {
				try {
					policies = policies.with(policy(place[0], place[1]));
				}
				catch (InvalidCorsPolicyException ex) {
					// Some of what is drawn must not be used.
				}
			}
		}
		return policies;
	}

	private CorsPolicy policy(String name, String path) {
		CorsPolicyBuilder builder = CorsPolicy.named(name)
			.paths(path)
			.allowedOrigins(some(ORIGINS))
			.allowedOriginPatterns(chance(40) ? some(PATTERNS) : List.of())
			.allowCredentials(chance(30))
			.allowPrivateNetwork(chance(30))
			.mode(chance(20) ? CorsPolicy.Mode.REPORT_ONLY : CorsPolicy.Mode.ENFORCE)
			.acceptRisks(chance(20) ? List.of("routing-header", "insecure-origin") : List.of());
		if (chance(70)) {
			builder.allowedMethods(chance(10) ? List.of("*") : some(METHODS));
		}
		if (chance(70)) {
			builder.allowedHeaders(some(HEADERS.subList(0, 6)));
		}
		return builder.build();
	}

	CorsRequest request() {
		boolean preflight = chance(60);
		String method = chance(85) ? pick(METHODS) : pick(ODD_METHODS);
		CorsRequest request = new CorsRequest(preflight ? "OPTIONS" : method, pick(PATHS)).to("https", "api.internal",
				8443);
		if (chance(95)) {
			request = request.origin(chance(40) ? pick(ORIGINS) : pick(STRANGERS));
		}
		if (chance(3)) {
			request = request.origin(pick(ORIGINS));
		}
		if (preflight) {
			request = request.header("Access-Control-Request-Method", method);
			Set<String> names = new LinkedHashSet<>(chance(60) ? some(HEADERS) : List.of());
			if (chance(10)) {
				names.add(pick(ODD_HEADERS));
			}
			if (!names.isEmpty()) {
				request = request.header("Access-Control-Request-Headers", String.join(",", names));
			}
			if (chance(10)) {
				request = request.header("Access-Control-Request-Private-Network", "true");
			}
		}
		else if (method.equals("GET") && chance(20)) {
			request = request.header("Upgrade", "websocket");
		}
		return request;
	}

	boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private <T> T pick(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	private List<String> some(List<String> list) {
		List<String> some = new ArrayList<>();
		for (String value : list) {
			if (chance(35)) {
				some.add(value);
			}
		}
		return some.isEmpty() ? List.of(pick(list)) : some;
	}

}
