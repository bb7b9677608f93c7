package io.crossgate.cors.observe;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.crossgate.cors.CorsPolicy;
import io.crossgate.cors.Reason;
import io.crossgate.cors.observe.BoundedCounts.Tally;
import io.crossgate.cors.observe.PolicySuggestion.Seen;

/**
 * The traffic of one policy. Not thread-safe.
 */
final class PolicyTraffic {

	/** A denial that does not come back is forgotten after an hour. */
	private static final long HOUR = 3_600_000;

	private static final int MAX_REQUESTS = 3;

	private final String policy;

	private final BoundedCounts<Key> denials;

	private final BoundedCounts<String> origins;

	private final BoundedCounts<String> methods;

	private final BoundedCounts<String> headers;

	private final BoundedCounts<String> requests;

	PolicyTraffic(String policy, int capacity) {
		this.policy = policy;
		this.denials = new BoundedCounts<>(capacity, HOUR, Key::reason);
		this.origins = new BoundedCounts<>(capacity, Long.MAX_VALUE);
		this.methods = new BoundedCounts<>(capacity, Long.MAX_VALUE);
		this.headers = new BoundedCounts<>(capacity, Long.MAX_VALUE);
		this.requests = new BoundedCounts<>(capacity, Long.MAX_VALUE);
	}

	void limit(int capacity, long now) {
		Stream.of(this.denials, this.origins, this.methods, this.headers, this.requests)
			.forEach((counts) -> counts.limit(capacity, now));
	}

	void deny(Reason reason, Sighting sighting, long now) {
		this.denials.note(new Key(reason, sighting.origin()), now).add(sighting.request(), MAX_REQUESTS);
	}

	/** Remembers what a policy would need in order to allow the request. */
	void see(Sighting sighting, long now) {
		this.origins.note(sighting.origin(), now);
		this.requests.note(sighting.request(), now);
		if (sighting.isMethodChecked()) {
			this.methods.note(sighting.method(), now);
		}
		Objects.requireNonNull(sighting.headers()).forEach((name) -> this.headers.note(name, now));
	}

	Stream<Denial> denials(long now) {
		return this.denials.entries(now).stream().map((entry) -> {
			Tally tally = entry.getValue();
			return new Denial(this.policy, entry.getKey().reason(), entry.getKey().origin(), tally.requests(),
					tally.count(), tally.first(), tally.last());
		});
	}

	int size() {
		return this.denials.size();
	}

	long forgottenDenials() {
		return this.denials.forgotten();
	}

	boolean hasBeenSeen() {
		return this.origins.size() > 0;
	}

	PolicySuggestion suggestion(CorsPolicy declared, long now) {
		return new PolicySuggestion(declared, seen(this.origins, now), seen(this.methods, now), seen(this.headers, now),
				seen(this.requests, now),
				this.origins.forgotten() + this.methods.forgotten() + this.headers.forgotten());
	}

	private static List<Seen> seen(BoundedCounts<String> counts, long now) {
		return counts.entries(now).stream().map(PolicyTraffic::seen).toList();
	}

	private static Seen seen(Map.Entry<String, Tally> entry) {
		return new Seen(entry.getKey(), entry.getValue().count(), entry.getValue().first(), entry.getValue().last());
	}

	private record Key(Reason reason, String origin) {

	}

}
