package io.crossgate.cors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.SampleSize;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Policies that are changed one by one share what has not changed. The naive twin
 * compiles all of them anew: it finds the same problems, and decides the same.
 */
class CorsPoliciesRecompileTests {

	private static final long SEED = Long.getLong("test.seed", 20261129L);

	private static final int ROUNDS = SampleSize.of(400);

	private static final int CHANGES_A_ROUND = 12;

	private static final int REQUESTS_A_CHANGE = 10;

	private static final DeploymentContext CONTEXT = new DeploymentContext(true,
			ApplicationPaths.managed(List.of("/actuator/info", "/m/*/x")), List.of(Origin.of("https://own.example")));

	private static final List<String> NAMES = List.of("a", "b", "c", "d-e", "de", "f");

	private static final List<String> SEGMENTS = List.of("x", "y", "*", "actuator", "info", "{id}");

	private static final List<String> ORIGINS = List.of("https://a.example", "https://b.example", "https://*.c.example",
			"http://localhost:3000", "*", "https://a.example/", "http://d.example", "null");

	private final Random random = new Random(SEED);

	@Test
	void changedPoliciesAreTheSameAsThoseCompiledAnew() {
		int accepted = 0;
		int refused = 0;
		for (int round = 0; round < ROUNDS; round++) {
			CorsPolicies policies = CorsPolicies.compile(List.of(), CONTEXT);
			for (int change = 0; change < CHANGES_A_ROUND; change++) {
				Map<String, CorsPolicy> declared = new LinkedHashMap<>();
				policies.policies().forEach((policy) -> declared.put(policy.name(), policy));
				String name = pick(NAMES);
				CorsPolicy policy = (this.random.nextInt(5) == 0) ? null : policy(name, declared.get(name));
				if (policy != null) {
					declared.put(name, policy);
				}
				else {
					declared.remove(name);
				}
				Object shared = shared(policies, name, policy);
				Object anew = anew(declared);
				String description = "seed " + SEED + ", round " + round + ": " + declared.values();
				assertThat(problems(shared)).as(description).isEqualTo(problems(anew));
				if (anew instanceof CorsPolicies compiled) {
					policies = (CorsPolicies) shared;
					assertThat(policies.policies()).as(description).isEqualTo(compiled.policies());
					assertThat(policies.context()).isSameAs(CONTEXT);
					checkDecisions(description, policies, compiled);
					accepted++;
				}
				else {
					refused++;
				}
			}
		}
		assertThat(accepted).isGreaterThan(ROUNDS * CHANGES_A_ROUND / 10);
		assertThat(refused).isGreaterThan(ROUNDS * CHANGES_A_ROUND / 10);
	}

	@Test
	void policyThatEqualsOneBeforeIsTakenOverAsItIs() {
		CorsPolicy one = CorsPolicy.named("one").paths("/one").allowedOrigins("https://a.example").build();
		CorsPolicy two = CorsPolicy.named("two").paths("/two").allowedOrigins("https://b.example").build();
		CorsPolicies policies = CorsPolicies.compile(List.of(one, two));
		CorsPolicies changed = policies
			.recompile(List.of(two.toBuilder().build(), one.toBuilder().allowedOrigins("https://c.example").build()));
		assertThat(changed.policy("two").orElseThrow()).isSameAs(two);
		assertThat(changed.origins("two")).isSameAs(policies.origins("two"));
		assertThat(changed.policies()).extracting(CorsPolicy::name).containsExactly("two", "one");
		assertThat(changed.origins("one").contains("https://c.example")).isTrue();
		assertThat(policies.without("three")).isSameAs(policies);
	}

	private void checkDecisions(String description, CorsPolicies shared, CorsPolicies anew) {
		for (int i = 0; i < REQUESTS_A_CHANGE; i++) {
			CorsRequest request = new CorsRequest((this.random.nextInt(3) == 0) ? "OPTIONS" : "PUT", path())
				.origin((this.random.nextInt(6) == 0) ? "https://own.example" : pick(ORIGINS));
			request = request.method().equals("OPTIONS") ? request.header("Access-Control-Request-Method", "PUT")
					: request;
			CorsDecision decision = shared.decide(request);
			CorsDecision expected = anew.decide(request);
			assertThat(List.of(decision.reason(), decision.status(), String.valueOf(decision.policy())))
				.as("%s, %s", description, request)
				.isEqualTo(List.of(expected.reason(), expected.status(), String.valueOf(expected.policy())));
			assertThat(decision.headers("https://a.example")).isEqualTo(expected.headers("https://a.example"));
			assertThat(shared.select(request)).isEqualTo(anew.select(request));
		}
	}

	private static Object shared(CorsPolicies policies, String name, CorsPolicy policy) {
		try {
			return (policy != null) ? policies.with(policy) : policies.without(name);
		}
		catch (InvalidCorsPolicyException ex) {
			return ex;
		}
	}

	private static Object anew(Map<String, CorsPolicy> declared) {
		try {
			return CorsPolicies.compile(declared.values(), CONTEXT);
		}
		catch (InvalidCorsPolicyException ex) {
			return ex;
		}
	}

	private static List<Problem> problems(Object result) {
		return (result instanceof CorsPolicies policies) ? policies.warnings()
				: ((InvalidCorsPolicyException) result).problems();
	}

	/** Often only something else than the paths is changed. */
	private CorsPolicy policy(String name, CorsPolicy before) {
		CorsPolicyBuilder builder = (before != null && this.random.nextInt(3) > 0) ? before.toBuilder()
				: CorsPolicy.named(name).paths(paths());
		return builder.allowedOrigins((this.random.nextInt(3) > 0) ? List.of("https://a.example") : origins())
			.allowCredentials(this.random.nextInt(4) == 0)
			.mode((this.random.nextInt(8) == 0) ? CorsPolicy.Mode.OFF : CorsPolicy.Mode.ENFORCE)
			.acceptRisks((this.random.nextInt(3) == 0) ? List.of("management-path", "null-origin") : List.of())
			.build();
	}

	private List<String> origins() {
		return List.of(pick(ORIGINS), pick(ORIGINS));
	}

	private List<String> paths() {
		List<String> paths = new ArrayList<>();
		for (int i = this.random.nextInt(3); i >= 0; i--) {
			paths.add(path() + ((this.random.nextInt(4) == 0) ? "/**" : ""));
		}
		return paths;
	}

	private String path() {
		StringBuilder path = new StringBuilder();
		for (int i = this.random.nextInt(3); i >= 0; i--) {
			path.append('/').append(pick(SEGMENTS));
		}
		return path.toString();
	}

	private String pick(List<String> list) {
		return list.get(this.random.nextInt(list.size()));
	}

}
