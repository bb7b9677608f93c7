package io.crossgate.cors.protection;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ProtectionProblemsTests {

	private static final DeploymentContext PRODUCTION = new DeploymentContext(true,
			new ApplicationPaths("/app", List.of(), List.of("/actuator/**"), List.of()), List.of());

	private static final CrossOriginProtection GOOD = CrossOriginProtection.enforce();

	static Stream<Arguments> problems() {
		return Stream.of(
				row("slash at the end", GOOD.trusting("https://pay.example/"), ProblemCode.MALFORMED_ORIGIN,
						"protection.trusted-origins[0]", "protection.trusted-origins[0]: https://pay.example"),
				row("capitals", GOOD.trusting("https://ok.example", "HTTPS://pay.example"),
						ProblemCode.MALFORMED_ORIGIN, "protection.trusted-origins[1]",
						"protection.trusted-origins[1]: https://pay.example"),
				row("every origin", GOOD.trusting("*"), ProblemCode.ANY_ORIGIN_WITH_CREDENTIALS,
						"protection.trusted-origins[0]", "protection.trusted-origins[0]: https://app.example.com"),
				row("any", GOOD.trusting("https://ok.example", "any"), ProblemCode.ANY_ORIGIN_WITH_CREDENTIALS,
						"protection.trusted-origins[1]", "delete this entry"),
				row("null", GOOD.trusting("null"), ProblemCode.NULL_ORIGIN_WITH_CREDENTIALS,
						"protection.trusted-origins[0]", "delete this entry"),
				row("blank", GOOD.trusting(" "), ProblemCode.BLANK_VALUE, "protection.trusted-origins[0]",
						"delete this entry"),
				row("placeholder", GOOD.trusting("${PAY}"), ProblemCode.UNRESOLVED_PLACEHOLDER,
						"protection.trusted-origins[0]", ""),
				row("http", GOOD.trusting("http://pay.example"), ProblemCode.INSECURE_ORIGIN,
						"protection.trusted-origins[0]", "to take the risk"),
				row("every port", GOOD.trusting("https://pay.example:*"), ProblemCode.ANY_PORT,
						"protection.trusted-origins[0]", "to take the risk"),
				row("local, in production", GOOD.trusting("http://localhost:3000"), ProblemCode.LOOPBACK_ORIGIN,
						"protection.trusted-origins[0]", "to take the risk"),
				row("public suffix", GOOD.trusting("https://*.github.io"), ProblemCode.PUBLIC_SUFFIX_PATTERN,
						"protection.trusted-origins[0]", "to take the risk"),
				row("top-level domain", GOOD.trusting("https://*.com"), ProblemCode.WILDCARD_OVER_TOP_LEVEL_DOMAIN,
						"protection.trusted-origins[0]", ""),
				row("path with a slash at the end", GOOD.exempting("/webhooks/"), ProblemCode.MALFORMED_PATH,
						"protection.exempt-paths[0]", "protection.exempt-paths[0]: /webhooks/**"),
				row("path with the context path", GOOD.exempting("/app/webhooks"), ProblemCode.UNREACHABLE_PATH,
						"protection.exempt-paths[0]", "protection.exempt-paths[0]: /webhooks"),
				row("management endpoints", GOOD.exempting("/actuator/refresh"), ProblemCode.MANAGEMENT_PATH,
						"protection.exempt-paths[0]", "to take the risk"),
				row("no risk",
						new CrossOriginProtection(CorsPolicy.Mode.ENFORCE, List.of(), List.of(),
								List.of("insecure-origins")),
						ProblemCode.UNKNOWN_RISK, "protection.accept-risks[0]",
						"protection.accept-risks[0]: insecure-origin"));
	}

	private static Arguments row(String name, CrossOriginProtection protection, ProblemCode code, String property,
			String remedy) {
		return Arguments.of(name, protection, code, property, remedy);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("problems")
	void isReportedAsThatOfAPolicyWithCredentials(String name, CrossOriginProtection protection, ProblemCode code,
			String property, String remedy) {
		assertThatExceptionOfType(InvalidCorsPolicyException.class)
			.isThrownBy(() -> CorsPolicies.compile(List.of(), PRODUCTION.with(protection)))
			.satisfies((ex) -> {
				Problem problem = ex.problems().stream().filter((one) -> one.code() == code).findFirst().orElseThrow();
				assertThat(problem.property()).isEqualTo(property);
				assertThat(String.join(", ", problem.remedies())).contains(remedy);
				assertThat(problem.message()).doesNotContain("read your users' data");
			});
		assertThat(CorsPolicies.check(List.of(), PRODUCTION.with(protection))).extracting(Problem::code).contains(code);
	}

	@Test
	void isReportedTogetherWithThoseOfThePolicies() {
		CorsPolicy policy = CorsPolicy.named("api").paths("/api/**").allowedOrigins("https://a.example/").build();
		assertThat(CorsPolicies.check(List.of(policy), PRODUCTION.with(GOOD.trusting("https://b.example/"))))
			.extracting(Problem::property)
			.containsExactly("protection.trusted-origins[0]", "allowed-origins[0]");
	}

	@Test
	void aRiskIsAcceptedByName() {
		CrossOriginProtection protection = new CrossOriginProtection(CorsPolicy.Mode.ENFORCE,
				List.of("http://pay.example"), List.of(), List.of("insecure-origin"));
		CorsPolicies policies = CorsPolicies.compile(List.of(), PRODUCTION.with(protection));
		assertThat(policies.warnings()).extracting(Problem::code).containsExactly(ProblemCode.RISK_ACCEPTED);
		assertThat(policies.decide(new CorsRequest("POST", "/x").origin("http://pay.example")).outcome())
			.isEqualTo(CorsDecision.Outcome.NOT_APPLICABLE);
		Problem problem = CorsPolicies.check(List.of(), PRODUCTION.with(GOOD.trusting("http://pay.example"))).get(0);
		assertThat(problem.acceptance()).hasToString("Optional[add insecure-origin to protection.accept-risks]");
	}

	@Test
	void isWarnedOfWhereEveryPathIsExempt() {
		assertThat(CorsPolicies.compile(List.of(), PRODUCTION.with(GOOD.exempting("/hooks/**", "/**"))).warnings())
			.singleElement()
			.satisfies((problem) -> {
				assertThat(problem.code()).isEqualTo(ProblemCode.INEFFECTIVE_PROTECTION);
				assertThat(problem.property()).isEqualTo("protection.exempt-paths[1]");
				assertThat(problem.message()).endsWith("or set mode: off.");
				assertThat(problem.edits()).singleElement().hasToString("remove protection.exempt-paths[1]");
			});
		assertThat(CorsPolicies.compile(List.of(), PRODUCTION.with(GOOD.exempting("/**"))).warnings()).singleElement()
			.satisfies((problem) -> assertThat(problem.edits()).singleElement()
				.hasToString("protection.exempt-paths[0]: /webhooks/**"));
		assertThat(CorsPolicies.compile(List.of(), PRODUCTION.with(GOOD.exempting("/hooks/**", "/*/**"))).warnings())
			.isEmpty();
	}

	@Test
	void whatIsSwitchedOffIsNotJudged() {
		CrossOriginProtection off = CrossOriginProtection.off().trusting("*").exempting("nonsense");
		assertThat(CorsPolicies.compile(List.of(), PRODUCTION.with(off)).warnings()).isEmpty();
	}

	@Test
	void emptyListsAreNoProblem() {
		assertThat(CorsPolicies.check(List.of(), PRODUCTION.with(GOOD))).isEmpty();
	}

}
