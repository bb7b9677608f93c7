package io.crossgate.cors.traffic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.traffic.BoundedCounter.Count;
import io.crossgate.cors.traffic.PolicySuggestion.Seen;

/**
 * The traffic of one policy. Not thread-safe.
 */
final class PolicyTraffic {

	/** A denial that does not recur expires after an hour. */
	private static final long HOUR = 3_600_000;

	private final String policy;

	private final BoundedCounter<Key> denials;

	private final BoundedCounter<String> origins;

	private final BoundedCounter<String> methods;

	private final BoundedCounter<String> headers;

	private final BoundedCounter<String> requests;

	PolicyTraffic(String policy, int capacity) {
		this.policy = policy;
		this.denials = new BoundedCounter<>(capacity, HOUR, Key::reason);
		this.origins = new BoundedCounter<>(capacity, Long.MAX_VALUE);
		this.methods = new BoundedCounter<>(capacity, Long.MAX_VALUE);
		this.headers = new BoundedCounter<>(capacity, Long.MAX_VALUE);
		this.requests = new BoundedCounter<>(capacity, Long.MAX_VALUE);
	}

	void limit(int capacity, long now) {
		Stream.of(this.denials, this.origins, this.methods, this.headers, this.requests)
			.forEach((counts) -> counts.limit(capacity, now));
	}

	void deny(CorsDecision decision, CorsRequest request, RequestShape shape, long now) {
		this.denials.record(Key.of(decision.reason(), shape), now).observe(() -> ObservedRequest.of(decision, request));
	}

	/**
	 * Records what a policy would need in order to allow the request, and whether it has
	 * it.
	 */
	void see(RequestShape request, boolean allowed, long now) {
		see(this.origins, request.origin(), allowed, now);
		see(this.requests, request.request(), allowed, now);
		if (request.isMethodChecked()) {
			see(this.methods, request.method(), allowed, now);
		}
		Objects.requireNonNull(request.headers()).forEach((name) -> see(this.headers, name, allowed, now));
	}

	private static void see(BoundedCounter<String> counts, String key, boolean allowed, long now) {
		Count count = counts.record(key, now);
		if (allowed) {
			count.allow();
		}
	}

	Stream<Denial> denials(long now) {
		return this.denials.entries(now).stream().map((entry) -> {
			Count count = entry.getValue();
			return new Denial(this.policy, entry.getKey().reason(), Objects.requireNonNull(count.request()),
					count.count(), count.first(), count.last());
		});
	}

	int size() {
		return this.denials.size();
	}

	long evictedDenials() {
		return this.denials.evicted();
	}

	boolean hasBeenSeen() {
		return this.origins.size() > 0;
	}

	PolicySuggestion suggestion(CorsPolicy declared, long now) {
		return new PolicySuggestion(declared, seen(this.origins, now), seen(this.methods, now), seen(this.headers, now),
				seen(this.requests, now), evicted());
	}

	PolicyUsage.Recorded recorded(long now) {
		long since = this.requests.entries(now)
			.stream()
			.mapToLong((entry) -> entry.getValue().first())
			.min()
			.orElse(now);
		return new PolicyUsage.Recorded(since, allowed(this.requests, now), allowed(this.origins, now),
				allowed(this.methods, now), allowed(this.headers, now), evicted());
	}

	private long evicted() {
		return this.origins.evicted() + this.methods.evicted() + this.headers.evicted();
	}

	/** Return how often something was allowed, the most frequent first. */
	private static Map<String, Long> allowed(BoundedCounter<String> counts, long now) {
		Map<String, Long> allowed = new LinkedHashMap<>();
		counts.entries(now)
			.stream()
			.map((entry) -> Map.entry(entry.getKey(), entry.getValue().allowed()))
			.filter((entry) -> entry.getValue() > 0)
			.sorted(Map.Entry.<String, Long>comparingByValue().reversed())
			.forEach((entry) -> allowed.put(entry.getKey(), entry.getValue()));
		return allowed;
	}

	static List<Seen> seen(BoundedCounter<String> counts, long now) {
		return counts.entries(now).stream().map(PolicyTraffic::seen).toList();
	}

	private static Seen seen(Map.Entry<String, Count> entry) {
		return new Seen(entry.getKey(), entry.getValue().count(), entry.getValue().first(), entry.getValue().last());
	}

	/**
	 * What denials have in common. Whatever is malformed is alike.
	 *
	 * @param reason why
	 * @param origin the origin
	 * @param method the method
	 * @param headers a hash of the requested header names, because a list of them is long
	 */
	private record Key(DecisionReason reason, String origin, String method, int headers) {

		static Key of(DecisionReason reason, RequestShape shape) {
			return new Key(reason, shape.origin(), shape.method(), Objects.hashCode(shape.headers()));
		}

	}

}
