package io.crossgate.cors.spring.lookup;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.OriginAnswers;
import io.crossgate.cors.origin.OriginAnswers.Answer;
import io.crossgate.cors.origin.OriginQuery;

/**
 * The answers of one lookup to the questions of one policy. Origins that are refused are
 * cached apart, so that invented ones can't displace those that are allowed.
 */
final class LookupRegion implements OriginAnswers.OfPolicy {

	private final LookupBean bean;

	private final LookupExecutor executor;

	private final Consumer<LookupOutcome> counter;

	private final LookupFailureLog failures;

	private final Cache<String, Boolean> allowed;

	private final Cache<String, Boolean> denied;

	private final Policy<String, Boolean> knownDenied;

	private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

	/**
	 * Whether no call has been answered since one took too long. In a servlet container
	 * every request that waits holds a thread, also where all ask for one origin.
	 */
	private volatile boolean hanging;

	/** How often something has been forgotten on demand. Guarded by this. */
	private volatile long evictions;

	LookupRegion(LookupBean bean, LookupProperties settings, LookupExecutor executor, Consumer<LookupOutcome> counter,
			LookupFailureLog failures, Ticker ticker) {
		this.bean = bean;
		this.executor = executor;
		this.counter = counter;
		this.failures = failures;
		this.allowed = cache(settings, ticker).expireAfterWrite(settings.getCacheTtl()).build();
		this.denied = cache(settings, ticker).expireAfter(new Jitter(settings.getNegativeCacheTtl())).build();
		this.knownDenied = this.denied.policy();
	}

	private static Caffeine<Object, Object> cache(LookupProperties settings, Ticker ticker) {
		return Caffeine.newBuilder().maximumSize(settings.getMaxEntries()).executor(Runnable::run).ticker(ticker);
	}

	@Override
	public Set<String> uses() {
		return this.bean.uses();
	}

	@Override
	public @Nullable Answer known(String key) {
		Answer answer = cached(key);
		if (answer != null) {
			this.counter.accept(LookupOutcome.CACHED);
		}
		return answer;
	}

	/**
	 * Return what is cached. Which of the allowed are asked about most is recorded, so
	 * that they stay. Those that are refused may be invented by any client: to record
	 * that would cost more than to look them up here.
	 */
	private @Nullable Answer cached(String key) {
		if (this.allowed.getIfPresent(key) != null) {
			return Answer.ALLOWED;
		}
		return (this.knownDenied.getIfPresentQuietly(key) != null) ? Answer.DENIED : null;
	}

	@Override
	public CompletionStage<Answer> ask(String key, OriginQuery query) {
		Flight flight = new Flight(this.evictions, new CompletableFuture<>());
		Flight earlier = this.flights.putIfAbsent(key, flight);
		if (earlier != null) {
			if (this.hanging && !this.executor.follow(earlier.answer)) {
				this.counter.accept(LookupOutcome.OVERLOADED);
				return CompletableFuture.completedStage(Answer.OVERLOADED);
			}
			this.counter.accept(LookupOutcome.CACHED);
			return earlier.answer.minimalCompletionStage();
		}
		// One that has just landed has left its answer.
		Answer known = known(key);
		if (known != null) {
			this.flights.remove(key, flight);
			flight.answer.complete(known);
		}
		else {
			LookupCall call = this.executor.start(this.bean, query);
			call.late().thenAccept((allows) -> store(key, allows, flight));
			call.result().thenAccept((result) -> land(key, flight, result, query));
		}
		return flight.answer.minimalCompletionStage();
	}

	private void land(String key, Flight flight, LookupCall.Result result, OriginQuery query) {
		Answer answer = switch (result.outcome()) {
			case ALLOWED -> Answer.ALLOWED;
			case DENIED -> Answer.DENIED;
			case OVERLOADED -> Answer.OVERLOADED;
			default -> Answer.FAILED;
		};
		try {
			if (answer == Answer.ALLOWED || answer == Answer.DENIED) {
				this.hanging = false;
				store(key, answer == Answer.ALLOWED, flight);
			}
			else if (result.outcome() == LookupOutcome.TIMED_OUT) {
				this.hanging = true;
			}
			this.counter.accept(result.outcome());
			this.failures.log(this.bean.name(), query.policy(), result);
		}
		finally {
			// First, so that no later question joins one that has been answered.
			this.flights.remove(key, flight);
			flight.answer.complete(answer);
		}
	}

	/** An answer that was looked up before something was forgotten may be the old one. */
	private synchronized void store(String key, boolean allows, Flight flight) {
		if (flight.evictions == this.evictions) {
			(allows ? this.allowed : this.denied).put(key, true);
			(allows ? this.denied : this.allowed).invalidate(key);
		}
	}

	void evict(Origin origin) {
		String bare = origin.toString();
		evict((key) -> key.equals(bare) || key.startsWith(bare + " "));
	}

	synchronized void evict(Predicate<String> keys) {
		this.evictions = this.evictions + 1;
		this.allowed.asMap().keySet().removeIf(keys);
		this.denied.asMap().keySet().removeIf(keys);
		// Questions from now on are to be looked up again.
		this.flights.keySet().removeIf(keys);
	}

	/**
	 * A question that is being asked.
	 *
	 * @param evictions how often something had been forgotten before
	 * @param answer the answer to come
	 */
	private record Flight(long evictions, CompletableFuture<Answer> answer) {

	}

	/**
	 * Spreads what was refused at one time, by a fifth up or down, so that it is not
	 * asked again at one time.
	 *
	 * @param ttl the time in the middle
	 */
	private record Jitter(Duration ttl) implements Expiry<String, Boolean> {

		@Override
		public long expireAfterCreate(String key, Boolean value, long currentTime) {
			return (long) (this.ttl.toNanos() * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
		}

		@Override
		public long expireAfterUpdate(String key, Boolean value, long currentTime, long currentDuration) {
			return expireAfterCreate(key, value, currentTime);
		}

		@Override
		public long expireAfterRead(String key, Boolean value, long currentTime, long currentDuration) {
			return currentDuration;
		}

	}

}
