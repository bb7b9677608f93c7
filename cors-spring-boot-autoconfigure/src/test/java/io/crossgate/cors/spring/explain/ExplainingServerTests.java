package io.crossgate.cors.spring.explain;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.crossgate.cors.spring.Http;

import static org.assertj.core.api.Assertions.assertThat;

class ExplainingServerTests {

	private static final String SPA = "Origin: http://localhost:5173";

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void inDevelopmentARefusalLeadsToItsExplanation(WebApplicationType type) {
		try (ConfigurableApplicationContext server = start(type, "--spring.profiles.active=dev")) {
			int port = port(server);
			Http.Response refusal = Http.send(port, "GET", "/api/todos", "Host: localhost:" + port, SPA);
			assertThat(refusal.status()).isEqualTo(403);
			List<String> link = refusal.header("Access-Control-Allow-Origin");
			assertThat(link).hasSize(1);
			assertThat(link.get(0)).startsWith("http://localhost:" + port + "/__cors/why/origin-not-allowed?");
			assertThat(refusal.header("Vary")).containsExactly("Origin");
			assertThat(refusal.header("Cache-Control")).containsExactly("no-store");

			String path = link.get(0).substring(("http://localhost:" + port).length());
			Http.Response page = Http.send(port, "GET", path, "Host: localhost:" + port);
			assertThat(page.status()).isEqualTo(200);
			assertThat(page.header("Content-Type").get(0)).startsWith("text/html");
			assertThat(page.body()).contains("allowed-origins: https://app.example.com, http://localhost:5173");

			Http.Response preflight = Http.send(port, "OPTIONS", "/api/todos", "Host: localhost:" + port, SPA,
					"Access-Control-Request-Method: PUT");
			assertThat(preflight.status()).isEqualTo(204);
			assertThat(preflight.header("Access-Control-Allow-Origin").get(0)).contains("/__cors/why/");

			Http.Response method = Http.send(port, "OPTIONS", "/api/todos", "Host: localhost:" + port,
					"Origin: https://app.example.com", "Access-Control-Request-Method: DELETE");
			assertThat(method.status()).isEqualTo(204);
			assertThat(method.header("Access-Control-Allow-Methods")).containsExactly("GET,HEAD,PUT");
			assertThat(method.header("Access-Control-Max-Age")).containsExactly("0");
		}
	}

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void aPublicNameIsNotThisMachine(WebApplicationType type) {
		try (ConfigurableApplicationContext server = start(type, "--spring.profiles.active=dev")) {
			Http.Response refusal = Http.send(port(server), "GET", "/api/todos", "Host: api.example.com", SPA);
			assertThat(refusal.status()).isEqualTo(403);
			assertThat(refusal.cors()).containsExactly("Vary: Origin");
			assertThat(Http.send(port(server), "GET", "/__cors/why/x", "Host: api.example.com").status())
				.isEqualTo(404);
		}
	}

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void outsideDevelopmentNothingIsExplained(WebApplicationType type) {
		for (String arguments : List.of("--spring.profiles.active=prod", "--cors.explain.browser=off")) {
			try (ConfigurableApplicationContext server = start(type, arguments)) {
				int port = port(server);
				Http.Response refusal = Http.send(port, "GET", "/api/todos", "Host: localhost:" + port, SPA);
				assertThat(refusal.cors()).containsExactly("Vary: Origin");
				assertThat(Http.send(port, "GET", "/__cors/why/x", "Host: localhost:" + port).status()).isEqualTo(404);
			}
		}
	}

	private static int port(ConfigurableApplicationContext server) {
		return server.getEnvironment().getRequiredProperty("local.server.port", int.class);
	}

	private static ConfigurableApplicationContext start(WebApplicationType type, String argument) {
		return new SpringApplicationBuilder(Application.class).web(type)
			.properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=error",
					"cors.allowed-origins=https://app.example.com", "cors.allowed-methods=GET,PUT")
			.run(argument);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
