package io.crossgate.cors.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.SampleSize;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.problem.InvalidCorsPolicyException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The smallest change is tried on a small policy that stands for the whole one.
 */
class MinimalChangeSearchTests {

	private static final long SEED = Long.getLong("test.seed", 20261129L);

	private static final int ROUNDS = SampleSize.of(4000);

	private static final DeploymentContext PRODUCTION = new DeploymentContext(true,
			ApplicationPaths.managed(List.of("/other")), List.of(Origin.of("https://b.co:444")));

	@Test
	void changeIsThatOfTheWholePolicyCompiledAnew() {
		DeniedRequests denied = new DeniedRequests(SEED);
		int changes = 0;
		int paths = 0;
		for (int round = 0; round < ROUNDS; round++) {
			CorsPolicies policies = denied.policies();
			if (denied.chance(30)) {
				policies = inProduction(policies);
			}
			CorsRequest request = denied.request();
			CorsDecision decision = policies.decide(request);
			String policy = decision.policy();
			boolean path = policy == null && !policies.isEmpty();
			if (path && PathMismatchFinder.narrow(request, policies).isPresent()) {
				continue;
			}
			if (path || decision.outcome() == CorsDecision.Outcome.DENIED) {
				CorsPolicy covering = (policy != null) ? policies.policy(policy).orElseThrow() : null;
				String found = describe(path ? PathChangeSearch.of(request, policies)
						: MinimalChangeSearch.of(request, policies, covering));
				assertThat(found).as("seed %d, round %d: %s, %s", SEED, round, request, policies.policies())
					.isEqualTo(path ? NaiveChangeSearch.ofPath(request, policies)
							: NaiveChangeSearch.of(request, policies, covering));
				changes += (found.startsWith("none") || path) ? 0 : 1;
				paths += (found.startsWith("none") || !path) ? 0 : 1;
			}
		}
		assertThat(changes).isGreaterThan(ROUNDS / 20);
		assertThat(paths).isGreaterThan(ROUNDS / 200);
	}

	@Test
	void pathIsAddedToTheFirstPolicyThatAllowsTheRequest() {
		List<CorsPolicy> many = IntStream.range(0, 500)
			.mapToObj((i) -> CorsPolicy.named("service-" + i)
				.paths("/service-" + i + "/**")
				.allowedOrigins("https://app-" + i % 250 + ".example.com")
				.build())
			.toList();
		CorsPolicies policies = CorsPolicies.compile(many);
		CorsRequest request = new CorsRequest("GET", "/elsewhere").origin("https://app-249.example.com");
		assertThat(describe(PathChangeSearch.of(request, policies))).startsWith("service-249 ").contains("/elsewhere");
		assertThat(describe(PathChangeSearch.of(request.origin("https://x.example"), policies))).isEqualTo("none ");
	}

	@Test
	void pathOfAManagementEndpointIsAddedOnlyToAPolicyThatAcceptsIt() {
		CorsPolicy plain = CorsPolicy.named("plain").paths("/a").allowedOrigins("https://app.example").build();
		CorsPolicy accepting = plain.toBuilder().name("accepting").paths("/b").acceptRisks("management-path").build();
		DeploymentContext context = new DeploymentContext(false, ApplicationPaths.managed(List.of("/actuator/info")),
				List.of());
		CorsRequest request = new CorsRequest("GET", "/actuator/info").origin("https://app.example");
		CorsPolicies policies = CorsPolicies.compile(List.of(plain), context);
		assertThat(policies.decide(request).reason()).isEqualTo(DecisionReason.NO_POLICY);
		assertThat(describe(PathChangeSearch.of(request, policies))).isEqualTo("none ");
		assertThat(describe(PathChangeSearch.of(request, policies.with(accepting)))).startsWith("accepting ");
	}

	private static String describe(MinimalChangeSearch.Result result) {
		return result.change().map((change) -> change.policy() + " " + change.edits()).orElse("none") + " "
				+ result.remark();
	}

	private static CorsPolicies inProduction(CorsPolicies policies) {
		List<CorsPolicy> usable = new ArrayList<>();
		for (CorsPolicy policy : policies.policies()) {
			try {
				CorsPolicies.compile(List.of(policy), PRODUCTION);
				usable.add(policy);
			}
			catch (InvalidCorsPolicyException ex) {
				// Not in production.
			}
		}
		return CorsPolicies.compile(usable, PRODUCTION);
	}

}
