package io.crossgate.cors.consumer;

import java.util.List;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.spring.test.CorsAssert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same exchanges wherever the jars run, with and without Spring Security, to the
 * status and the header. Security costs an anonymous request its answer, but neither the
 * preflight nor one CORS header. The policies are given when the application is started,
 * also where its beans were decided on when it was built.
 */
class ExchangeTests {

	private static final String APP = "https://app.example.com";

	private static final String EVIL = "https://evil.example";

	/** User and password, which nobody asks for without Security. */
	private static final String USER = "Basic dXNlcjpwYXNzd29yZA==";

	private static final List<String> READABLE = List.of("access-control-allow-credentials: true",
			"access-control-allow-origin: https://app.example.com", "access-control-expose-headers: X-Total",
			"vary: Origin");

	private static final List<String> PREFLIGHT = List.of("access-control-allow-credentials: true",
			"access-control-allow-headers: content-type,authorization", "access-control-allow-methods: GET,HEAD,PUT",
			"access-control-allow-origin: https://app.example.com", "access-control-max-age: 1800",
			"vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers");

	private static final List<Exchange> EXCHANGES = List.of(
			new Exchange("an allowed read", "GET", "/todos", List.of("Origin", APP), 200, 401, READABLE),
			new Exchange("an allowed read by a user", "GET", "/todos", List.of("Origin", APP, "Authorization", USER),
					200, 200, READABLE),
			new Exchange("an allowed read of what is not there", "GET", "/todos/7",
					List.of("Origin", APP, "Authorization", USER), 404, 404, READABLE),
			new Exchange("an allowed preflight", "OPTIONS", "/todos",
					List.of("Origin", APP, "Access-Control-Request-Method", "PUT", "Access-Control-Request-Headers",
							"authorization,content-type"),
					204, 204, PREFLIGHT),
			new Exchange("a preflight for another method", "OPTIONS", "/todos",
					List.of("Origin", APP, "Access-Control-Request-Method", "DELETE"), 403, 403,
					List.of("vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers")),
			new Exchange("another origin", "GET", "/todos", List.of("Origin", EVIL), 403, 403,
					List.of("vary: Origin")),
			new Exchange("no page at all", "GET", "/todos", List.of("Authorization", USER), 200, 200,
					List.of("vary: Origin")));

	@ParameterizedTest(name = "{0}")
	@MethodSource("io.crossgate.cors.consumer.Run#all")
	void areTheSameEverywhere(Run run) throws Exception {
		try (Consumer consumer = run.start("--spring.profiles.active=open")) {
			assertThat(consumer.port()).as(consumer.log()).isPositive();
			assertThat(consumer.log()).contains(run.aot() ? "Starting AOT-processed Consumer" : "Starting Consumer")
				.contains("using " + run.java() + ".");
			Assertions.assertAll(
					EXCHANGES.stream().map((exchange) -> () -> exchange.check(consumer, Run.isSecured(run.consumer()))));
			worksInABrowser(consumer);
			if (Run.hasActuator(run.consumer())) {
				EndpointExchanges.check(consumer);
			}
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("io.crossgate.cors.consumer.Run#some")
	void carryNoHeaderWithoutAnyKey(Run run) throws Exception {
		try (Consumer consumer = run.start()) {
			assertThat(consumer.port()).as(consumer.log()).isPositive();
			new Exchange("a read", "GET", "/todos", List.of("Origin", APP, "Authorization", USER), 200, 200, List.of())
				.check(consumer, Run.isSecured(run.consumer()));
		}
	}

	private static void worksInABrowser(Consumer consumer) {
		CorsAssert.assertThatPage(APP)
			.on(consumer.url())
			.withCredentials()
			.sending("Authorization", USER)
			.can("GET", "/todos")
			.afterPreflight()
			.reads("X-Total");
		CorsAssert.assertThatPage(EVIL).on(consumer.url()).cannot("GET", "/todos");
	}

}
