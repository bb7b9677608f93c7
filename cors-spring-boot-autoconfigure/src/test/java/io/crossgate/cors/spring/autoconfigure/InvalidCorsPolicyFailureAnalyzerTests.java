package io.crossgate.cors.spring.autoconfigure;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.util.Documentation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stands on the terminal when the application does not start.
 */
class InvalidCorsPolicyFailureAnalyzerTests {

	@Test
	void everyProblemIsShownWithItsPlaceAndItsFixAndNoControlCharacter() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
					Map.of("CORS_ALLOWEDORIGINS", "https://a.example/")));
		InvalidCorsPolicyException failure = new InvalidCorsPolicyException(
				List.of(problem("default", "https://a.example\u001b[2J"), problem("api", "https://b.example/")));
		FailureAnalysis analysis = new InvalidCorsPolicyFailureAnalyzer(environment).analyze(failure, failure);
		assertThat(analysis.getDescription().lines()).containsExactly(
				"Invalid or unsafe CORS configuration (2 problems):", "",
				"[malformed-origin] cors.allowed-origins[0] = https://a.example\\u001b[2J",
				"    at   environment variable CORS_ALLOWEDORIGINS", "    why  No browser sends it.",
				"    fix  allowed-origins: https://app.example.com",
				"    more " + Documentation.ofProblem("malformed-origin"), "",
				"[malformed-origin] allowed-origins[0] of policy 'api' = https://b.example/",
				"    why  No browser sends it.", "    fix  allowed-origins: https://app.example.com");
		assertThat(analysis.getAction()).isEqualToNormalizingNewlines("""
				In the environment:

				    CORS_ALLOWEDORIGINS=https://app.example.com

				In the configuration, in place of policy 'api':

				    cors:
				      policies:
				        api:
				          allowed-origins: https://app.example.com
				          # an example: write your own
				          paths: /api/**""");
	}

	private static Problem problem(String policy, String value) {
		return new Problem(ProblemCode.MALFORMED_ORIGIN, policy, "allowed-origins[0]", value, "No browser sends it.",
				List.of(PolicyEdit.set("allowed-origins", "https://app.example.com")));
	}

}
