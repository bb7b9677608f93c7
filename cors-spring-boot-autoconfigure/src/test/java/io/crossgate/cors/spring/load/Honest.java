package io.crossgate.cors.spring.load;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request of somebody who means no harm, and the answers to it that are right.
 *
 * @param name what it is, in prose
 * @param request the request as sent
 * @param answers each answer that is right, as {@link Wire.Answer#cors} gives it
 */
record Honest(String name, String request, List<String> answers) {

	static final String VARY = "Vary: Origin";

	static final String VARY_PREFLIGHT = "Vary: Origin, Access-Control-Request-Method, "
			+ "Access-Control-Request-Headers";

	private static final String CREDENTIALS = "Access-Control-Allow-Credentials: true";

	private static final String ALLOW = "Access-Control-Allow-Origin: ";

	private static final String APP = "https://app.example.com";

	private static final String EVIL = "Origin: https://evil.example";

	/** Shares the beginning with an origin that is allowed. */
	private static final String LONGER = "Origin: https://app.example.com.evil.example";

	private static final String METHOD = "Access-Control-Request-Method: ";

	private static final String HEADERS = "Access-Control-Request-Headers: ";

	static final String TENANT = "https://yes-1.example.net";

	static Honest of(String name, String line, String... headers) {
		return new Honest(name, Wire.request(line, headers), List.of());
	}

	Honest answered(int status, String... headers) {
		List<String> answers = new ArrayList<>(this.answers);
		answers.add(Wire.rendered(status, Stream.of(headers).filter((header) -> !header.isEmpty()).toList()));
		return new Honest(this.name, this.request, answers);
	}

	/** Those of the policies that never change. */
	static List<Honest> all() {
		String total = "Access-Control-Expose-Headers: X-Total";
		return List.of(
				of("an allowed GET", "GET /listed/todos", "Origin: " + APP).answered(200, ALLOW + APP, total, VARY),
				of("an allowed POST", "POST /listed/orders", "Origin: " + APP, "Content-Length: 0").answered(200,
						ALLOW + APP, total, VARY),
				of("an allowed GET of an escaped path", "GET /listed/a%20b;v=1", "Origin: " + APP).answered(200,
						ALLOW + APP, total, VARY),
				of("an allowed preflight", "OPTIONS /listed/todos", "Origin: " + APP, METHOD + "POST",
						HEADERS + "content-type,x-token")
					.answered(204, ALLOW + APP, "Access-Control-Allow-Methods: GET,HEAD,POST",
							"Access-Control-Allow-Headers: content-type,x-token", "Access-Control-Max-Age: 1800",
							VARY_PREFLIGHT),
				of("a refused origin", "GET /listed/todos", EVIL).answered(403, VARY),
				of("a refused origin that begins like another", "GET /listed/todos", LONGER).answered(403, VARY),
				of("a refused method", "DELETE /listed/todos", "Origin: " + APP).answered(403, VARY),
				of("a preflight for a refused header", "OPTIONS /listed/todos", "Origin: " + APP, METHOD + "POST",
						HEADERS + "x-other")
					.answered(403, VARY_PREFLIGHT),
				of("a preflight of a refused origin", "OPTIONS /listed/todos", EVIL, METHOD + "GET").answered(403,
						VARY_PREFLIGHT),
				of("no origin", "GET /listed/todos").answered(200, VARY),
				of("anybody's GET", "GET /open/todos", EVIL).answered(200, ALLOW + "*"),
				of("anybody's preflight", "OPTIONS /open/todos", EVIL, METHOD + "PUT").answered(204, ALLOW + "*",
						"Access-Control-Allow-Methods: GET,HEAD,PUT", "Access-Control-Max-Age: 1800",
						"Vary: Access-Control-Request-Method, Access-Control-Request-Headers"),
				of("a GET with a cookie", "GET /private/me", "Origin: https://shop.example.com", "Cookie: session=1")
					.answered(200, ALLOW + "https://shop.example.com", CREDENTIALS, VARY),
				of("a preflight for one", "OPTIONS /private/me", "Origin: https://shop.example.com", METHOD + "DELETE",
						HEADERS + "x-token")
					.answered(204, ALLOW + "https://shop.example.com", CREDENTIALS,
							"Access-Control-Allow-Methods: GET,HEAD,DELETE", "Access-Control-Allow-Headers: x-token",
							"Access-Control-Max-Age: 1800", VARY_PREFLIGHT),
				of("one that is refused", "GET /private/me", EVIL, "Cookie: session=1").answered(403, VARY),
				of("a tenant", "GET /tenants/me", "Origin: " + TENANT).answered(200, ALLOW + TENANT, CREDENTIALS, VARY),
				of("a partner", "GET /partners/me", "Origin: " + TENANT).answered(200, ALLOW + TENANT, VARY),
				of("no policy", "GET /plain/todos", EVIL).answered(200));
	}

	boolean isRight(Wire.Answer answer) {
		return this.answers.contains(answer.cors());
	}

}
