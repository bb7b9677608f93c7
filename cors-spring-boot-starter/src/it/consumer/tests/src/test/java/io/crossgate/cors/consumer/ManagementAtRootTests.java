package io.crossgate.cors.consumer;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Management endpoints among the application's own paths select no policy on any line,
 * whichever of Boot's classes knows where they are.
 */
@EnabledIfSystemProperty(named = "consumer.actuator", matches = "true",
		disabledReason = "this line is not published with the actuator")
class ManagementAtRootTests {

	private static final String[] ALLOWED = { "Origin", "https://app.example.com" };

	static Stream<Run> runs() {
		return Run.some().filter((run) -> Run.hasActuator(run.consumer()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("runs")
	void endpointsAreLeftAlone(Run run) throws Exception {
		try (Consumer consumer = run.start("--spring.profiles.active=open", "--management.endpoints.web.base-path=/",
				"--management.endpoint.health.probes.add-additional-paths=true")) {
			assertThat(consumer.port()).as(consumer.log()).isPositive();
			HttpResponse<String> endpoint = consumer.send("GET", "/cors", ALLOWED);
			assertThat(endpoint.statusCode()).isEqualTo(200);
			assertThat(endpoint.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
			assertThat(endpoint.headers().firstValue("Cache-Control")).hasValue("no-store");
			HttpResponse<String> todos = consumer.send("GET", "/todos", ALLOWED);
			assertThat(todos.headers().allValues("Access-Control-Allow-Origin"))
				.isEqualTo(List.of("https://app.example.com"));
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("runs")
	void theContextPathIsNoPartOfPaths(Run run) throws Exception {
		String below = Run.isServlet(run.consumer()) ? "--server.servlet.context-path=/app"
				: "--spring.webflux.base-path=/app";
		try (Consumer refused = run.start("--spring.profiles.active=open", "--cors.paths=/app/todos/**", below)) {
			assertThat(refused.port()).as(refused.log()).isZero();
			assertThat(refused.log()).contains("[unreachable-path] cors.paths[0] = /app/todos/**", "/todos/**");
		}
	}

}
