package io.crossgate.cors.spring;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.json.BasicJsonTester;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Layouts that have fields have those of a refusal and of a problem, in one event each.
 */
@ExtendWith(OutputCaptureExtension.class)
class StructuredLogTests {

	private static final String ORIGIN = "https://b\u00fc.example";

	@ParameterizedTest
	@ValueSource(strings = { "ecs", "logstash" })
	void eventsHaveFields(String format, CapturedOutput output) {
		try (Server.Running running = Server.TOMCAT.start(List.of(), "logging.structured.format.console=" + format,
				"logging.level.io.crossgate.cors=warn", "cors.allowed-origins=https://app.example.com",
				"cors.allowed-headers=X-HTTP-Method-Override")) {
			running.send("OPTIONS /orders/7", "Origin: " + ORIGIN, "Access-Control-Request-Method: PUT");
		}
		String refusal = event(output, "CORS refused");
		for (String field : List.of("policy:default", "reason:origin-malformed", "kind:preflight", "mode:enforce",
				"method:PUT", "path:/orders/7")) {
			assertField(refusal, field.substring(0, field.indexOf(':')), field.substring(field.indexOf(':') + 1));
		}
		assertField(refusal, "origin", "https://b\\u00fc.example");
		String problem = event(output, "[method-override-header]");
		assertField(problem, "code", "method-override-header");
		assertField(problem, "policy", "default");
	}

	/** Applications of other tests log text. */
	@AfterAll
	static void logsTextAgain() {
		System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
		Server.TOMCAT.start(List.of()).close();
	}

	/** ECS nests names with dots, logstash has them flat. */
	private static void assertField(String event, String name, String value) {
		BasicJsonTester json = new BasicJsonTester(StructuredLogTests.class);
		assertThat(json.from(event)).satisfiesAnyOf(
				(content) -> assertThat(json.from(event)).extractingJsonPathValue("$['cors.%s']", name)
					.isEqualTo(value),
				(content) -> assertThat(json.from(event)).extractingJsonPathValue("$.cors.%s", name).isEqualTo(value));
	}

	private static String event(CapturedOutput output, String text) {
		return output.toString()
			.lines()
			.filter((line) -> line.startsWith("{") && line.contains(text))
			.findFirst()
			.orElseThrow();
	}

}
