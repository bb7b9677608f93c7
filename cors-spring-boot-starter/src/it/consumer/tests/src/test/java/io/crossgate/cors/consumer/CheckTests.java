package io.crossgate.cors.consumer;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code --cors.check} looks at the application on every line, and starts it on none.
 */
class CheckTests {

	@ParameterizedTest(name = "{0}")
	@MethodSource("runs")
	void looksAtControllersWithoutListening(Run run) throws Exception {
		try (Consumer checked = run.start("--cors.check", "--cors.allowed-origins=https://app.example.com")) {
			assertThat(checked.port()).as(checked.log()).isZero();
			assertThat(checked.process().waitFor()).as(checked.log()).isZero();
			assertThat(checked.log()).contains("CORS check: ", "header-not-exposed", "ConsumerApplication#todos");
		}
	}

	static Stream<Run> runs() {
		return Run.some().filter((run) -> !run.aot());
	}

}
