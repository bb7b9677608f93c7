package io.crossgate.cors.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.policy.validation.PolicyCorrection;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.ProblemCode.Severity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All problems solved together: the result starts, or what is left says why not.
 */
class PolicyCorrectionTests {

	private static final CorsPolicy GOOD = CorsPolicy.named("api")
		.paths("/api/**")
		.allowedOrigins("https://app.example.com")
		.build();

	@Test
	void allProblemsOfAPolicyAreSolvedTogether() {
		PolicyCorrection correction = correct(GOOD.toBuilder()
			.paths("api/**")
			.allowedOrigins("https://a.example/", "", "b.example")
			.allowedMethods("get post", "TRACE")
			.maxAge(Duration.ofSeconds(-1))
			.build());
		assertThat(correction.remaining()).isEmpty();
		assertThat(correction.rounds()).hasSize(1);
	}

	@Test
	void whatACorrectionUncoversIsSolvedInAnotherRound() {
		PolicyCorrection correction = correct(GOOD.toBuilder()
			.allowCredentials(true)
			.allowedOrigins("http://a.example/", "https://b.example")
			.build());
		assertThat(correction.rounds()).containsExactly(
				Map.of("api", List.of(PolicyEdit.replace("allowed-origins", 0, "http://a.example"))),
				Map.of("api", List.of(PolicyEdit.replace("allowed-origins", 0, "https://a.example"))));
		assertThat(correction.remaining()).isEmpty();
	}

	@Test
	void aRiskIsNeverAcceptedByTheWay() {
		PolicyCorrection two = correct(GOOD.toBuilder().allowedOrigins("https://a.example", "null").build());
		assertThat(two.rounds()).containsExactly(Map.of("api", List.of(PolicyEdit.delete("allowed-origins", 1))));
		assertThat(two.remaining()).isEmpty();
		PolicyCorrection one = correct(GOOD.toBuilder().allowedOrigins("null").build());
		assertThat(one.rounds()).isEmpty();
		assertThat(one.remaining()).extracting(Problem::code).containsExactly(ProblemCode.NULL_ORIGIN);
	}

	@Test
	void aKeyIsRenamedAndNoLongerMissed() {
		Problem unknown = new Problem(ProblemCode.UNKNOWN_KEY, "api", "path", "/api/**", "Unknown.",
				List.of(PolicyEdit.set("paths", "/api/**"), PolicyEdit.remove("path")));
		PolicySection written = PolicySection.of("api").with("allowed-origins", List.of("https://a.example"));
		assertThat(PolicyCorrection.of(List.of(written), List.of(unknown), DeploymentContext.none()).remaining())
			.isEmpty();
		Problem foreign = new Problem(ProblemCode.UNKNOWN_KEY, "api", "swagger", "x", "Unknown.");
		assertThat(
				PolicyCorrection.of(List.of(written), List.of(unknown, foreign), DeploymentContext.none()).remaining())
			.containsExactly(foreign);
		Problem wrong = new Problem(ProblemCode.UNKNOWN_KEY, "api", "max-agee", "1 hour", "Unknown.",
				List.of(PolicyEdit.set("max-age", "1 hour"), PolicyEdit.remove("max-agee")));
		assertThat(PolicyCorrection.of(List.of(written), List.of(wrong), DeploymentContext.none()).remaining())
			.containsExactly(wrong);
	}

	@Test
	void aPolicyWhoseTextMeansNothingKeepsItsOwnFatalProblems() {
		Problem unreadable = new Problem(ProblemCode.UNKNOWN_KEY, "api", "max-agee", "1 hour", "Unknown.",
				List.of(PolicyEdit.set("max-age", "1 hour")));
		Problem fatal = new Problem(ProblemCode.MALFORMED_PATH, "api", "paths[0]", "x", "A path.");
		Problem warning = new Problem(ProblemCode.METHOD_CASE, "api", "allowed-methods[0]", "get", "A method.");
		Problem other = new Problem(ProblemCode.MALFORMED_PATH, "other", "paths[0]", "/x/", "A path.",
				List.of(PolicyEdit.set("paths", "/x")));
		List<PolicySection> written = List.of(
				PolicySection.of("api").with("allowed-origins", List.of("https://a.example")),
				PolicySection.of("other")
					.with("allowed-origins", List.of("https://a.example"))
					.with("paths", List.of("/x/")));
		PolicyCorrection correction = PolicyCorrection.of(written, List.of(unreadable, fatal, warning, other),
				DeploymentContext.none());
		assertThat(correction.remaining()).containsExactlyInAnyOrder(unreadable, fatal);
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource({ "default, paths, false", "default, allowed-origins, true", "default, allowed-origin-patterns, true",
			"default, origins-from, true", "api, paths, true" })
	void aDefaultPolicyWithoutOriginsIsNone(String name, String key, boolean policy) {
		PolicySection section = PolicySection.of(name).with(key, List.of("x"));
		Problem problem = new Problem(ProblemCode.UNKNOWN_KEY, name, "method", "(GET)", "Unknown.",
				List.of(PolicyEdit.set("allowed-methods", "(GET)")));
		PolicyCorrection correction = PolicyCorrection.of(List.of(section), List.of(problem), DeploymentContext.none());
		assertThat(correction.rounds()).hasSize(policy ? 2 : 1);
		assertThat(correction.remaining().isEmpty()).isNotEqualTo(policy);
	}

	static Stream<ProblemsTests.Row> rows() {
		return ProblemsTests.rows().filter((row) -> row.code().severity() != Severity.WARNING);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void theResultStartsOrSaysWhatIsLeft(ProblemsTests.Row row) {
		List<CorsPolicy> policies = List.of(ProblemsTests.OTHER, row.policy());
		List<Problem> problems = CorsPolicies.check(policies, ProblemsTests.PRODUCTION);
		List<PolicySection> sections = policies.stream().map(PolicySection::of).toList();
		PolicyCorrection correction = PolicyCorrection.of(sections, problems, ProblemsTests.PRODUCTION);
		List<CorsPolicy> corrected = sections.stream().map((section) -> {
			PolicySection result = section;
			for (Map<String, List<PolicyEdit>> round : correction.rounds()) {
				result = result.apply(round.getOrDefault(section.policy(), List.of()));
			}
			return result.toPolicy();
		}).toList();
		assertThat(CorsPolicies.check(corrected, ProblemsTests.PRODUCTION).stream().filter(Problem::isFatal))
			.hasSameSizeAs(correction.remaining());
		assertThat(corrected)
			.allSatisfy((policy) -> assertThat(policy.acceptRisks()).isSubsetOf(row.policy().acceptRisks().isEmpty()
					? List.of() : Stream.of(ProblemCode.values()).map(ProblemCode::code).toList()));
		boolean solvable = problems.stream().filter(Problem::isFatal).noneMatch((problem) -> problem.edits().isEmpty());
		assertThat(correction.remaining().isEmpty()).isEqualTo(solvable);
	}

	private static PolicyCorrection correct(CorsPolicy policy) {
		return PolicyCorrection.of(List.of(PolicySection.of(policy)),
				CorsPolicies.check(List.of(policy), DeploymentContext.none()), DeploymentContext.none());
	}

}
