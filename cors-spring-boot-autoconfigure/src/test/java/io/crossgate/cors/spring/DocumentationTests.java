package io.crossgate.cors.spring;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;
import io.crossgate.cors.spring.docs.Links;
import io.crossgate.cors.util.Documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Whoever meets a code is told where the documentation explains it, and is led there.
 */
@ExtendWith(OutputCaptureExtension.class)
class DocumentationTests {

	private static final Pattern LINK = Pattern.compile("https://github\\.com/\\S+");

	@ParameterizedTest
	@EnumSource
	void problemsLeadToTheirSection(ProblemCode code) {
		assertThat(Documentation.ofProblem(code.code())).endsWith("problems.md#" + code.code())
			.matches(Links::isInRepository);
	}

	@ParameterizedTest
	@EnumSource
	void reasonsLeadToTheirSection(DecisionReason reason) {
		assertThat(Documentation.ofReason(reason.code())).endsWith("reasons.md#" + reason.code())
			.matches(Links::isInRepository);
	}

	@Test
	void aRefusedStartNamesTheSectionOfEachCodeOnce(CapturedOutput output) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties("cors.allowed-origins=https://a.example/,https://b.example/", "cors.allowed-methods=ge t");
		assertThatException().isThrownBy(application::run);
		assertThat(LINK.matcher(output).results().map((link) -> link.group())).containsExactly(
				Documentation.ofProblem(ProblemCode.MALFORMED_ORIGIN.code()),
				Documentation.ofProblem(ProblemCode.MALFORMED_METHOD.code()));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(CorsAutoConfiguration.class)
	static class Application {

	}

}
