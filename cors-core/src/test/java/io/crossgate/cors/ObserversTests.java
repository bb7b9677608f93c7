package io.crossgate.cors;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.policy.CorsPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An observer can neither change nor break a decision, whatever it does when it is told.
 */
class ObserversTests {

	private static final CorsPolicies POLICIES = CorsPolicies
		.compile(List.of(CorsPolicy.named("app").paths("/**").allowedOrigins("https://app.example.com").build()));

	private static final List<CorsRequest> REQUESTS = List.of(
			new CorsRequest("GET", "/x").origin("https://app.example.com"),
			new CorsRequest("GET", "/x").origin("https://evil.example"), new CorsRequest("GET", "/x"),
			new CorsRequest("OPTIONS", "/x").origin("https://app.example.com")
				.header("Access-Control-Request-Method", "PUT"));

	private final AtomicReference<CorsEngine> engine = new AtomicReference<>();

	private final List<CorsDecision> heardBehind = new ArrayList<>();

	private final List<String> failures = new ArrayList<>();

	@ParameterizedTest(name = "{0}")
	@MethodSource("misbehaviours")
	void decisionsStandAndOtherObserversHearThemWhenAnObserver(String what, Misbehaviour misbehaviour,
			@Nullable Class<?> failure) {
		for (CorsObserver observer : placesOf(misbehaviour)) {
			this.heardBehind.clear();
			this.failures.clear();
			List<CorsObserver> observers = List.of(observer, (decision, request) -> this.heardBehind.add(decision));
			this.engine.set(new CorsEngine(POLICIES, observers,
					(failed, ex) -> this.failures.add((failed == observer) + " " + ex.getClass().getName())));
			List<CorsDecision> decided = REQUESTS.stream().map((request) -> this.engine.get().decide(request)).toList();
			List<CorsDecision> expected = new ArrayList<>();
			REQUESTS.forEach((request) -> expected.add(POLICIES.decide(request)));
			assertThat(decided).extracting(CorsDecision::reason)
				.containsExactlyElementsOf(expected.stream().map(CorsDecision::reason).toList());
			assertThat(this.heardBehind).containsExactlyElementsOf(decided);
			assertThat(this.failures).hasSize((failure != null) ? REQUESTS.size() : 0)
				.allMatch(("true " + ((failure != null) ? failure.getName() : ""))::equals);
		}
	}

	static Stream<Arguments> misbehaviours() {
		return Stream.of(misbehaviour("throws an exception", IllegalStateException.class, (engine, request) -> {
			throw new IllegalStateException("on purpose");
		}), misbehaviour("throws an error", AssertionError.class, (engine, request) -> {
			throw new AssertionError("on purpose");
		}), misbehaviour("throws a checked exception without declaring it", IOException.class, (engine, request) -> {
			throw ObserversTests.<RuntimeException>undeclared(new IOException("on purpose"));
		}), misbehaviour("asks the engine again", null, (engine, request) -> engine.decide(request.get())),
				misbehaviour("overflows the stack", StackOverflowError.class, ObserversTests::overflow),
				misbehaviour("throws a linkage error", NoClassDefFoundError.class, (engine, request) -> {
					throw new NoClassDefFoundError("on purpose");
				}), misbehaviour("sleeps", null, (engine, request) -> {
					try {
						Thread.sleep(20);
					}
					catch (InterruptedException ex) {
						throw new IllegalStateException(ex);
					}
				}));
	}

	@Test
	void fatalErrorsOfTheJvmPass() {
		CorsEngine broken = new CorsEngine(POLICIES, List.of((decision, request) -> {
			throw new OutOfMemoryError("on purpose");
		}));
		REQUESTS.forEach((request) -> assertThatExceptionOfType(OutOfMemoryError.class)
			.isThrownBy(() -> broken.decide(request)));
		// What has passed must not silence the observers of this thread.
		AtomicInteger heard = new AtomicInteger();
		new CorsEngine(POLICIES, List.of((decision, request) -> heard.incrementAndGet())).decide(REQUESTS.get(0));
		assertThat(heard).hasValue(1);
	}

	@Test
	void anObserverThatFailsWhenPoliciesChangeHurtsNeitherThemNorTheOthers() {
		List<CorsPolicies> inForce = new ArrayList<>();
		CorsObserver broken = new Told() {

			@Override
			public void onPoliciesChanged(CorsPolicies policies) {
				throw ObserversTests.<RuntimeException>undeclared(new IOException("on purpose"));
			}

		};
		CorsObserver behind = new Told() {

			@Override
			public void onPoliciesChanged(CorsPolicies policies) {
				inForce.add(policies);
			}

		};
		CorsEngine live = new CorsEngine(CorsPolicies.none(), List.of(broken, behind),
				(observer, failure) -> this.failures.add(failure.getMessage()));
		live.setPolicies(POLICIES);
		assertThat(live.policies()).isSameAs(POLICIES);
		assertThat(inForce).hasSize(2).last().isSameAs(POLICIES);
		assertThat(this.failures).containsExactly("on purpose", "on purpose");
	}

	@Test
	void noObserverHearsOfADecisionThatIsMadeInsideAnObserverOfAnyEngine() {
		List<String> heard = new ArrayList<>();
		CorsEngine other = new CorsEngine(POLICIES, List.of((decision, request) -> {
			heard.add("other");
			this.engine.get().decide(request.get());
		}));
		this.engine.set(new CorsEngine(POLICIES, List.of((decision, request) -> {
			heard.add("first");
			assertThat(other.decide(request.get()).reason()).isEqualTo(DecisionReason.ALLOWED);
		}, (decision, request) -> heard.add("second"))));
		this.engine.get().decide(REQUESTS.get(0));
		assertThat(heard).containsExactly("first", "second");
		heard.clear();
		other.decide(REQUESTS.get(0));
		assertThat(heard).containsExactly("other");
	}

	@Test
	void whatIsDecidedWhilePoliciesComeIntoForceIsToldToNobody() {
		List<String> heard = new ArrayList<>();
		CorsObserver curious = new CorsObserver() {

			@Override
			public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
				heard.add(decision.reason().code());
			}

			@Override
			public void onPoliciesChanged(CorsPolicies policies) {
				CorsEngine live = ObserversTests.this.engine.get();
				if (live != null) {
					live.decide(REQUESTS.get(1));
				}
			}

		};
		this.engine.set(new CorsEngine(POLICIES, List.of(curious)));
		this.engine.get().setPolicies(POLICIES);
		assertThat(heard).isEmpty();
		this.engine.get().decide(REQUESTS.get(0));
		assertThat(heard).containsExactly("allowed");
	}

	@Test
	void policiesThatAnObserverReplacesAreAnnouncedAndItHearsOfTheNextDecision() {
		List<CorsPolicies> inForce = new ArrayList<>();
		CorsObserver closing = new CorsObserver() {

			@Override
			public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
				ObserversTests.this.engine.get().setPolicies(CorsPolicies.none());
				ObserversTests.this.heardBehind.add(decision);
			}

			@Override
			public void onPoliciesChanged(CorsPolicies policies) {
				inForce.add(policies);
			}

		};
		this.engine.set(new CorsEngine(POLICIES, List.of(closing)));
		assertThat(this.engine.get().decide(REQUESTS.get(0)).reason()).isEqualTo(DecisionReason.ALLOWED);
		assertThat(this.engine.get().decide(REQUESTS.get(0)).reason()).isEqualTo(DecisionReason.NO_POLICY);
		assertThat(inForce).hasSize(3);
		assertThat(this.heardBehind).hasSize(2);
	}

	@Test
	void otherThreadsAreToldMeanwhile() throws InterruptedException {
		AtomicInteger heard = new AtomicInteger();
		this.engine.set(new CorsEngine(POLICIES, List.of((decision, request) -> {
			if (heard.incrementAndGet() == 1) {
				Thread other = new Thread(() -> this.engine.get().decide(REQUESTS.get(0)));
				other.start();
				join(other);
			}
		})));
		this.engine.get().decide(REQUESTS.get(0));
		assertThat(heard).hasValue(2);
	}

	@Test
	void aFailureHandlerThatFailsItselfIsIgnored() {
		CorsEngine live = new CorsEngine(POLICIES, List.of((decision, request) -> {
			throw new IllegalStateException("on purpose");
		}, (decision, request) -> this.heardBehind.add(decision)), (observer, failure) -> {
			throw ObserversTests.<RuntimeException>undeclared(new IOException("on purpose"));
		});
		assertThat(live.decide(REQUESTS.get(0)).reason()).isEqualTo(DecisionReason.ALLOWED);
		assertThat(this.heardBehind).hasSize(1);
	}

	@Test
	void fatalErrorsOfAFailureHandlerPass() {
		CorsEngine live = new CorsEngine(POLICIES, List.of((decision, request) -> {
			throw new IllegalStateException("on purpose");
		}), (observer, failure) -> {
			throw new OutOfMemoryError("on purpose");
		});
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> live.decide(REQUESTS.get(0)));
	}

	@Test
	void anInterruptionThatAnObserverThrowsIsNotLost() {
		CorsEngine live = new CorsEngine(POLICIES, List.of((decision, request) -> {
			throw ObserversTests.<RuntimeException>undeclared(new InterruptedException("on purpose"));
		}));
		live.decide(REQUESTS.get(0));
		assertThat(Thread.interrupted()).isTrue();
	}

	/** It may misbehave when it is asked as well as when it is told. */
	private List<CorsObserver> placesOf(Misbehaviour misbehaviour) {
		CorsObserver whenTold = (decision, request) -> misbehaviour.happen(this.engine.get(), request);
		CorsObserver whenAsked = new Told() {

			@Override
			public boolean supports(CorsDecision decision) {
				misbehaviour.happen(ObserversTests.this.engine.get(), () -> REQUESTS.get(0));
				return true;
			}

		};
		return List.of(whenTold, whenAsked);
	}

	private static Arguments misbehaviour(String name, @Nullable Class<?> failure, Misbehaviour misbehaviour) {
		return Arguments.of(name, misbehaviour, failure);
	}

	@SuppressWarnings("InfiniteRecursion")
	private static void overflow(CorsEngine engine, Supplier<CorsRequest> request) {
		overflow(engine, request);
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> T undeclared(Throwable checked) throws T {
		throw (T) checked;
	}

	private static void join(Thread thread) {
		try {
			thread.join(10_000);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@FunctionalInterface
	interface Misbehaviour {

		void happen(CorsEngine engine, Supplier<CorsRequest> request);

	}

	private abstract static class Told implements CorsObserver {

		@Override
		public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
		}

	}

}
