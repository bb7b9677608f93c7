package io.crossgate.cors.spring;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One table of exchanges through the engine and, over real ports, through Tomcat, Jetty
 * and Netty: same status, same headers, nothing else.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerContractTests {

	private static final String APP = "Origin: https://app.example.com";

	private static final String EVIL = "Origin: https://evil.example";

	private static final String ALLOW = "Access-Control-Allow-Origin: https://app.example.com";

	private static final String CREDENTIALS = "Access-Control-Allow-Credentials: true";

	private static final String EXPOSE = "Access-Control-Expose-Headers: X-Total";

	private static final String VARY = "Vary: Origin";

	private static final String VARY_PREFLIGHT = "Vary: Origin, Access-Control-Request-Method, "
			+ "Access-Control-Request-Headers";

	private final Map<Server, Server.Running> servers = new EnumMap<>(Server.class);

	@BeforeAll
	void start() {
		for (Server server : Server.values()) {
			this.servers.put(server, server.start(List.of(Controller.class), "cors.policies.open.paths=/open/**",
					"cors.policies.open.allowed-origins=https://app.example.com,https://other.example.com",
					"cors.policies.open.allowed-methods=GET,PUT", "cors.policies.open.allowed-headers=content-type",
					"cors.policies.open.exposed-headers=X-Total", "cors.policies.cookies.paths=/cookies/**",
					"cors.policies.cookies.allowed-origins=https://app.example.com",
					"cors.policies.cookies.allow-credentials=true", "cors.policies.cookies.exposed-headers=X-Total",
					"cors.policies.public.paths=/public/**", "cors.policies.public.allowed-origins=any",
					"cors.policies.read.paths=/read/**", "cors.policies.read.allowed-origins=any",
					"cors.policies.read.allowed-methods=GET", "cors.policies.served.paths=/served/**",
					"cors.policies.served.allowed-origins=https://app.example.com",
					"cors.policies.served.on-denied=pass-through", "cors.policies.watched.paths=/watched/**",
					"cors.policies.watched.allowed-origins=https://app.example.com",
					"cors.policies.watched.mode=report-only"));
		}
	}

	@AfterAll
	void stop() {
		this.servers.values().forEach(Server.Running::close);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("exchanges")
	void everyServerAnswersAsTheTableSays(Exchange exchange) {
		this.servers.forEach((server, running) -> {
			Http.Response response = exchange.send(running.port());
			assertThat(response.status()).as("status on %s", server).isEqualTo(exchange.status());
			assertThat(response.cors()).as("headers on %s", server)
				.containsExactlyInAnyOrderElementsOf(exchange.response());
			// Caches with common settings keep a 403 after its origin has been allowed.
			// Jetty
			// has its own word for the errors of applications.
			if (response.status() == 403) {
				assertThat(response.header("Cache-Control")).as("caching on %s", server).containsExactly("no-store");
			}
			else {
				assertThat(response.header("Cache-Control")).as("caching on %s", server).doesNotContain("no-store");
			}
		});
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("exchanges")
	void engineDecidesAsTheServersAnswer(Exchange exchange) {
		CorsEngine engine = this.servers.get(Server.TOMCAT).context().getBean(CorsEngine.class);
		CorsRequest request = new CorsRequest(exchange.method(), exchange.path()).to("http", "api.example.com", -1);
		for (String line : exchange.request()) {
			int colon = line.indexOf(": ");
			request = request.header(line.substring(0, colon), line.substring(colon + 2));
		}
		CorsDecision decision = engine.decide(request);
		List<String> origins = request.lines("Origin");
		String origin = origins.isEmpty() ? null : origins.get(0);
		assertThat(decision.headers(origin).entrySet()).filteredOn((header) -> !header.getKey().equals("Cache-Control"))
			.extracting((header) -> header.getKey() + ": " + header.getValue())
			.containsExactlyInAnyOrderElementsOf(exchange.response());
		assertThat(decision.status()).isEqualTo(decision.endsExchange() ? exchange.status() : 0);
	}

	static Stream<Exchange> exchanges() {
		return Stream.of(
				Exchange.of("an allowed simple GET", "GET /open/todos", 200).from(APP).answered(ALLOW, EXPOSE, VARY),
				Exchange.of("an allowed PUT preflight", "OPTIONS /open/todos", 204)
					.from(APP, "Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: content-type")
					.answered(ALLOW, "Access-Control-Allow-Methods: GET,HEAD,PUT",
							"Access-Control-Allow-Headers: content-type", "Access-Control-Max-Age: 1800",
							VARY_PREFLIGHT),
				Exchange.of("a preflight for a path nobody serves", "OPTIONS /open/nothing", 204)
					.from(APP, "Access-Control-Request-Method: PUT")
					.answered(ALLOW, "Access-Control-Allow-Methods: GET,HEAD,PUT",
							"Access-Control-Allow-Headers: content-type", "Access-Control-Max-Age: 1800",
							VARY_PREFLIGHT),
				Exchange.of("a credentialed GET", "GET /cookies/todos", 200)
					.from(APP, "Cookie: session=1")
					.answered(ALLOW, CREDENTIALS, EXPOSE, VARY),
				Exchange.of("a refused origin", "GET /open/todos", 403).from(EVIL).answered(VARY),
				Exchange.of("a refused origin that is served", "GET /served/todos", 200).from(EVIL).answered(VARY),
				Exchange.of("a refused preflight", "OPTIONS /open/todos", 403)
					.from(EVIL, "Access-Control-Request-Method: PUT")
					.answered(VARY_PREFLIGHT),
				Exchange.of("no origin at all", "GET /open/todos", 200).answered(VARY),
				Exchange.of("every origin", "GET /public/todos", 200)
					.from(EVIL)
					.answered("Access-Control-Allow-Origin: *"),
				Exchange.of("every origin, and nobody asked", "GET /public/todos", 200)
					.answered("Access-Control-Allow-Origin: *"),
				Exchange.of("every origin, a method that is refused with one, and nobody asked", "POST /read/form", 200)
					.answered("Access-Control-Allow-Origin: *", VARY),
				Exchange.of("that method with one", "POST /read/form", 403).from(EVIL).answered(VARY),
				Exchange.of("a preflight for a private network, which the browser enforces", "OPTIONS /open/todos", 204)
					.from(APP, "Access-Control-Request-Method: PUT", "Access-Control-Request-Private-Network: true")
					.answered(ALLOW, "Access-Control-Allow-Methods: GET,HEAD,PUT",
							"Access-Control-Allow-Headers: content-type", "Access-Control-Max-Age: 1800",
							VARY_PREFLIGHT),
				Exchange.of("a path without policy", "GET /else/todos", 200).from(APP).answered(),
				Exchange.of("a policy that only reports", "GET /watched/todos", 200).from(EVIL).answered(),
				Exchange.of("two origin lines", "GET /open/todos", 403).from(APP, APP).answered(VARY),
				Exchange.of("a missing page keeps its headers", "GET /open/nothing", 404)
					.from(APP)
					.answered(ALLOW, EXPOSE, VARY),
				Exchange.of("an exception keeps its headers", "GET /open/broken", 500)
					.from(APP)
					.answered(ALLOW, EXPOSE, VARY),
				Exchange.of("a wrong method keeps its headers", "PUT /open/todos", 405)
					.from(APP)
					.answered(ALLOW, EXPOSE, VARY),
				Exchange.of("a form post of an identity provider is served", "POST /open/form", 200)
					.from(EVIL, "Sec-Fetch-Mode: navigate")
					.answered(VARY),
				Exchange.of("a same-origin post behind a proxy that rewrote Host is served", "POST /open/form", 200)
					.from("Origin: https://own.example", "Sec-Fetch-Site: same-origin")
					.answered(VARY),
				Exchange.of("the container's own origin is same-origin", "POST /open/form", 200)
					.from("Origin: http://api.example.com")
					.answered(VARY));
	}

	@RestController
	static class Controller {

		@GetMapping({ "/open/todos", "/cookies/todos", "/public/todos", "/else/todos", "/served/todos",
				"/watched/todos" })
		ResponseEntity<String> todos() {
			return ResponseEntity.ok().header("X-Total", "1").body("[]");
		}

		@PostMapping({ "/open/form", "/read/form" })
		String form() {
			return "ok";
		}

		@GetMapping("/open/broken")
		String broken() {
			throw new IllegalStateException("broken on purpose");
		}

	}

}
