package io.crossgate.cors.policy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.ProblemCode.Severity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Every problem a policy can have, where it is reported and what fixes it.
 */
class ProblemsTests {

	private static final CorsPolicy GOOD = CorsPolicy.named("api")
		.paths("/api/**")
		.allowedOrigins("https://app.example.com")
		.build();

	private static final CorsPolicy WITH_CREDENTIALS = GOOD.toBuilder().allowCredentials(true).build();

	static final CorsPolicy OTHER = named("other", GOOD.toBuilder().paths("/v1/**").build());

	static final DeploymentContext PRODUCTION = new DeploymentContext(true,
			new ApplicationPaths("/app", List.of(), List.of("/actuator/**", "/env/**"), List.of("/env/orders")),
			List.of());

	static Stream<Row> rows() {
		return Stream.of(
				row(ProblemCode.ANY_ORIGIN_WITH_CREDENTIALS, WITH_CREDENTIALS, (policy) -> policy.allowedOrigins("*"),
						"allowed-origins[0]", "*", "allowed-origins: https://app.example.com"),
				row(ProblemCode.ANY_ORIGIN_WITH_CREDENTIALS, WITH_CREDENTIALS,
						(policy) -> policy.allowedOrigins("https://a.example", "any"), "allowed-origins[1]", "any",
						"allowed-origins: https://a.example"),
				row(ProblemCode.ANY_ORIGIN_WITH_CREDENTIALS, WITH_CREDENTIALS,
						(policy) -> policy.allowedOrigins("https://*"), "allowed-origins[0]", "https://*",
						"allowed-origins: https://app.example.com"),
				row(ProblemCode.ANY_ORIGIN_WITH_PRIVATE_NETWORK, GOOD,
						(policy) -> policy.allowedOrigins("*").allowPrivateNetwork(true), "allowed-origins[0]", "*",
						"allowed-origins: https://app.example.com"),
				row(ProblemCode.NULL_ORIGIN_WITH_CREDENTIALS, WITH_CREDENTIALS,
						(policy) -> policy.allowedOrigins("https://a.example", "null"), "allowed-origins[1]", "null",
						"allowed-origins: https://a.example"),
				row(ProblemCode.MALFORMED_ORIGIN, GOOD,
						(policy) -> policy.allowedOrigins("https://a.example/", "https://b.example"),
						"allowed-origins[0]", "https://a.example/",
						"allowed-origins: https://a.example, https://b.example"),
				row(ProblemCode.MALFORMED_ORIGIN_PATTERN, GOOD,
						(policy) -> policy.allowedOriginPatterns(List.of("https://**.example.org")),
						"allowed-origin-patterns[0]", "https://**.example.org",
						"allowed-origin-patterns: https://*.example.org"),
				row(ProblemCode.MALFORMED_ORIGIN_PATTERN, GOOD, (policy) -> policy.allowedOrigins("https://*"),
						"allowed-origins[0]", "https://*", "allowed-origins: any"),
				row(ProblemCode.MALFORMED_ORIGIN, WITH_CREDENTIALS,
						(policy) -> policy.allowedOrigins("https://a.example/", "https://b.example"),
						"allowed-origins[0]", "https://a.example/",
						"allowed-origins: https://a.example, https://b.example"),
				row(ProblemCode.UNUSABLE_SCHEME, GOOD, (policy) -> policy.allowedOrigins("file:///index.html"),
						"allowed-origins[0]", "file:///index.html", null),
				row(ProblemCode.UNUSABLE_SCHEME, GOOD, (policy) -> policy.allowedOrigins("wss://a.example"),
						"allowed-origins[0]", "wss://a.example", "allowed-origins: https://a.example"),
				row(ProblemCode.WILDCARD_OVER_TOP_LEVEL_DOMAIN, GOOD,
						(policy) -> policy.allowedOrigins("https://*.com"), "allowed-origins[0]", "https://*.com",
						null),
				row(ProblemCode.WILDCARD_OVER_TOP_LEVEL_DOMAIN, GOOD,
						(policy) -> policy.allowedOrigins("https://*example.com"), "allowed-origins[0]",
						"https://*example.com", "allowed-origins: https://*.example.com"),
				row(ProblemCode.UNRESOLVED_PLACEHOLDER, GOOD, (policy) -> policy.allowedOrigins("${ORIGINS}"),
						"allowed-origins[0]", "${ORIGINS}", null),
				row(ProblemCode.BLANK_VALUE, GOOD, (policy) -> policy.allowedOrigins("https://a.example", " "),
						"allowed-origins[1]", " ", "allowed-origins: https://a.example"),
				row(ProblemCode.BLANK_VALUE, GOOD, (policy) -> policy.acceptRisks(""), "accept-risks[0]", "",
						"accept-risks: []"),
				row(ProblemCode.NO_ORIGINS, GOOD, (policy) -> policy.allowedOrigins(List.of()), "allowed-origins", null,
						"allowed-origins: https://app.example.com"),
				row(ProblemCode.NO_PATHS, GOOD, (policy) -> policy.paths(List.of()), "paths", null, "paths: /api/**"),
				row(ProblemCode.MALFORMED_PATH, GOOD, (policy) -> policy.paths("api/**"), "paths[0]", "api/**",
						"paths: /api/**"),
				row(ProblemCode.UNREACHABLE_PATH, GOOD, (policy) -> policy.paths("/app/api/**"), "paths[0]",
						"/app/api/**", "paths: /api/**"),
				row(ProblemCode.INDISTINCT_MANAGEMENT_PATHS, GOOD, (policy) -> policy.paths("/{tenant}/orders"),
						"paths[0]", "/{tenant}/orders", null),
				row(ProblemCode.AMBIGUOUS_PATHS, GOOD, (policy) -> policy.paths("/*/admin"), "paths[0]", "/*/admin",
						null),
				row(ProblemCode.AMBIGUOUS_PATHS, GOOD, (policy) -> policy.paths("/x", "/v1/**"), "paths[1]", "/v1/**",
						null),
				new Row(ProblemCode.DUPLICATE_POLICY, named("OT-HER", GOOD), "name", "OT-HER", null),
				row(ProblemCode.MALFORMED_METHOD, GOOD, (policy) -> policy.allowedMethods("GET,POST", "PUT"),
						"allowed-methods[0]", "GET,POST", "allowed-methods: GET, POST, PUT"),
				row(ProblemCode.NO_METHODS, GOOD, (policy) -> policy.allowedMethods(List.of()), "allowed-methods", null,
						"allowed-methods: GET"),
				row(ProblemCode.FORBIDDEN_METHOD, GOOD, (policy) -> policy.allowedMethods("TRACE"),
						"allowed-methods[0]", "TRACE", null),
				row(ProblemCode.BLANK_VALUE, GOOD, (policy) -> policy.allowedOrigins(""), "allowed-origins[0]", "",
						null),
				row(ProblemCode.UNUSABLE_PORT, GOOD, (policy) -> policy.allowedOrigins("https://app.example.com:10080"),
						"allowed-origins[0]", "https://app.example.com:10080", null),
				row(ProblemCode.UNUSABLE_PORT, GOOD, (policy) -> policy.allowedOrigins("http://localhost:6000"),
						"allowed-origins[0]", "http://localhost:6000", null),
				row(ProblemCode.UNUSABLE_PORT, GOOD, (policy) -> policy.allowedOrigins("https://*.example.com:6566"),
						"allowed-origins[0]", "https://*.example.com:6566", null),
				row(ProblemCode.UNUSUAL_HEADER_NAME, GOOD, (policy) -> policy.allowedHeaders("X-A", "x_tenant"),
						"allowed-headers[1]", "x_tenant", null),
				row(ProblemCode.UNUSUAL_HEADER_NAME, GOOD, (policy) -> policy.allowedHeaders("x.y"),
						"allowed-headers[0]", "x.y", null),
				row(ProblemCode.UNUSUAL_HEADER_NAME, GOOD, (policy) -> policy.allowedHeaders("x~y"),
						"allowed-headers[0]", "x~y", null),
				row(ProblemCode.MALFORMED_PATH, GOOD, (policy) -> policy.paths("/a/**;/b/**"), "paths[0]",
						"/a/**;/b/**", "paths: /a/**, /b/**"),
				row(ProblemCode.FORBIDDEN_METHOD, GOOD, (policy) -> policy.allowedMethods("GET", "Trace"),
						"allowed-methods[1]", "Trace", "allowed-methods: GET"),
				row(ProblemCode.MALFORMED_HEADER_NAME, GOOD, (policy) -> policy.allowedHeaders("X-Tenant:"),
						"allowed-headers[0]", "X-Tenant:", "allowed-headers: X-Tenant"),
				row(ProblemCode.MALFORMED_HEADER_PREFIX, GOOD, (policy) -> policy.allowedHeaders("X-Foo*"),
						"allowed-headers[0]", "X-Foo*", "allowed-headers: X-Foo-*"),
				row(ProblemCode.FORBIDDEN_REQUEST_HEADER, GOOD, (policy) -> policy.allowedHeaders("X-A", "Cookie"),
						"allowed-headers[1]", "Cookie", "allowed-headers: X-A"),
				row(ProblemCode.FORBIDDEN_REQUEST_HEADER, GOOD,
						(policy) -> policy.allowedHeaders("Access-Control-Allow-Origin"), "allowed-headers[0]",
						"Access-Control-Allow-Origin", "allowed-headers: []"),
				row(ProblemCode.FORBIDDEN_EXPOSED_HEADER, GOOD,
						(policy) -> policy.exposedHeaders("X-Total", "Set-Cookie"), "exposed-headers[1]", "Set-Cookie",
						"exposed-headers: X-Total"),
				row(ProblemCode.EXPOSED_WILDCARD_WITH_CREDENTIALS, WITH_CREDENTIALS,
						(policy) -> policy.exposedHeaders("*"), "exposed-headers[0]", "*", null),
				row(ProblemCode.MAX_AGE_OUT_OF_RANGE, GOOD, (policy) -> policy.maxAge(Duration.ofSeconds(-1)),
						"max-age", "PT-1S", "max-age: 0"),
				row(ProblemCode.MAX_AGE_OUT_OF_RANGE, GOOD, (policy) -> policy.maxAge(Duration.ofSeconds(86401)),
						"max-age", "PT24H1S", "max-age: 2h"),
				row(ProblemCode.MAX_AGE_OUT_OF_RANGE, GOOD, (policy) -> policy.maxAge(Duration.ofMillis(2500)),
						"max-age", "PT2.5S", "max-age: 2s"),
				row(ProblemCode.MAX_AGE_OUT_OF_RANGE, GOOD, (policy) -> policy.maxAge(Duration.ofMillis(1)), "max-age",
						"PT0.001S", "max-age: 1s"),
				row(ProblemCode.MAX_AGE_OUT_OF_RANGE, GOOD, (policy) -> policy.maxAge(Duration.ofMillis(86_400_500)),
						"max-age", "PT24H0.5S", "max-age: 24h"),
				row(ProblemCode.PREFLIGHT_STATUS_OUT_OF_RANGE, GOOD, (policy) -> policy.preflightStatus(300),
						"preflight-status", "300", "preflight-status: 204"),
				row(ProblemCode.PREFLIGHT_STATUS_OUT_OF_RANGE, GOOD, (policy) -> policy.preflightStatus(199),
						"preflight-status", "199", "preflight-status: 204"),
				row(ProblemCode.UNKNOWN_RISK, GOOD, (policy) -> policy.acceptRisks("null-orign"), "accept-risks[0]",
						"null-orign", "accept-risks: null-origin"),
				row(ProblemCode.UNKNOWN_RISK, GOOD, (policy) -> policy.acceptRisks("malformed-origin"),
						"accept-risks[0]", "malformed-origin", "accept-risks: []"),
				row(ProblemCode.NULL_ORIGIN, GOOD, (policy) -> policy.allowedOrigins("null"), "allowed-origins[0]",
						"null", "accept-risks: null-origin"),
				row(ProblemCode.INSECURE_ORIGIN, WITH_CREDENTIALS,
						(policy) -> policy.allowedOrigins("http://a.example").acceptRisks("any-port"),
						"allowed-origins[0]", "http://a.example", "allowed-origins: https://a.example"),
				row(ProblemCode.PUBLIC_SUFFIX_PATTERN, WITH_CREDENTIALS,
						(policy) -> policy.allowedOrigins("https://*.github.io"), "allowed-origins[0]",
						"https://*.github.io", "accept-risks: public-suffix-pattern"),
				row(ProblemCode.PUBLIC_SUFFIX_PATTERN, WITH_CREDENTIALS,
						(policy) -> policy.allowedOrigins("https://shop-*.vercel.app"), "allowed-origins[0]",
						"https://shop-*.vercel.app", "accept-risks: public-suffix-pattern"),
				row(ProblemCode.PUBLIC_SUFFIX_PATTERN, WITH_CREDENTIALS,
						(policy) -> policy.allowedOrigins("https://*.kawasaki.jp."), "allowed-origins[0]",
						"https://*.kawasaki.jp.", "accept-risks: public-suffix-pattern"),
				row(ProblemCode.ANY_PORT, WITH_CREDENTIALS, (policy) -> policy.allowedOrigins("https://a.example:*"),
						"allowed-origins[0]", "https://a.example:*", "accept-risks: any-port"),
				row(ProblemCode.LOOPBACK_ORIGIN, WITH_CREDENTIALS,
						(policy) -> policy.allowedOrigins("http://localhost:3000"), "allowed-origins[0]",
						"http://localhost:3000", "accept-risks: loopback-origin"),
				row(ProblemCode.LOOPBACK_ORIGIN, WITH_CREDENTIALS,
						(policy) -> policy.allowedOrigins("http://app.localhost.:3000"), "allowed-origins[0]",
						"http://app.localhost.:3000", "accept-risks: loopback-origin"),
				row(ProblemCode.LOOPBACK_ORIGIN, WITH_CREDENTIALS,
						(policy) -> policy.allowedOrigins("capacitor://localhost", "https://localhost"),
						"allowed-origins[1]", "https://localhost", "allowed-origins: capacitor://localhost"),
				row(ProblemCode.INTRANET_PATTERN, WITH_CREDENTIALS,
						(policy) -> policy.allowedOrigins("https://*.internal"), "allowed-origins[0]",
						"https://*.internal", "accept-risks: intranet-pattern"),
				row(ProblemCode.INTRANET_PATTERN, WITH_CREDENTIALS,
						(policy) -> policy.allowedOrigins("https://shop-*.home.arpa"), "allowed-origins[0]",
						"https://shop-*.home.arpa", "accept-risks: intranet-pattern"),
				row(ProblemCode.INTRANET_PATTERN, WITH_CREDENTIALS,
						(policy) -> policy.allowedOrigins("https://*wiki.lan."), "allowed-origins[0]",
						"https://*wiki.lan.", "allowed-origins: https://*.wiki.lan."),
				row(ProblemCode.ROUTING_HEADER, GOOD, (policy) -> policy.allowedHeaders("*", "X-Forwarded-Host"),
						"allowed-headers[1]", "X-Forwarded-Host", "allowed-headers: \"*\""),
				row(ProblemCode.MANAGEMENT_PATH, GOOD, (policy) -> policy.paths("/actuator/health"), "paths[0]",
						"/actuator/health", "accept-risks: management-path"),
				row(ProblemCode.MANAGEMENT_PATH, GOOD, (policy) -> policy.paths("/actuator/**"), "paths[0]",
						"/actuator/**", "accept-risks: management-path"),
				row(ProblemCode.REDUNDANT_ORIGIN, GOOD, (policy) -> policy.allowedOrigins("any").originsFrom("tenants"),
						"origins-from", "tenants", null),
				row(ProblemCode.REDUNDANT_ORIGIN, GOOD,
						(policy) -> policy.allowedOrigins("https://a.example.com", "https://a.example.com"),
						"allowed-origins[1]", "https://a.example.com", "allowed-origins: https://a.example.com"),
				row(ProblemCode.REDUNDANT_ORIGIN, GOOD,
						(policy) -> policy.allowedOrigins("https://a.example.com", "https://*.example.com"),
						"allowed-origins[0]", "https://a.example.com", "allowed-origins: https://*.example.com"),
				row(ProblemCode.REDUNDANT_ORIGIN, GOOD,
						(policy) -> policy.allowedOrigins("https://*.a.example.com", "https://*.example.com"),
						"allowed-origins[0]", "https://*.a.example.com", "allowed-origins: https://*.example.com"),
				row(ProblemCode.REDUNDANT_ORIGIN, GOOD,
						(policy) -> policy.allowedOrigins("https://*.a.example.com:8443", "https://*.example.com:*"),
						"allowed-origins[0]", "https://*.a.example.com:8443",
						"allowed-origins: https://*.example.com:*"),
				row(ProblemCode.REDUNDANT_ORIGIN, GOOD,
						(policy) -> policy.allowedOrigins("https://shop-*.example.com", "https://*.example.com"),
						"allowed-origins[0]", "https://shop-*.example.com", "allowed-origins: https://*.example.com"),
				row(ProblemCode.REDUNDANT_ORIGIN, GOOD, (policy) -> policy.allowedOrigins("*", "any"),
						"allowed-origins[1]", "any", "allowed-origins: \"*\""),
				row(ProblemCode.REDUNDANT_ORIGIN, GOOD, (policy) -> policy.allowedOrigins("*", "https://a.example:*"),
						"allowed-origins[1]", "https://a.example:*", "allowed-origins: \"*\""),
				row(ProblemCode.SHARED_HOSTING_PATTERN, GOOD, (policy) -> policy.allowedOrigins("https://*.github.io"),
						"allowed-origins[0]", "https://*.github.io", null),
				row(ProblemCode.SHARED_HOSTING_PATTERN, WITH_CREDENTIALS,
						(policy) -> policy.allowedOrigins("https://shop-*-acme.vercel.app"), "allowed-origins[0]",
						"https://shop-*-acme.vercel.app", null),
				row(ProblemCode.SHARED_HOSTING_PATTERN, WITH_CREDENTIALS,
						(policy) -> policy.allowedOrigins("https://*.gitpod.io"), "allowed-origins[0]",
						"https://*.gitpod.io", null),
				row(ProblemCode.METHOD_CASE, GOOD, (policy) -> policy.allowedMethods("GET", "patch"),
						"allowed-methods[1]", "patch", "allowed-methods: GET, PATCH"),
				row(ProblemCode.METHOD_CASE, GOOD, (policy) -> policy.allowedMethods("get"), "allowed-methods[0]",
						"get", "allowed-methods: GET"),
				row(ProblemCode.METHOD_OVERRIDE_HEADER, GOOD,
						(policy) -> policy.allowedHeaders("X-HTTP-Method-Override"), "allowed-headers[0]",
						"X-HTTP-Method-Override", null),
				row(ProblemCode.SAFELISTED_EXPOSED_HEADER, GOOD,
						(policy) -> policy.exposedHeaders("X-Total", "Content-Type"), "exposed-headers[1]",
						"Content-Type", "exposed-headers: X-Total"),
				row(ProblemCode.MEANINGLESS_EXPOSED_HEADER, GOOD,
						(policy) -> policy.exposedHeaders("X-Total", "Origin"), "exposed-headers[1]", "Origin",
						"exposed-headers: X-Total"),
				row(ProblemCode.MEANINGLESS_EXPOSED_HEADER, GOOD,
						(policy) -> policy.exposedHeaders("Access-Control-Request-Method"), "exposed-headers[0]",
						"Access-Control-Request-Method", "exposed-headers: []"),
				row(ProblemCode.MEANINGLESS_EXPOSED_HEADER, WITH_CREDENTIALS,
						(policy) -> policy.exposedHeaders("access-control-allow-methods"), "exposed-headers[0]",
						"access-control-allow-methods", "exposed-headers: []"),
				row(ProblemCode.MAX_AGE_CAPPED_BY_BROWSERS, GOOD, (policy) -> policy.maxAge(Duration.ofSeconds(7201)),
						"max-age", "PT2H1S", "max-age: 2h"),
				row(ProblemCode.INSECURE_ORIGIN_WITHOUT_CREDENTIALS, GOOD,
						(policy) -> policy.allowedOrigins("http://a.example"), "allowed-origins[0]", "http://a.example",
						"allowed-origins: https://a.example"),
				row(ProblemCode.MALFORMED_VALUE, GOOD, (policy) -> policy.preset("mcp", "tracking"), "preset[1]",
						"tracking", "preset: mcp, tracing"),
				row(ProblemCode.BLANK_VALUE, GOOD, (policy) -> policy.preset("mcp", " "), "preset[1]", " ",
						"preset: mcp"),
				row(ProblemCode.INEFFECTIVE_PRESET, GOOD,
						(policy) -> policy.preset("tracing").allowedHeaders("Content-Type"), "preset[0]", "tracing",
						"allowed-headers: Content-Type, traceparent, tracestate, baggage, b3, X-B3-TraceId, X-B3-SpanId, "
								+ "X-B3-ParentSpanId, X-B3-Sampled, X-B3-Flags"),
				row(ProblemCode.RISK_ACCEPTED, GOOD,
						(policy) -> policy.allowedOrigins("null").acceptRisks("null-origin"), "allowed-origins[0]",
						"null", null));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void isReportedWhereItStandsWithItsFix(Row row) {
		Problem problem = find(row.policy, row.code);
		assertThat(problem.policy()).isEqualTo(row.policy.name());
		assertThat(problem.property()).isEqualTo(row.property);
		assertThat(problem.value()).isEqualTo(row.value);
		assertThat(Fixes.yaml(row.policy, problem)).isEqualTo(row.fix);
		assertThat(problem.message()).endsWith(".").hasSizeGreaterThan(20);
		assertThat(problem.toString()).startsWith("[" + row.code.code() + "] policy '" + row.policy.name() + "', ")
			.contains(problem.message());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void isGoneWhenTheFixIsFollowed(Row row) {
		if (row.fix != null) {
			CorsPolicy fixed = Fixes.follow(row.policy, find(row.policy, row.code));
			assertThat(check(fixed)).extracting(Problem::code).doesNotContain(row.code);
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void aRiskCanBeAcceptedAndNothingElse(Row row) {
		Problem problem = find(row.policy, row.code);
		assertThat(problem.acceptance().isPresent()).isEqualTo(row.code.severity() == Severity.RISK);
		problem.acceptance().ifPresent((acceptance) -> {
			CorsPolicy accepting = PolicySection.of(row.policy).apply(List.of(acceptance)).toPolicy();
			assertThat(check(accepting)).extracting(Problem::code)
				.doesNotContain(row.code)
				.contains(ProblemCode.RISK_ACCEPTED);
		});
	}

	@Test
	void everyCodeHasARow() {
		Set<ProblemCode> codes = rows().map(Row::code)
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(ProblemCode.class)));
		assertThat(EnumSet.complementOf(EnumSet.copyOf(codes))).containsExactlyInAnyOrder(
				ProblemCode.INEFFECTIVE_PROTECTION, ProblemCode.UNKNOWN_KEY, ProblemCode.UNKNOWN_ORIGINS_BEAN,
				ProblemCode.ACCEPTS_EVERY_ORIGIN, ProblemCode.MISSING_DEPENDENCY, ProblemCode.DUPLICATE_KEY,
				ProblemCode.MALFORMED_POLICY_NAME, ProblemCode.MISREAD_VALUE, ProblemCode.UNREADABLE_FILE,
				ProblemCode.EXPIRED);
	}

	/** What is left of a preset shows that the rest was not wanted. */
	@Test
	void aPresetOfWhichSomethingIsLeftIsNoProblem() {
		for (UnaryOperator<CorsPolicyBuilder> change : List.<UnaryOperator<CorsPolicyBuilder>>of(
				(policy) -> policy.preset("tracing").allowedHeaders("Content-Type", "TraceParent"),
				(policy) -> policy.preset("tracing").allowedHeaders("*"),
				(policy) -> policy.preset("mcp").allowedHeaders("X-One").allowedMethods("PUT"),
				(policy) -> policy.preset("mcp").exposedHeaders("X-One"))) {
			assertThat(check(change.apply(GOOD.toBuilder()).build())).isEmpty();
		}
	}

	@Test
	void goodPolicyHasNoProblem() {
		assertThat(CorsPolicies.check(List.of(GOOD, OTHER), PRODUCTION)).isEmpty();
		assertThat(check(WITH_CREDENTIALS)).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void onlyAWarningLetsThePolicyBeUsed(Row row) {
		List<CorsPolicy> policies = List.of(OTHER, row.policy);
		if (row.code.severity() == Severity.WARNING) {
			assertThat(CorsPolicies.compile(policies, PRODUCTION).warnings()).extracting(Problem::code)
				.contains(row.code);
		}
		else {
			InvalidCorsPolicyException refusal = catchThrowableOfType(InvalidCorsPolicyException.class,
					() -> CorsPolicies.compile(policies, PRODUCTION));
			assertThat(refusal.problems()).extracting(Problem::code).contains(row.code);
			assertThat(refusal).hasMessageStartingWith("Invalid CORS policy:").hasMessageContaining(row.code.code());
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void acceptingRisksTurnsRisksIntoWarningsAndNothingElse(Row row) {
		List<String> risks = Stream.of(ProblemCode.values())
			.filter((code) -> code.severity() == Severity.RISK)
			.map(ProblemCode::code)
			.toList();
		List<Problem> before = check(row.policy.toBuilder().acceptRisks(List.of()).build());
		List<Problem> after = check(row.policy.toBuilder().acceptRisks(risks).build());
		assertThat(after).hasSameSizeAs(before);
		for (int i = 0; i < before.size(); i++) {
			Problem problem = before.get(i);
			boolean risk = problem.code().severity() == Severity.RISK;
			assertThat(after.get(i)).isEqualTo(
					risk ? new Problem(ProblemCode.RISK_ACCEPTED, problem.policy(), problem.property(), problem.value(),
							"Accepted risk " + problem.code().code() + ": " + problem.message()) : problem);
		}
	}

	@Test
	void everyProblemOfEveryPolicyIsReportedAtOnce() {
		List<CorsPolicy> policies = rows().map((row) -> named(row.toString(), row.policy)).toList();
		List<Problem> problems = CorsPolicies.check(policies, PRODUCTION);
		rows().filter((row) -> row.code != ProblemCode.DUPLICATE_POLICY && row.code != ProblemCode.AMBIGUOUS_PATHS)
			.forEach((row) -> assertThat(problems)
				.anyMatch((problem) -> problem.policy().equals(row.toString()) && problem.code() == row.code));
	}

	@Test
	void equalPoliciesAreReportedOnceEach() {
		CorsPolicy bad = GOOD.toBuilder().allowedMethods("TRACE").build();
		assertThat(CorsPolicies.check(List.of(bad, bad), PRODUCTION)).extracting(Problem::code)
			.containsExactlyInAnyOrder(ProblemCode.FORBIDDEN_METHOD, ProblemCode.FORBIDDEN_METHOD,
					ProblemCode.DUPLICATE_POLICY, ProblemCode.AMBIGUOUS_PATHS);
	}

	@Test
	void anAmbiguityNamesAPathAndIsResolvedByIt() {
		CorsPolicy one = GOOD.toBuilder().paths("/api/*/admin").build();
		CorsPolicy two = OTHER.toBuilder().paths("/api/v1/**").build();
		assertThat(CorsPolicies.check(List.of(one, two), PRODUCTION)).singleElement()
			.satisfies((problem) -> assertThat(problem.message()).contains("both match /api/v1/admin",
					"Add /api/v1/admin to the paths"));
		CorsPolicy resolved = two.toBuilder().paths("/api/v1/**", "/api/v1/admin").build();
		assertThat(CorsPolicies.check(List.of(one, resolved), PRODUCTION)).isEmpty();
		assertThat(CorsPolicies.compile(List.of(one, resolved)).find("/api/v1/admin")).contains(resolved);
	}

	@Test
	void ambiguityOfDeepPatternsIsResolvedByADeepPattern() {
		CorsPolicy one = GOOD.toBuilder().paths("/*/admin/**").build();
		CorsPolicy two = OTHER.toBuilder().paths("/v1/*/**").build();
		assertThat(CorsPolicies.check(List.of(one, two), PRODUCTION)).singleElement()
			.satisfies((problem) -> assertThat(problem.message()).contains("both match /v1/admin,",
					"Add /v1/admin/** to the paths"));
		CorsPolicy half = one.toBuilder().paths("/*/admin/**", "/v1/admin").build();
		assertThat(CorsPolicies.check(List.of(half, two), PRODUCTION)).hasSize(1);
		CorsPolicy whole = one.toBuilder().paths("/*/admin/**", "/v1/admin/**").build();
		assertThat(CorsPolicies.check(List.of(whole, two), PRODUCTION)).isEmpty();
	}

	@Test
	void aNumberThatWasMeantAsMillisecondsIsSaidToBeSeconds() {
		assertThat(check(GOOD.toBuilder().maxAge(Duration.ofSeconds(86400000)).build())).singleElement()
			.satisfies((problem) -> assertThat(problem.message())
				.endsWith("A number without a unit is seconds; 86400000 milliseconds are 86400s."));
		assertThat(check(GOOD.toBuilder().maxAge(Duration.ofSeconds(100001)).build())).singleElement()
			.satisfies((problem) -> assertThat(problem.message()).endsWith("0 switches keeping off."));
	}

	@Test
	void portsThatBrowsersBlockArePortsOfWebPagesOnly() {
		assertThat(check(GOOD.toBuilder()
			.allowedOrigins("https://a.example:*", "https://b.example:6001", "https://c.example", "tauri://x:6000")
			.build())).isEmpty();
	}

	@Test
	void equalPathsAreExplained() {
		CorsPolicy one = GOOD.toBuilder().paths("/v1/**").build();
		assertThat(CorsPolicies.check(List.of(one, OTHER), PRODUCTION)).singleElement()
			.satisfies((problem) -> assertThat(problem.message())
				.contains("One path has one policy, for all origins: put the origins of both into one policy"));
	}

	@Test
	void policiesThatAreOffNeedNoMethods() {
		CorsPolicy off = GOOD.toBuilder().mode(CorsPolicy.Mode.OFF).allowedMethods(List.of()).build();
		assertThat(check(off)).isEmpty();
	}

	@Test
	void policiesThatAreOffNeedNoOrigins() {
		CorsPolicy off = GOOD.toBuilder().mode(CorsPolicy.Mode.OFF).allowedOrigins(List.of()).build();
		assertThat(check(off)).isEmpty();
	}

	@Test
	void theEntryThatCoversAnotherIsNamed() {
		CorsPolicy policy = GOOD.toBuilder()
			.allowedOrigins("http://[::1]:5173", "http://[::1]:*", "https://a.b.example.com", "https://*.b.example.com",
					"https://*.example.com", "https://shop-1.example.net", "https://shop-*.example.net",
					"http://localhost:3000", "http://localhost:3000")
			.build();
		assertThat(check(policy)).extracting(Problem::property, Problem::message)
			.containsExactlyInAnyOrder(tuple("allowed-origins[0]", "http://[::1]:* covers it; delete this entry."),
					tuple("allowed-origins[2]", "https://*.b.example.com covers it; delete this entry."),
					tuple("allowed-origins[3]", "https://*.example.com covers it; delete this entry."),
					tuple("allowed-origins[5]", "https://shop-*.example.net covers it; delete this entry."),
					tuple("allowed-origins[8]", "It is listed twice; delete this entry."));
		assertThat(check(policy).get(0)).hasToString("[redundant-origin] policy 'api', allowed-origins[8] = "
				+ "'http://localhost:3000': It is listed twice; delete this entry. Fix: delete this entry.");
		assertThat(check(GOOD.toBuilder().allowedOrigins("https://a.example", "any").build())).singleElement()
			.satisfies((problem) -> assertThat(problem.message()).startsWith("any covers it"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://*.internal", "https://*.local", "http://*.corp:8080", "https://*.home",
			"https://*.lan", "https://*.test", "https://*.home.arpa", "https://app-*.intranet", "https://*.internal." })
	void aWildcardRightBelowANameThatNobodyCanRegisterIsARiskOnlyWithCredentials(String origin) {
		assertThat(check(GOOD.toBuilder().allowedOrigins(origin).build())).extracting(Problem::code)
			.doesNotContain(ProblemCode.INTRANET_PATTERN, ProblemCode.WILDCARD_OVER_TOP_LEVEL_DOMAIN,
					ProblemCode.SHARED_HOSTING_PATTERN);
		assertThat(check(WITH_CREDENTIALS.toBuilder().allowedOrigins(origin).build())).extracting(Problem::code)
			.contains(ProblemCode.INTRANET_PATTERN)
			.doesNotContain(ProblemCode.WILDCARD_OVER_TOP_LEVEL_DOMAIN, ProblemCode.PUBLIC_SUFFIX_PATTERN);
		String below = origin.replace("*.", "*.team.").replace("app-*.", "app-*.team.");
		assertThat(check(WITH_CREDENTIALS.toBuilder().allowedOrigins(below).build())).extracting(Problem::code)
			.doesNotContain(ProblemCode.INTRANET_PATTERN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://*.com", "https://*.dev", "https://*.mycompany", "https://*.onion",
			"https://*.arpa", "https://*.internals" })
	void aWildcardOverANameThatIsDelegatedOrCouldBeIsNone(String origin) {
		for (CorsPolicy policy : List.of(GOOD, WITH_CREDENTIALS)) {
			assertThat(check(policy.toBuilder().allowedOrigins(origin).build())).extracting(Problem::code)
				.containsExactly(ProblemCode.WILDCARD_OVER_TOP_LEVEL_DOMAIN);
		}
	}

	@Test
	void appsThatSendALoopbackOriginInProductionAreToldApart() {
		assertThat(check(WITH_CREDENTIALS.toBuilder()
			.allowedOrigins("capacitor://localhost", "ionic://localhost", "tauri://localhost", "app://localhost.")
			.build())).isEmpty();
		for (String origin : List.of("https://localhost", "http://localhost")) {
			assertThat(check(WITH_CREDENTIALS.toBuilder().allowedOrigins(origin).build())).singleElement()
				.satisfies((problem) -> assertThat(problem.message())
					.endsWith("Apps built with Capacitor send it on Android; accept the risk if that is it."));
		}
		for (String origin : List.of("https://localhost:8443", "http://127.0.0.1", "https://app.localhost",
				"http://localhost.", "https://*.localhost.", "http://localhost:*")) {
			assertThat(check(WITH_CREDENTIALS.toBuilder().allowedOrigins(origin).build())).singleElement()
				.satisfies((problem) -> assertThat(problem.code()).isEqualTo(ProblemCode.LOOPBACK_ORIGIN))
				.satisfies((problem) -> assertThat(problem.message()).endsWith("profiles of development."));
		}
	}

	/** Switching a policy off is what one does with a broken one. */
	@ParameterizedTest
	@ValueSource(strings = { "https://app.example.com/", "https://*.com", "app", "" })
	void policiesThatAreOffMayBeBroken(String origin) {
		CorsPolicy off = GOOD.toBuilder().mode(CorsPolicy.Mode.OFF).allowedOrigins(origin).build();
		assertThat(check(off)).isEmpty();
		CorsDecision decision = CorsPolicies.compile(List.of(off))
			.decide(new CorsRequest("GET", "/api/todos").origin("https://app.example.com"));
		assertThat(decision.outcome()).isEqualTo(CorsDecision.Outcome.NOT_APPLICABLE);
		assertThat(decision.hasHeaders()).isFalse();
	}

	@Test
	void whatIsOnlyRiskyElsewhereIsNoProblem() {
		assertThat(check(WITH_CREDENTIALS.toBuilder().allowedOrigins("https://localhost.example:8443").build()))
			.isEmpty();
		assertThat(check(GOOD.toBuilder().allowedOrigins("http://localhost:*", "http://*.localhost").build()))
			.isEmpty();
		assertThat(check(GOOD.toBuilder().allowedOrigins("https://a.example:*").build())).isEmpty();
		assertThat(check(WITH_CREDENTIALS.toBuilder().allowedOrigins("https://*.example.com").build())).isEmpty();
		assertThat(check(GOOD.toBuilder()
			.allowedOrigins("https://*.example.com", "https://*.a.example.com:8443", "https://example.com:*",
					"https://*.badexample.com", "http://*.a.localhost")
			.build())).isEmpty();
		assertThat(check(GOOD.toBuilder().exposedHeaders("*").build())).isEmpty();
		assertThat(check(GOOD.toBuilder().exposedHeaders("Authorization", "Location", "X-Origin").build())).isEmpty();
		assertThat(check(GOOD.toBuilder().allowedOrigins("http://localhost.:3000", "http://a.localhost.").build()))
			.isEmpty();
		assertThat(check(GOOD.toBuilder().paths("/actuators/**").build())).isEmpty();
		assertThat(CorsPolicies.check(List.of(WITH_CREDENTIALS.toBuilder().allowedOrigins("http://[::1]:*").build()),
				DeploymentContext.none()))
			.isEmpty();
		assertThat(check(GOOD.toBuilder().maxAge(Duration.ofHours(2)).build())).isEmpty();
		assertThat(check(GOOD.toBuilder().maxAge(Duration.ZERO).build())).isEmpty();
		assertThat(check(GOOD.toBuilder().preflightStatus(200).build())).isEmpty();
		assertThat(check(GOOD.toBuilder().preflightStatus(299).build())).isEmpty();
		assertThat(check(GOOD.toBuilder().maxAge(Duration.ofDays(1)).build())).extracting(Problem::code)
			.containsExactly(ProblemCode.MAX_AGE_CAPPED_BY_BROWSERS);
	}

	private static CorsPolicy named(String name, CorsPolicy policy) {
		return policy.toBuilder().name(name).build();
	}

	private static Problem find(CorsPolicy policy, ProblemCode code) {
		List<Problem> found = check(policy).stream().filter((problem) -> problem.code() == code).toList();
		assertThat(found).as(check(policy).toString()).hasSize(1);
		return found.get(0);
	}

	private static List<Problem> check(CorsPolicy policy) {
		return CorsPolicies.check(List.of(OTHER, policy), PRODUCTION);
	}

	private static Row row(ProblemCode code, CorsPolicy policy, UnaryOperator<CorsPolicyBuilder> change,
			String property, @Nullable String value, @Nullable String fix) {
		return new Row(code, change.apply(policy.toBuilder()).build(), property, value, fix);
	}

	record Row(ProblemCode code, CorsPolicy policy, String property, @Nullable String value, @Nullable String fix) {

		@Override
		public String toString() {
			return this.code.code() + " " + this.value;
		}

	}

}
