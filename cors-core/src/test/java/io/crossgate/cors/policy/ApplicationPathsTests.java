package io.crossgate.cors.policy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where an application is deployed, and where its management endpoints are, decides which
 * patterns can match and which must not be matched by the way.
 */
class ApplicationPathsTests {

	private static final String APP = "/app";

	private static final List<String> SERVLET = List.of("/servlet/**", "/h2-console/**", "/status");

	private static final String UNREACHABLE = "unreachable-path";

	private static final String INDISTINCT = "indistinct-management-paths";

	private static final String MANAGEMENT = "management-path";

	static Stream<Row> rows() {
		return Stream.of(Row.of("a path within the application").at(APP).paths("/api/**"),
				Row.of("the context path in front").at(APP).paths("/app/api/**").is(UNREACHABLE, "paths: /api/**"),
				Row.of("the context path in front of a name")
					.at(APP)
					.paths("/app/{id}")
					.is(UNREACHABLE, "paths: /{id}"),
				Row.of("everything below the context path").at(APP).paths("/app/**").is(UNREACHABLE, "paths: /**"),
				Row.of("the context path alone").at(APP).paths("/app").is(UNREACHABLE, "paths: /"),
				Row.of("a context path of two segments").at("/a/b").paths("/a/b/c").is(UNREACHABLE, "paths: /c"),
				Row.of("half of the context path").at("/a/b").paths("/a/c"),
				Row.of("a longer name").at(APP).paths("/apple/**"), Row.of("another case").at(APP).paths("/APP/**"),
				Row.of("any segment in its place").at(APP).paths("/*/api/**"),
				Row.of("one of two that is right already")
					.at(APP)
					.paths("/api/**", "/app/api/**")
					.is(UNREACHABLE, "paths: /api/**"),
				Row.of("two with the context path").at(APP).paths("/app/a", "/app/b").is(UNREACHABLE, "paths: /a, /b"),
				Row.of("a namesake of the context path that something is mapped to")
					.at(APP)
					.mapped("/app/things/*")
					.paths("/app/things/**"),
				Row.of("something else is mapped")
					.at(APP)
					.mapped("/things")
					.paths("/app/x")
					.is(UNREACHABLE, "paths: /x"),
				Row.of("a context path that no pattern can be").at("/a b").paths("/a"),

				Row.of("within the servlet's path").below(SERVLET).paths("/servlet/api/**"),
				Row.of("outside the servlet's path")
					.below(SERVLET)
					.paths("/api/**")
					.is(UNREACHABLE, "paths: /servlet/api/**"),
				Row.of("the root, outside the servlet's path")
					.below(SERVLET)
					.paths("/")
					.is(UNREACHABLE, "paths: /servlet/**"),
				Row.of("everything, the servlet's path included").below(SERVLET).paths("/**", "/*/x"),
				Row.of("another servlet's path").below(SERVLET).paths("/h2-console/**", "/status"),
				Row.of("below another servlet's only path")
					.below(SERVLET)
					.paths("/status/x")
					.is(UNREACHABLE, "paths: /servlet/status/x"),
				Row.of("context path and no servlet's path")
					.at(APP)
					.below(SERVLET)
					.paths("/app/api/**")
					.is(UNREACHABLE, "paths: /servlet/api/**"),
				Row.of("context path and servlet's path")
					.at(APP)
					.below(SERVLET)
					.paths("/app/servlet/api/**")
					.is(UNREACHABLE, "paths: /servlet/api/**"),

				Row.of("beside the management endpoints").managed("/env/**").paths("/**", "/*", "/{tenant}/health"),
				Row.of("a management endpoint").managed("/env/**").paths("/env").is(MANAGEMENT, "accept-risks: "),
				Row.of("below one").managed("/env/**").paths("/env/x/**").is(MANAGEMENT, "accept-risks: "),
				Row.of("a longer name than one").managed("/env/**").paths("/environment/**"),
				Row.of("one of each tenant's")
					.managed("/{tenant}/actuator/**")
					.paths("/t1/actuator/health")
					.is(INDISTINCT, null),
				Row.of("one of each tenant's, met by the way")
					.managed("/{tenant}/actuator/**")
					.paths("/**")
					.is(INDISTINCT, null),
				Row.of("one of each tenant's, far away").managed("/{tenant}/actuator/**").paths("/api", "/*/b/**"),
				Row.of("an endpoint at the root").managed("/**").paths("/api/**").is(INDISTINCT, null),
				Row.of("an endpoint that can be anything").managed("/{name}/**").paths("/api/**").is(INDISTINCT, null),
				Row.of("an endpoint that no pattern can be").managed("/e*/**").paths("/api/**").is(INDISTINCT, null),
				Row.of("the application's own below an endpoint")
					.managed("/health/**")
					.mapped("/health/patients")
					.paths("/**")
					.is(INDISTINCT, null),
				Row.of("the application's own, named")
					.managed("/health/**")
					.mapped("/health/patients")
					.paths("/health/patients")
					.is(MANAGEMENT, "accept-risks: "),
				Row.of("the application's own, of no policy's business")
					.managed("/health/**")
					.mapped("/health/patients")
					.paths("/api/**"),
				Row.of("the application's own is broader than the endpoint")
					.managed("/health/**")
					.mapped("/{id}", "/**")
					.paths("/**"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void aPatternIsReportedWithTheOneThatWouldMatch(Row row) {
		List<Problem> problems = CorsPolicies.check(List.of(policy("api", row.paths)), row.circumstances());
		Set<String> codes = new TreeSet<>();
		for (Problem problem : problems) {
			codes.add(problem.code().code());
			if (row.fix != null) {
				assertThat(Fixes.yaml(policy("api", row.paths), problems.toArray(Problem[]::new))).startsWith(row.fix);
			}
			else {
				assertThat(Fixes.of(problem)).isEmpty();
			}
		}
		assertThat(codes).isEqualTo((row.code != null) ? Set.of(row.code) : Set.of());
	}

	/** Management endpoints that are wide apart are left out one by one. */
	@Test
	void noBroaderPatternReachesAnEndpoint() {
		CorsPolicy all = policy("all", List.of("/**", "/*", "/{tenant}/health", "/*/*/x"));
		CorsPolicies policies = CorsPolicies.compile(List.of(all),
				circumstances("/env/**", "/ops/health/**", "/healthz/**"));
		for (String path : List.of("/env", "/env/", "/env/x", "/env/health", "/env/y/x", "/ops/health", "/ops/health/x",
				"/env/actuator", "/healthz")) {
			assertThat(policies.find(path)).as(path).isEmpty();
		}
		for (String path : List.of("/", "/ENV", "/environment", "/ops", "/ops/x", "/t1/health", "/t1", "/t1/y/x",
				"/t1/x/actuator")) {
			assertThat(policies.find(path)).as(path).contains(all);
		}
	}

	@Test
	void aPolicyThatNamesEndpointsAndAcceptsItHasThem() {
		CorsPolicy ops = policy("ops", List.of("/actuator/**")).toBuilder().acceptRisks("management-path").build();
		CorsPolicy two = policy("two", List.of("/*/b"));
		CorsPolicy tenants = policy("tenants", List.of("/{tenant}/health"));
		CorsPolicies policies = CorsPolicies.compile(List.of(two, ops, tenants), circumstances("/actuator/**"));
		assertThat(policies.warnings()).extracting(Problem::code).containsExactly(ProblemCode.RISK_ACCEPTED);
		for (String path : List.of("/actuator", "/actuator/b", "/actuator/health", "/actuator/x/y")) {
			assertThat(policies.find(path)).as(path).contains(ops);
		}
		assertThat(policies.find("/x/b")).contains(two);
		assertThat(policies.find("/x/health")).contains(tenants);
	}

	@Test
	void patternsThatMeetOnlyInAnEndpointAreNotAmbiguous() {
		CorsPolicy one = policy("one", List.of("/ops/*"));
		CorsPolicy other = policy("other", List.of("/*/env"));
		assertThat(CorsPolicies.check(List.of(one, other), circumstances("/ops/env/**"))).isEmpty();
		assertThat(CorsPolicies.check(List.of(one, other), circumstances("/ops/health/**"))).extracting(Problem::code)
			.containsExactly(ProblemCode.AMBIGUOUS_PATHS);
		CorsPolicies policies = CorsPolicies.compile(List.of(one, other), circumstances("/ops/env/**"));
		assertThat(policies.find("/ops/env")).isEmpty();
		assertThat(policies.find("/ops/x")).contains(one);
		assertThat(policies.find("/x/env")).contains(other);
	}

	/** Whoever names the endpoints must still agree about them. */
	@Test
	void twoPoliciesThatNameEndpointsAreAmbiguousAsAnyTwoAre() {
		CorsPolicy one = policy("one", List.of("/actuator/*/x")).toBuilder().acceptRisks("management-path").build();
		CorsPolicy other = policy("other", List.of("/actuator/y/*")).toBuilder().acceptRisks("management-path").build();
		assertThat(CorsPolicies.check(List.of(one, other), circumstances("/actuator/**"))).extracting(Problem::code)
			.contains(ProblemCode.AMBIGUOUS_PATHS);
	}

	private static DeploymentContext circumstances(String... management) {
		return new DeploymentContext(false, ApplicationPaths.managed(List.of(management)), List.of());
	}

	private static CorsPolicy policy(String name, List<String> paths) {
		return CorsPolicy.named(name).paths(paths).allowedOrigins("https://" + name + ".example").build();
	}

	record Row(String name, ApplicationPaths application, List<String> paths, @Nullable String code,
			@Nullable String fix) {

		static Row of(String name) {
			return new Row(name, ApplicationPaths.unknown(), List.of(), null, null);
		}

		Row at(String contextPath) {
			return with(new ApplicationPaths(contextPath, this.application.servletPaths(),
					this.application.managementPaths(), this.application.handlerPaths()));
		}

		Row below(List<String> servletPaths) {
			return with(new ApplicationPaths(this.application.contextPath(), servletPaths,
					this.application.managementPaths(), this.application.handlerPaths()));
		}

		Row managed(String... managementPaths) {
			return with(new ApplicationPaths(this.application.contextPath(), this.application.servletPaths(),
					List.of(managementPaths), this.application.handlerPaths()));
		}

		Row mapped(String... handlerPaths) {
			return with(new ApplicationPaths(this.application.contextPath(), this.application.servletPaths(),
					this.application.managementPaths(), List.of(handlerPaths)));
		}

		Row paths(String... paths) {
			return new Row(this.name, this.application, List.of(paths), this.code, this.fix);
		}

		Row is(String code, @Nullable String fix) {
			return new Row(this.name, this.application, this.paths, code, fix);
		}

		DeploymentContext circumstances() {
			return new DeploymentContext(false, this.application, List.of());
		}

		private Row with(ApplicationPaths application) {
			return new Row(this.name, application, this.paths, this.code, this.fix);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
