package io.crossgate.cors.policy.validation;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class PolicyValidatorTests {

	private final CorsPolicy policy = CorsPolicy.named("api")
		.paths("/api/**")
		.allowedOrigins("https://a.example")
		.build();

	@ParameterizedTest(name = "{0}, with credentials: {1}")
	@CsvSource({ "https://b.example, true,", "https://b.example/, false, MALFORMED_ORIGIN", "null, false, NULL_ORIGIN",
			"*, true, ANY_ORIGIN_WITH_CREDENTIALS", "*, false,", "http://b.example, true, INSECURE_ORIGIN",
			"http://b.example, false," })
	void whatMayNotBeListedIsRefused(String origin, boolean credentials, @Nullable ProblemCode code) {
		CorsPolicy lookup = this.policy.toBuilder().originsFrom("tenants").allowCredentials(credentials).build();
		assertThat(PolicyValidator.refusal(lookup, origin, DeploymentContext.none()).map(Problem::code).orElse(null))
			.isEqualTo(code);
	}

	@Test
	void whatPoliciesHaveInCommonIsComparedAnewUnderOtherNamesAndPaths() {
		PolicyValidator one = validate(PolicyValidator.of(DeploymentContext.none()), "a /x", "b /x");
		assertThat(one.problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.message()).startsWith("Policy 'a' claims the same paths"));
		assertThat(validate(one, "c /x", "d /x").problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.message()).startsWith("Policy 'c' claims the same paths"));
		assertThat(validate(one, "a /y", "b /y").problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.message()).contains("such as /y."));
		assertThat(validate(one, "a /x", "b /z").problems()).isEmpty();
		assertThat(validate(one, "a /x").problems()).isEmpty();
	}

	private PolicyValidator validate(PolicyValidator validator, String... policies) {
		return validator.validate(Stream.of(policies)
			.map((policy) -> policy.split(" "))
			.map((words) -> CorsPolicy.named(words[0]).paths(words[1]).allowedOrigins("https://a.example").build())
			.toList());
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "PT2H,,", "PT2H1S, Chromium keeps, 2h", "PT24H, Chromium keeps, 2h", "PT24H1S, keeping off., 2h",
			"PT86400.5S, keeping off., 24h", "PT0.5S, keeping off., 1s", "PT-1S, keeping off., 0",
			"PT3600000S, 3600000 milliseconds are 3600s., 2h", "PT86400000S, 86400000 milliseconds are 86400s., 2h",
			"PT86401000S, keeping off., 2h", "PT25H, keeping off., 2h", "PT50H, keeping off., 2h",
			"P25D, keeping off., 2h", "PT90001000S, keeping off., 2h", "PT100000S, 100000 milliseconds are 100s., 2h",
			"PT3600001S, keeping off., 2h" })
	void browsersTakeWholeSecondsOfADayAtMost(Duration maxAge, @Nullable String words, @Nullable String fix) {
		CorsPolicy changed = this.policy.toBuilder().maxAge(maxAge).build();
		List<Problem> problems = PolicyValidator.of(DeploymentContext.none()).validate(List.of(changed)).problems();
		assertThat(problems).hasSize((words != null) ? 1 : 0).allSatisfy((problem) -> {
			assertThat(problem.message()).satisfiesAnyOf((message) -> assertThat(message).endsWith(words),
					(message) -> assertThat(message).startsWith(words));
			assertThat(problem.edits()).containsExactly(PolicyEdit.set("max-age", fix));
		});
	}

	@Test
	void aListIsNotEmptiedByEditsAndOthersKeepTheirs() {
		CorsPolicy changed = this.policy.toBuilder().allowedOrigins("", " ").allowedMethods("GET PUT").build();
		assertThat(PolicyValidator.of(DeploymentContext.none()).validate(List.of(changed)).problems())
			.extracting(Problem::property, (problem) -> problem.edits().size())
			.containsExactlyInAnyOrder(tuple("allowed-origins[0]", 0), tuple("allowed-origins[1]", 0),
					tuple("allowed-methods[0]", 1));
	}

	@Test
	void aLookupBesideEveryOriginIsNeverAsked() {
		assertThat(redundant("https://a.example", "https://*.b.example")).isEmpty();
		assertThat(redundant("*")).containsExactly("origins-from");
		assertThat(redundant("https://*.b.example", "https://x.b.example")).containsExactly("allowed-origins[1]");
		assertThat(redundant("https://*.b.example", "http://x.b.example", "https://x.b.example:81")).isEmpty();
	}

	private List<String> redundant(String... origins) {
		CorsPolicy changed = this.policy.toBuilder().allowedOrigins(origins).originsFrom("tenants").build();
		return PolicyValidator.of(DeploymentContext.none())
			.validate(List.of(changed))
			.problems()
			.stream()
			.filter((problem) -> problem.code() == ProblemCode.REDUNDANT_ORIGIN)
			.map(Problem::property)
			.toList();
	}

}
