package io.crossgate.cors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.origin.SampleSize;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;

import static org.assertj.core.api.Assertions.assertThat;

class CorsEngineTests {

	private static final int REQUESTS = SampleSize.of(5000);

	private static final String APP = "https://app.example.com";

	private final CorsPolicies policies = CorsPolicies.compile(List.of(policy().build()));

	private final List<String> heard = new ArrayList<>();

	@Test
	void anObserverHearsOfEveryDecisionUnlessItSaysOtherwise() {
		CorsEngine engine = new CorsEngine(this.policies,
				List.of(new Recorder("all", true), new Recorder("denied", false)));
		engine.decide(request(APP));
		engine.decide(request("https://evil.example"));
		assertThat(this.heard).containsExactly("all " + APP, "all https://evil.example", "denied https://evil.example");
	}

	@Test
	void anObserverHearsWhichPoliciesAreInForce() {
		List<CorsPolicies> inForce = new ArrayList<>();
		List<DecisionReason> decided = new ArrayList<>();
		CorsObserver observer = new CorsObserver() {

			@Override
			public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
				decided.add(decision.reason());
			}

			@Override
			public void onPoliciesChanged(CorsPolicies policies) {
				inForce.add(policies);
			}

		};
		CorsEngine engine = new CorsEngine(this.policies, List.of(observer));
		CorsPolicies others = CorsPolicies.none();
		engine.setPolicies(others);
		assertThat(inForce).containsExactly(this.policies, others);
		assertThat(engine.decide(request(APP)).reason()).isEqualTo(DecisionReason.NO_POLICY);
		assertThat(decided).containsExactly(DecisionReason.NO_POLICY);
	}

	/** An answer that repeats the question is remembered, and given to no other one. */
	@Test
	void aLongRunningEngineAnswersAsAFreshOne() {
		long seed = Long.getLong("test.seed", 20261127L);
		Random random = new Random(seed);
		CorsPolicy any = policy().allowedMethods("*").allowedHeaders("*").allowPrivateNetwork(true).build();
		CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(any)));
		for (int i = 0; i < REQUESTS; i++) {
			CorsRequest request = new CorsRequest("OPTIONS", "/x").origin(APP)
				.header("Access-Control-Request-Method", pick(random, "PUT", "DELETE", "POST"));
			if (random.nextInt(4) > 0) {
				request = request.header("Access-Control-Request-Headers",
						pick(random, "x-a", "x-b", "x-a,x-b", "", "x-forwarded-for", "X-A", "x-" + "a".repeat(200)));
			}
			if (random.nextInt(8) == 0) {
				request = request.header("Access-Control-Request-Headers", pick(random, "x-a", "x-c"));
			}
			if (random.nextBoolean()) {
				request = request.header("Access-Control-Request-Private-Network", "true");
			}
			CorsDecision fresh = new CorsEngine(CorsPolicies.compile(List.of(any))).decide(request);
			CorsDecision decision = engine.decide(request);
			assertThat(decision.reason()).as("seed %d, %s", seed, request).isEqualTo(fresh.reason());
			Map<String, String> headers = decision.headers(APP);
			assertThat(headers).as("seed %d, %s", seed, request).isEqualTo(fresh.headers(APP));
		}
	}

	@Test
	void anAnswerIsRememberedOnlyForTheWholeQuestion() {
		CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(policy().build())));
		CorsRequest one = preflight("PUT").header("Access-Control-Request-Headers", "x-a");
		CorsRequest two = one.header("Access-Control-Request-Headers", "x-b");
		for (int time = 0; time < 2; time++) {
			assertThat(engine.decide(one).headers(APP)).containsEntry("Access-Control-Allow-Headers", "x-a");
			assertThat(engine.decide(two).headers(APP)).containsEntry("Access-Control-Allow-Headers", "x-a,x-b");
		}
	}

	@Test
	void aPolicyThatListsWhatItAllowsHasOneAnswer() {
		CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(policy().allowedHeaders("x-a").build())));
		assertThat(engine.decide(preflight("PUT"))).isSameAs(engine.decide(preflight("GET")))
			.isSameAs(engine.decide(preflight("PUT").header("Access-Control-Request-Headers", "X-A")));
	}

	private static CorsRequest preflight(String method) {
		return new CorsRequest("OPTIONS", "/x").origin(APP).header("Access-Control-Request-Method", method);
	}

	private static String pick(Random random, String... values) {
		return values[random.nextInt(values.length)];
	}

	private static CorsPolicyBuilder policy() {
		return CorsPolicy.named("app").paths("/**").allowedOrigins(APP);
	}

	private static CorsRequest request(String origin) {
		return new CorsRequest("GET", "/x").origin(origin);
	}

	private final class Recorder implements CorsObserver {

		private final String name;

		private final boolean all;

		Recorder(String name, boolean all) {
			this.name = name;
			this.all = all;
		}

		@Override
		public boolean supports(CorsDecision decision) {
			return this.all || decision.outcome() == CorsDecision.Outcome.DENIED;
		}

		@Override
		public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
			CorsEngineTests.this.heard.add(this.name + " " + request.get().lines("origin").get(0));
		}

	}

}
