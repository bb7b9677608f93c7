package io.crossgate.cors.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same exchanges over real ports on Tomcat and on Netty: same status, same headers,
 * nothing else.
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

	private final Map<WebApplicationType, ConfigurableApplicationContext> servers = Map.of(WebApplicationType.SERVLET,
			start(WebApplicationType.SERVLET), WebApplicationType.REACTIVE, start(WebApplicationType.REACTIVE));

	@AfterAll
	void stop() {
		this.servers.values().forEach(ConfigurableApplicationContext::close);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("exchanges")
	void answers(Exchange exchange) {
		this.servers.forEach((type, server) -> {
			Http.Response response = Http.send(server.getEnvironment().getProperty("local.server.port", int.class, 0),
					exchange.method(), exchange.path(), exchange.request().toArray(String[]::new));
			assertThat(response.status()).as("status on %s", type).isEqualTo(exchange.status());
			assertThat(response.cors()).as("headers on %s", type)
				.containsExactlyInAnyOrderElementsOf(exchange.response());
		});
	}

	static Stream<Exchange> exchanges() {
		return Stream.of(
				exchange("an allowed simple GET", "GET /open/todos", 200).from(APP).answered(ALLOW, EXPOSE, VARY),
				exchange("an allowed PUT preflight", "OPTIONS /open/todos", 204)
					.from(APP, "Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: content-type")
					.answered(ALLOW, "Access-Control-Allow-Methods: GET,HEAD,PUT",
							"Access-Control-Allow-Headers: content-type", "Access-Control-Max-Age: 1800",
							VARY_PREFLIGHT),
				exchange("a credentialed GET", "GET /cookies/todos", 200).from(APP, "Cookie: session=1")
					.answered(ALLOW, CREDENTIALS, EXPOSE, VARY),
				exchange("a refused origin", "GET /open/todos", 403).from(EVIL).answered(VARY),
				exchange("a refused preflight", "OPTIONS /open/todos", 403)
					.from(EVIL, "Access-Control-Request-Method: PUT")
					.answered(VARY_PREFLIGHT),
				exchange("no origin at all", "GET /open/todos", 200).answered(VARY),
				exchange("every origin", "GET /public/todos", 200).from(EVIL)
					.answered("Access-Control-Allow-Origin: *"),
				exchange("every origin, and nobody asked", "GET /public/todos", 200)
					.answered("Access-Control-Allow-Origin: *"),
				exchange("a path without policy", "GET /else/todos", 200).from(APP).answered(),
				exchange("two origin lines", "GET /open/todos", 403).from(APP, APP).answered(VARY),
				exchange("a missing page keeps its headers", "GET /open/nothing", 404).from(APP)
					.answered(ALLOW, EXPOSE, VARY),
				exchange("an exception keeps its headers", "GET /open/broken", 500).from(APP)
					.answered(ALLOW, EXPOSE, VARY),
				exchange("a wrong method keeps its headers", "PUT /open/todos", 405).from(APP)
					.answered(ALLOW, EXPOSE, VARY),
				exchange("a form post of an identity provider is served", "POST /open/form", 200)
					.from(EVIL, "Sec-Fetch-Mode: navigate")
					.answered(VARY),
				exchange("a same-origin post behind a proxy that rewrote Host is served", "POST /open/form", 200)
					.from("Origin: https://own.example", "Sec-Fetch-Site: same-origin")
					.answered(VARY),
				exchange("the container's own origin is same-origin", "POST /open/form", 200)
					.from("Origin: http://api.example.com")
					.answered(VARY));
	}

	private static Exchange exchange(String name, String line, int status) {
		int space = line.indexOf(' ');
		return new Exchange(name, line.substring(0, space), line.substring(space + 1), status, List.of(), List.of());
	}

	private static ConfigurableApplicationContext start(WebApplicationType type) {
		return new SpringApplicationBuilder(Application.class).web(type)
			.properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=error",
					"cors.policies.open.paths=/open/**",
					"cors.policies.open.allowed-origins=https://app.example.com,https://other.example.com",
					"cors.policies.open.allowed-methods=GET,PUT", "cors.policies.open.allowed-headers=content-type",
					"cors.policies.open.exposed-headers=X-Total", "cors.policies.cookies.paths=/cookies/**",
					"cors.policies.cookies.allowed-origins=https://app.example.com",
					"cors.policies.cookies.allow-credentials=true", "cors.policies.cookies.exposed-headers=X-Total",
					"cors.policies.public.paths=/public/**", "cors.policies.public.allowed-origins=any")
			.run();
	}

	record Exchange(String name, String method, String path, int status, List<String> request, List<String> response) {

		Exchange from(String... headers) {
			return new Exchange(this.name, this.method, this.path, this.status, List.of(headers), this.response);
		}

		Exchange answered(String... headers) {
			return new Exchange(this.name, this.method, this.path, this.status, this.request,
					new ArrayList<>(List.of(headers)));
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Controller.class)
	static class Application {

	}

	@RestController
	static class Controller {

		@GetMapping({ "/open/todos", "/cookies/todos", "/public/todos", "/else/todos" })
		ResponseEntity<String> todos() {
			return ResponseEntity.ok().header("X-Total", "1").body("[]");
		}

		@PostMapping("/open/form")
		String form() {
			return "ok";
		}

		@GetMapping("/open/broken")
		String broken() {
			throw new IllegalStateException("broken on purpose");
		}

	}

}
