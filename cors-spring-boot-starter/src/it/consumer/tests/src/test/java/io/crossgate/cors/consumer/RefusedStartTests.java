package io.crossgate.cors.consumer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An unsafe configuration stops the start on every line, and the analysis is ours.
 */
class RefusedStartTests {

	@Test
	void saysWhatIsWrongAndWhere() throws Exception {
		try (Consumer refused = Consumer.start("--spring.profiles.active=wrong")) {
			assertThat(refused.port()).as(refused.log()).isZero();
			assertThat(refused.process().waitFor()).isEqualTo(1);
			assertThat(refused.log()).contains("APPLICATION FAILED TO START")
				.contains("[any-origin-with-credentials] cors.policies.api.allowed-origins[0] = any")
				.containsPattern("at +class path resource \\[application-wrong.yml].* - 5:24");
		}
	}

}
