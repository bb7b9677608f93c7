package io.crossgate.cors.policy;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is said of an entry with a date, day by day, and that it decides nothing.
 */
class GrantTermsTests {

	private static final String PARTNER = "https://partner.example";

	private static final GrantTerms TERMS = new GrantTerms(LocalDate.of(2027, 1, 31), "team-x", "pilot");

	private static final CorsPolicy POLICY = CorsPolicy.named("api")
		.paths("/**")
		.allowedOrigins("https://app.example", PARTNER)
		.acceptRisks("null-origin")
		.terms(PolicyProperty.ALLOWED_ORIGINS, PARTNER, TERMS)
		.build();

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', value = { "2027-01-16 |",
			"2027-01-17 | It expires on 2027-01-31 (owner: team-x; pilot).",
			"2027-01-31 | It expires on 2027-01-31 (owner: team-x; pilot).",
			"2027-02-01 | It was meant for the time until 2027-01-31 (owner: team-x; pilot), and still holds.",
			"2030-01-01 | It was meant for the time until 2027-01-31 (owner: team-x; pilot), and still holds." })
	void warnsShortlyBeforeTheLastDayAndAfterIt(LocalDate today, @Nullable String sentence) {
		List<Problem> problems = GrantTerms.check(List.of(POLICY), today, false);
		assertThat(problems).hasSize((sentence != null) ? 1 : 0).allSatisfy((problem) -> {
			assertThat(problem.code()).isEqualTo(ProblemCode.EXPIRED);
			assertThat(problem.property()).isEqualTo("allowed-origins[1]");
			assertThat(problem.value()).isEqualTo(PARTNER);
			assertThat(problem.message()).startsWith(String.valueOf(sentence));
			assertThat(problem.isFatal()).isFalse();
		});
		assertThat(GrantTerms.check(List.of(POLICY), today, true)).extracting(Problem::isFatal)
			.containsExactlyElementsOf(
					problems.stream().map((problem) -> today.isAfter(LocalDate.of(2027, 1, 31))).toList());
	}

	@ParameterizedTest(name = "owner <{0}>, reason <{1}>")
	@CsvSource(delimiter = '|',
			value = { "'' | '' | .", "team-x | '' | ' (owner: team-x).'", "'' | pilot | ' (pilot).'" })
	void saysWhyAsFarAsItIsKnown(String owner, String reason, String end) {
		CorsPolicy policy = POLICY.toBuilder()
			.terms(PolicyProperty.ALLOWED_ORIGINS, PARTNER, new GrantTerms(TERMS.until(), owner, reason))
			.build();
		assertThat(GrantTerms.check(List.of(policy), LocalDate.of(2027, 1, 31), false)).singleElement()
			.satisfies((problem) -> assertThat(problem.message())
				.isEqualTo("It expires on 2027-01-31" + end + " Nothing changes by itself then."));
	}

	@Test
	void termsStayWithTheirEntryAndDecideNothing() {
		assertThat(GrantTerms.of(POLICY, PolicyProperty.ALLOWED_ORIGINS)).containsOnlyKeys(PARTNER)
			.containsValue(TERMS);
		assertThat(POLICY.toBuilder().build()).isEqualTo(POLICY).hasSameHashCodeAs(POLICY);
		CorsPolicy shorter = POLICY.toBuilder().allowedOrigins("https://app.example").build();
		assertThat(GrantTerms.of(shorter, PolicyProperty.ALLOWED_ORIGINS)).isEmpty();
		CorsPolicy other = POLICY.toBuilder()
			.terms(PolicyProperty.ALLOWED_ORIGINS, PARTNER, new GrantTerms(null, "team-y", ""))
			.build();
		assertThat(other).isNotEqualTo(POLICY);
		assertThat(GrantTerms.check(List.of(other), LocalDate.MAX, true)).isEmpty();
		CorsPolicies policies = CorsPolicies.compile(List.of(POLICY));
		assertThat(policies.warnings()).isEmpty();
		assertThat(policies.recompile(List.of(other)).policies()).containsExactly(other);
	}

	@Test
	void acceptedRisksHaveTermsAndMethodsHaveNone() {
		CorsPolicy policy = POLICY.toBuilder().terms(PolicyProperty.ACCEPT_RISKS, "null-origin", TERMS).build();
		assertThat(GrantTerms.check(List.of(policy), LocalDate.of(2028, 1, 1), false)).extracting(Problem::property)
			.containsExactly("allowed-origins[1]", "accept-risks[0]");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> POLICY.toBuilder().terms(PolicyProperty.ALLOWED_METHODS, "GET", TERMS));
	}

}
