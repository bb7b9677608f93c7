package io.crossgate.cors.traffic;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.traffic.BoundedCounter.Count;
import io.crossgate.cors.traffic.CandidateDifference.Change;

/**
 * Records which requests a {@linkplain io.crossgate.cors.CorsEngine#setCandidate
 * candidate} would have answered otherwise. It holds less than a megabyte: at most
 * {@value #MAX_KEYS} differences with one bounded request each. At most
 * {@value #MAX_PER_SECOND} requests a second are looked at, so that a candidate that
 * differs in everything costs little more than one that differs in nothing.
 *
 * @since 0.1.0
 */
public final class CandidateRecorder implements CorsObserver {

	/** How many differences are held. */
	public static final int MAX_KEYS = 256;

	/** How many requests are looked at in a second. */
	public static final int MAX_PER_SECOND = 1000;

	private static final long LIFETIME = 24 * 60 * 60 * 1000L;

	private static final long SECOND = 1000;

	private final LongSupplier clock;

	private final Object lock = new Object();

	/** Made for the first one: few applications have a candidate. */
	private @Nullable Differences differences;

	private long second;

	private int looked;

	private long unlooked;

	/**
	 * Creates a recorder.
	 * @param clock tells the time in milliseconds of the epoch
	 */
	public CandidateRecorder(LongSupplier clock) {
		this.clock = clock;
	}

	@Override
	public boolean supports(CorsDecision decision) {
		return false;
	}

	@Override
	public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
		// Only differences are of interest.
	}

	@Override
	public void onCandidateDifference(CorsDecision decision, CorsDecision candidate, Supplier<CorsRequest> request) {
		long now = this.clock.getAsLong();
		if (!isDue(now)) {
			return;
		}
		CorsRequest facts = request.get();
		synchronized (this.lock) {
			Differences differences = this.differences;
			if (differences == null) {
				differences = new Differences();
				this.differences = differences;
			}
			differences.record(decision, candidate, facts, now);
		}
	}

	private boolean isDue(long now) {
		synchronized (this.lock) {
			if (now - this.second >= SECOND || now < this.second) {
				this.second = now;
				this.looked = 0;
			}
			boolean due = this.looked < MAX_PER_SECOND;
			this.looked += due ? 1 : 0;
			this.unlooked += due ? 0 : 1;
			return due;
		}
	}

	/**
	 * Forgets everything: what was recorded of one candidate says nothing of the next,
	 * and nothing of the same beside other policies.
	 */
	public void clear() {
		synchronized (this.lock) {
			this.differences = null;
			this.unlooked = 0;
		}
	}

	@Override
	public void onPoliciesChanged(CorsPolicies policies) {
		clear();
	}

	/**
	 * Return the differences of the last day, as far as they are held.
	 * @return the differences, the most frequent first
	 */
	public List<CandidateDifference> differences() {
		long now = this.clock.getAsLong();
		synchronized (this.lock) {
			return (this.differences != null) ? this.differences.list(now) : List.of();
		}
	}

	/**
	 * Return how many requests {@link #differences()} does not count, because they came
	 * too fast or had to make room.
	 * @return the number of requests
	 */
	public long overflow() {
		synchronized (this.lock) {
			return this.unlooked + ((this.differences != null) ? this.differences.evicted() : 0);
		}
	}

	/**
	 * The differences that are held.
	 */
	private static final class Differences {

		private final BoundedCounter<Key> counter = new BoundedCounter<>(MAX_KEYS, LIFETIME, Key::change);

		void record(CorsDecision decision, CorsDecision candidate, CorsRequest request, long now) {
			// A request that one of them does not take for CORS has only the other's
			// kind.
			CorsDecision telling = (decision.outcome() == CorsDecision.Outcome.NOT_APPLICABLE) ? candidate : decision;
			Key key = new Key(Change.of(decision.outcome(), candidate.outcome()), name(decision), decision.reason(),
					name(candidate), candidate.reason(), RequestShape.of(telling, request));
			this.counter.record(key, now).observe(() -> ObservedRequest.of(telling, request));
		}

		private static String name(CorsDecision decision) {
			@Nullable String name = decision.policy();
			return (name != null) ? name : Denial.NO_POLICY;
		}

		List<CandidateDifference> list(long now) {
			return this.counter.entries(now).stream().map(Differences::difference).toList();
		}

		private static CandidateDifference difference(Map.Entry<Key, Count> entry) {
			Key key = entry.getKey();
			Count count = entry.getValue();
			return new CandidateDifference(key.change, key.policy, key.reason, key.candidate, key.candidateReason,
					Objects.requireNonNull(count.request()), count.count(), count.first(), count.last());
		}

		long evicted() {
			return this.counter.evicted();
		}

	}

	/**
	 * What requests have in common that are counted together.
	 *
	 * @param change what would change
	 * @param policy the policy in force
	 * @param reason its reason
	 * @param candidate the candidate's policy
	 * @param candidateReason its reason
	 * @param shape the request
	 */
	private record Key(Change change, String policy, DecisionReason reason, String candidate,
			DecisionReason candidateReason, RequestShape shape) {

	}

}
