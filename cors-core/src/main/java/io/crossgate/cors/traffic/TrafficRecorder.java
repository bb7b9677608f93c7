package io.crossgate.cors.traffic;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.policy.CorsPolicy;

/**
 * Records recent denials, and of policies that only report, what they would have to
 * allow. It holds less than two megabytes: at most {@value #MAX_KEYS} denials with one
 * bounded request each, at most {@value #MAX_KEYS_PER_POLICY} of one policy. Requests
 * that are neither denied nor of a report-only policy cost a comparison; the others hold
 * a lock for about a microsecond and wait for nothing else.
 *
 * @since 0.1.0
 */
public final class TrafficRecorder implements CorsObserver {

	/** How many different denials are held. */
	public static final int MAX_KEYS = 512;

	/** How many different denials of one policy are held. */
	public static final int MAX_KEYS_PER_POLICY = 64;

	/** Every policy has room for four denials at least. */
	private static final int MAX_POLICIES = MAX_KEYS / 4;

	private final LongSupplier clock;

	private final Map<String, PolicyTraffic> policies = new LinkedHashMap<>();

	private final Object lock = new Object();

	private final WriteTraffic writes = new WriteTraffic(MAX_KEYS_PER_POLICY);

	private long unnoticed;

	/**
	 * Creates a recorder.
	 * @param clock tells the time in milliseconds of the epoch
	 */
	public TrafficRecorder(LongSupplier clock) {
		this.clock = clock;
	}

	@Override
	public boolean supports(CorsDecision decision) {
		return decision.outcome() == CorsDecision.Outcome.DENIED || isReported(decision);
	}

	private static boolean isReported(CorsDecision decision) {
		return decision.isReportOnly() && decision.outcome() != CorsDecision.Outcome.NOT_APPLICABLE;
	}

	@Override
	public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
		if (decision.reason().isOfProtection()) {
			recordWrite(decision, request.get());
			return;
		}
		boolean denied = decision.outcome() == CorsDecision.Outcome.DENIED;
		boolean reported = isReported(decision);
		String policy = decision.policy();
		if (policy == null || !(denied || reported)) {
			return;
		}
		CorsRequest facts = request.get();
		RequestShape shape = RequestShape.of(decision, facts);
		boolean allowable = reported && decision.reason() != DecisionReason.AMBIGUOUS_PATH && shape.isAllowable()
				&& !(denied && facts.isLikelyOfOwnOrigin());
		long now = this.clock.getAsLong();
		synchronized (this.lock) {
			PolicyTraffic traffic = traffic(policy, now);
			if (traffic == null) {
				this.unnoticed += denied ? 1 : 0;
				return;
			}
			if (denied) {
				traffic.deny(decision, facts, shape, now);
			}
			if (allowable) {
				traffic.see(shape, !denied, now);
			}
		}
	}

	private void recordWrite(CorsDecision decision, CorsRequest facts) {
		RequestShape shape = RequestShape.of(decision, facts);
		String policy = (decision.policy() != null) ? decision.policy() : Denial.NO_POLICY;
		long now = this.clock.getAsLong();
		synchronized (this.lock) {
			PolicyTraffic traffic = traffic(policy, now);
			if (traffic != null) {
				traffic.deny(decision, facts, shape, now);
			}
			else {
				this.unnoticed++;
			}
			if (decision.isReportOnly()) {
				this.writes.see(shape, !facts.isLikelyOfOwnOrigin(), now);
			}
		}
	}

	@Override
	public void onUnanswered(CorsDecision decision, Supplier<CorsRequest> request) {
		if (decision.policy() != null) {
			return;
		}
		CorsRequest facts = request.get();
		RequestShape shape = RequestShape.of(decision, facts);
		long now = this.clock.getAsLong();
		synchronized (this.lock) {
			PolicyTraffic traffic = traffic(Denial.NO_POLICY, now);
			if (traffic != null) {
				traffic.deny(decision, facts, shape, now);
			}
			else {
				this.unnoticed++;
			}
		}
	}

	/** Policies share the room; a new one makes the others' shares smaller. */
	private @Nullable PolicyTraffic traffic(String policy, long now) {
		PolicyTraffic traffic = this.policies.get(policy);
		if (traffic == null && this.policies.size() < MAX_POLICIES) {
			int share = Math.min(MAX_KEYS_PER_POLICY, MAX_KEYS / (this.policies.size() + 1));
			this.policies.values().forEach((other) -> other.limit(share, now));
			traffic = new PolicyTraffic(policy, share);
			this.policies.put(policy, traffic);
		}
		return traffic;
	}

	/**
	 * Return the denials of the last hour, as far as they are held.
	 * @return the denials, the latest first
	 */
	public List<Denial> denials() {
		long now = this.clock.getAsLong();
		synchronized (this.lock) {
			return this.policies.values()
				.stream()
				.flatMap((traffic) -> traffic.denials(now))
				.sorted(Comparator.comparingLong(Denial::last).reversed())
				.toList();
		}
	}

	/**
	 * Return how many denied requests belong to denials that had to make room.
	 * @return the number of requests that {@link #denials()} does not count
	 */
	public long overflow() {
		synchronized (this.lock) {
			return this.unnoticed + this.policies.values().stream().mapToLong(PolicyTraffic::evictedDenials).sum();
		}
	}

	/**
	 * Return how many different denials are held.
	 * @return at most {@value #MAX_KEYS}
	 */
	public int size() {
		synchronized (this.lock) {
			return this.policies.values().stream().mapToInt(PolicyTraffic::size).sum();
		}
	}

	/**
	 * Suggests what policies would have to allow for the traffic that was seen while they
	 * only reported.
	 * @param policies the policies in force
	 * @return one suggestion for every policy of which traffic was seen
	 */
	public List<PolicySuggestion> suggestions(CorsPolicies policies) {
		long now = this.clock.getAsLong();
		synchronized (this.lock) {
			return policies.policies()
				.stream()
				.filter(this::hasBeenSeen)
				.map((policy) -> Objects.requireNonNull(this.policies.get(policy.name())).suggestion(policy, now))
				.toList();
		}
	}

	/**
	 * Says which entries of policies were used while they only reported, and which are
	 * open and were not.
	 * @param policies the policies in force
	 * @return one usage for every policy of which traffic was seen
	 */
	public List<PolicyUsage> usages(CorsPolicies policies) {
		long now = this.clock.getAsLong();
		Map<CorsPolicy, PolicyUsage.Recorded> recorded = new LinkedHashMap<>();
		synchronized (this.lock) {
			policies.policies()
				.stream()
				.filter(this::hasBeenSeen)
				.forEach((policy) -> recorded.put(policy,
						Objects.requireNonNull(this.policies.get(policy.name())).recorded(now)));
		}
		return recorded.entrySet().stream().map((entry) -> PolicyUsage.of(entry.getKey(), entry.getValue())).toList();
	}

	/**
	 * Suggests what {@code cors.protection} would have to trust for the traffic that was
	 * seen while it only reported.
	 * @param policies the policies in force
	 * @return the suggestion, or empty if nothing would be refused
	 */
	public Optional<ProtectionSuggestion> protectionSuggestion(CorsPolicies policies) {
		synchronized (this.lock) {
			return this.writes.suggestion(policies.context().protection(), this.clock.getAsLong());
		}
	}

	private boolean hasBeenSeen(CorsPolicy policy) {
		PolicyTraffic traffic = this.policies.get(policy.name());
		return traffic != null && traffic.hasBeenSeen();
	}

}
