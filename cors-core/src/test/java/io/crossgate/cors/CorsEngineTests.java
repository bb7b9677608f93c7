package io.crossgate.cors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.origin.SampleSize;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.problem.InvalidCorsPolicyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

	@Test
	void concurrentChangesAreAnnouncedInTheOrderInWhichTheyTookEffect() throws Exception {
		List<Integer> announced = new ArrayList<>();
		List<CorsPolicies> last = new ArrayList<>();
		CorsObserver observer = new PolicyObserver((policies) -> {
			announced.add(policies.policies().size());
			last.add(policies);
		});
		CorsEngine engine = new CorsEngine(CorsPolicies.none(), List.of(observer));
		int threads = 8;
		int changes = 40;
		CyclicBarrier start = new CyclicBarrier(threads);
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Callable<Void>> tasks = new ArrayList<>();
			for (int thread = 0; thread < threads; thread++) {
				String name = "thread-" + thread;
				tasks.add(() -> {
					start.await();
					for (int i = 0; i < changes; i++) {
						CorsPolicy policy = policy().name(name + "-" + i).paths("/" + name + "/" + i).build();
						engine.update((policies) -> policies.with(policy));
					}
					return null;
				});
			}
			for (Future<Void> done : executor.invokeAll(tasks)) {
				done.get();
			}
		}
		finally {
			executor.shutdown();
		}
		// None is lost, and each is announced once, one behind the other.
		assertThat(announced).isEqualTo(IntStream.rangeClosed(0, threads * changes).boxed().toList());
		assertThat(last.get(last.size() - 1)).isSameAs(engine.policies());
	}

	@Test
	void changeWithinAnObserverIsAnnouncedBehindTheOneBeingAnnounced() {
		List<String> announced = new ArrayList<>();
		List<CorsEngine> engines = new ArrayList<>();
		CorsObserver first = new PolicyObserver((policies) -> {
			announced.add("first " + policies.policies().size());
			if (policies.policies().size() == 1 && !engines.isEmpty()) {
				engines.get(0).update((inForce) -> inForce.with(policy().name("more").paths("/more").build()));
			}
		});
		CorsObserver second = new PolicyObserver((policies) -> announced.add("second " + policies.policies().size()));
		CorsEngine engine = new CorsEngine(CorsPolicies.none(), List.of(first, second));
		engines.add(engine);
		engine.setPolicies(this.policies);
		assertThat(announced).containsExactly("first 0", "second 0", "first 1", "second 1", "first 2", "second 2");
		assertThat(engine.policies().policies()).hasSize(2);
	}

	@Test
	void changeThatFailsLeavesThePoliciesAsTheyAre() {
		List<CorsPolicies> announced = new ArrayList<>();
		CorsEngine engine = new CorsEngine(this.policies, List.of(new PolicyObserver(announced::add)));
		CorsPolicy open = policy().allowedOrigins("*").allowCredentials(true).build();
		assertThatExceptionOfType(InvalidCorsPolicyException.class)
			.isThrownBy(() -> engine.update((policies) -> policies.with(open)));
		assertThat(engine.policies()).isSameAs(this.policies);
		assertThat(announced).containsExactly(this.policies);
		engine.update((policies) -> policies.without("app"));
		assertThat(announced).hasSize(2).last().isSameAs(engine.policies());
	}

	@Test
	void policiesOfAnotherDeploymentAreRejected() {
		DeploymentContext context = new DeploymentContext(false, ApplicationPaths.managed(List.of("/actuator/**")),
				List.of());
		CorsPolicies deployed = CorsPolicies.compile(List.of(policy().build()), context);
		CorsEngine engine = new CorsEngine(deployed);
		assertThatIllegalArgumentException().isThrownBy(() -> engine.setPolicies(this.policies))
			.withMessageContaining("recompile");
		assertThat(engine.policies()).isSameAs(deployed);
		engine.setPolicies(deployed.recompile(List.of()));
		assertThat(engine.policies().isEmpty()).isTrue();
		assertThat(engine.policies().context()).isEqualTo(context);
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

	@Test
	void anAnswerThatRepeatsALongLineIsNotKept() {
		CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(policy().build())));
		CorsRequest kept = preflight("PUT").header("Access-Control-Request-Headers",
				"x-aaaaaa,".repeat(113) + "x-aaaaa");
		CorsRequest tooLong = preflight("PUT").header("Access-Control-Request-Headers",
				"x-aaaaaa,".repeat(113) + "x-aaaaaa");
		assertThat(kept.lines("access-control-request-headers").get(0)).hasSize(1024);
		assertThat(engine.decide(kept)).isSameAs(engine.decide(kept));
		assertThat(engine.decide(tooLong)).isNotSameAs(engine.decide(tooLong));
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

	private record PolicyObserver(Consumer<CorsPolicies> changes) implements CorsObserver {

		@Override
		public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
		}

		@Override
		public void onPoliciesChanged(CorsPolicies policies) {
			this.changes.accept(policies);
		}

	}

}
