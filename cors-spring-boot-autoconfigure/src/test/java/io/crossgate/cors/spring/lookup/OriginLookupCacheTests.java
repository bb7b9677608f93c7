package io.crossgate.cors.spring.lookup;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.OriginAnswers;
import io.crossgate.cors.origin.OriginAnswers.Answer;
import io.crossgate.cors.origin.OriginLookup;
import io.crossgate.cors.origin.OriginQuery;
import io.crossgate.cors.policy.CorsPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is remembered is what the lookup would say, and of nobody else's question.
 */
class OriginLookupCacheTests {

	private final AtomicLong time = new AtomicLong();

	private CorsEngine engine(OriginLookupCache cache) {
		CorsPolicy policy = CorsPolicy.named("a").paths("/**").originsFrom("bean").allowCredentials(true).build();
		return new CorsEngine(CorsPolicies.compile(List.of(policy)), List.of(), (observer, failure) -> {
		}, cache);
	}

	private OriginLookupCache cache(OriginLookup lookup) {
		return cache(lookup, Duration.ofMinutes(1));
	}

	private OriginLookupCache cache(OriginLookup lookup, Duration timeout) {
		LookupProperties settings = new LookupProperties();
		settings.setTimeout(timeout);
		return new OriginLookupCache(settings, (name) -> lookup, this.time::get);
	}

	private static boolean allows(CorsEngine engine, String origin, String host) {
		return engine.explain(engine.policies(), new CorsRequest("GET", "/x").origin(origin).to("https", host, -1))
			.reason() == DecisionReason.ALLOWED;
	}

	/** Every interleaving of tenants, origins, changes with eviction, and time. */
	@Test
	void remembersWhatTheLookupWouldSayToThisTenant() {
		long seed = Long.getLong("test.seed", 20261130L);
		Random random = new Random(seed);
		Set<String> known = new HashSet<>();
		OriginLookup lookup = new OriginLookup() {

			@Override
			public boolean allows(OriginQuery query) {
				return known.contains(query.host() + " " + query.origin());
			}

			@Override
			public Set<String> uses() {
				return Set.of("host");
			}

		};
		try (OriginLookupCache cache = cache(lookup)) {
			CorsEngine engine = engine(cache);
			for (int i = 0; i < 5000; i++) {
				String host = "t" + random.nextInt(3) + ".example";
				String origin = "https://o" + random.nextInt(4) + ".example.org";
				switch (random.nextInt(12)) {
					case 0 -> {
						if (!known.add(host + " " + origin)) {
							known.remove(host + " " + origin);
						}
						cache.evict(Origin.of(origin));
					}
					case 1 -> {
						known.clear();
						cache.evictAll();
					}
					case 2 -> this.time.addAndGet(TimeUnit.SECONDS.toNanos(random.nextInt(90)));
					default -> assertThat(allows(engine, origin, host)).as("seed %s, step %s", seed, i)
						.isEqualTo(known.contains(host + " " + origin));
				}
			}
			assertThat(cache.count(LookupOutcome.CACHED)).isPositive();
		}
	}

	@Test
	void answersExpireSoonerWhereTheyRefuse() {
		AtomicInteger calls = new AtomicInteger();
		try (OriginLookupCache cache = cache((query) -> {
			calls.incrementAndGet();
			return query.origin().host().startsWith("yes");
		})) {
			CorsEngine engine = engine(cache);
			for (int seconds : new int[] { 0, 7, 13, 59, 61 }) {
				this.time.set(TimeUnit.SECONDS.toNanos(seconds));
				assertThat(allows(engine, "https://yes.example", "h")).isTrue();
				assertThat(allows(engine, "https://no.example", "h")).isFalse();
			}
			// yes: at 0 and 61; no: at 0, 13, 59; at 61 it is remembered again.
			assertThat(calls).hasValue(5);
		}
	}

	@Test
	void answerThatIsEvictedWhileItIsLookedUpIsNotRemembered() throws Exception {
		AtomicInteger calls = new AtomicInteger();
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		try (OriginLookupCache cache = cache((query) -> {
			asked.countDown();
			release.await();
			return calls.incrementAndGet() == 1;
		})) {
			CorsEngine engine = engine(cache);
			CompletableFuture<Boolean> first = CompletableFuture
				.supplyAsync(() -> allows(engine, "https://a.example", "h"));
			assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
			cache.evict(Origin.of("https://a.example"));
			release.countDown();
			assertThat(first.get(10, TimeUnit.SECONDS)).isTrue();
			assertThat(allows(engine, "https://a.example", "h")).isFalse();
			assertThat(calls).hasValue(2);
		}
	}

	/**
	 * In a servlet container each of those who wait holds a thread. That many ask about
	 * one origin is no reason to refuse them; that nobody gets an answer is.
	 */
	@Test
	void fewWaitForOneOriginWhileTheLookupHangs() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch never = new CountDownLatch(1);
		try (OriginLookupCache cache = cache((query) -> {
			(query.origin().host().equals("b.example") ? release : never).await();
			return true;
		}, Duration.ofSeconds(2))) {
			OriginAnswers.OfPolicy policy = cache.of("bean", "a");
			List<CompletableFuture<Answer>> first = ask(policy, "https://a.example", 40);
			assertThat(first).as("before anything has hung").noneMatch(CompletableFuture::isDone);
			assertThat(first.get(0).get(10, TimeUnit.SECONDS)).isEqualTo(Answer.FAILED);
			List<CompletableFuture<Answer>> waiting = ask(policy, "https://b.example", 36);
			assertThat(waiting.subList(0, 33)).as("one and as many as there may be lookups")
				.noneMatch(CompletableFuture::isDone);
			assertThat(waiting.subList(33, 36)).as("too many")
				.allMatch((answer) -> answer.getNow(Answer.FAILED) == Answer.OVERLOADED);
			release.countDown();
			for (CompletableFuture<Answer> answer : waiting.subList(0, 33)) {
				assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(Answer.ALLOWED);
			}
			assertThat(ask(policy, "https://c.example", 40)).as("after one was answered")
				.noneMatch(CompletableFuture::isDone);
		}
	}

	private static List<CompletableFuture<Answer>> ask(OriginAnswers.OfPolicy policy, String origin, int times) {
		return IntStream.range(0, times)
			.mapToObj((i) -> policy.ask(origin, OriginQuery.of("a", Origin.of(origin))).toCompletableFuture())
			.toList();
	}

}
