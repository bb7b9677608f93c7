package io.crossgate.cors.consumer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An unsafe configuration stops the start on every line, and the analysis is ours: every
 * problem, each with its file and line.
 */
class RefusedStartTests {

	@ParameterizedTest(name = "{0}")
	@MethodSource("io.crossgate.cors.consumer.Run#some")
	void saysWhatIsWrongAndWhere(Run run) throws Exception {
		try (Consumer refused = run.start("--spring.profiles.active=wrong")) {
			assertThat(refused.port()).as(refused.log()).isZero();
			assertThat(refused.process().waitFor()).isEqualTo(1);
			assertThat(refused.log()).contains("APPLICATION FAILED TO START")
				.contains("[any-origin-with-credentials] cors.policies.api.allowed-origins[0] = any")
				.containsPattern("at +application-wrong.yml:5:24")
				.contains("[malformed-origin] cors.policies.web.allowed-origins[0] = https://app.example.com/")
				.containsPattern("at +application-wrong.yml:9:24");
		}
	}

}
