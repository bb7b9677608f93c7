package io.crossgate.cors.consumer;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code --cors.check} looks at the application on every line, with and without bean
 * definitions that were made when it was built, and starts it on none.
 */
class CheckTests {

	private static final String OLD = "io.crossgate.cors.consumer.Old";

	@ParameterizedTest(name = "{0}")
	@MethodSource("runs")
	void looksAtControllersWithoutListening(Run run) throws Exception {
		try (Consumer checked = run.start("--cors.check", "--cors.allowed-origins=https://app.example.com")) {
			assertThat(checked.port()).as(checked.log()).isZero();
			assertThat(checked.process().waitFor()).as(checked.log()).isZero();
			assertThat(checked.log()).contains("CORS check: ", "header-not-exposed", "ConsumerApplication#todos");
		}
	}

	/** Mappings and annotations are taken over, and so are chains of Security. */
	@ParameterizedTest(name = "{0}")
	@MethodSource("servlets")
	void takesOverWhatTheApplicationSaidBefore(Run run) throws Exception {
		try (Consumer printed = run.start("--cors.check.takeover", "--cors.enabled=false",
				"--spring.profiles.active=old")) {
			assertThat(printed.port()).as(printed.log()).isZero();
			assertThat(printed.log()).as(printed.log())
				.startsWith("# What decides about CORS today")
				.contains("paths: /mapped/**", "allowed-origins: https://mapped.example.com", "allowed-methods: GET, PUT")
				.contains("paths: /annotated", "allowed-origins: https://annotated.example.com")
				.contains("#   WebMvcConfigurer " + OLD + "Cors#addCorsMappings", "#   @CrossOrigin " + OLD + "Controller");
			if (Run.isSecured(run.consumer())) {
				assertThat(printed.log()).contains("paths: /secured/**", "allowed-origins: https://secured.example.com")
					.contains("It stands in a chain for some requests only")
					.doesNotContain("allowed-origins: https://some.example.com")
					.doesNotContain("OldSecurity#oneMethod\n");
			}
		}
	}

	/** A profile that was not active when bean definitions were made has none of them. */
	static Stream<Run> servlets() {
		return runs().filter((run) -> Run.isServlet(run.consumer()) && !run.aot());
	}

	static Stream<Run> runs() {
		return Run.some();
	}

}
