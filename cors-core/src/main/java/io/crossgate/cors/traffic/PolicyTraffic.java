package io.crossgate.cors.traffic;

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

	/** Records what a policy would need in order to allow the request. */
	void see(RequestShape request, long now) {
		this.origins.record(request.origin(), now);
		this.requests.record(request.request(), now);
		if (request.isMethodChecked()) {
			this.methods.record(request.method(), now);
		}
		Objects.requireNonNull(request.headers()).forEach((name) -> this.headers.record(name, now));
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
				seen(this.requests, now), this.origins.evicted() + this.methods.evicted() + this.headers.evicted());
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
