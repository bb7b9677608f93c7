package io.crossgate.cors.traffic;

import java.util.Optional;

import io.crossgate.cors.policy.CrossOriginProtection;

/**
 * The writes of other sites' pages that were only reported. Not thread-safe.
 */
final class WriteTraffic {

	private final BoundedCounter<String> origins;

	private final BoundedCounter<String> requests;

	WriteTraffic(int capacity) {
		this.origins = new BoundedCounter<>(capacity, Long.MAX_VALUE);
		this.requests = new BoundedCounter<>(capacity, Long.MAX_VALUE);
	}

	/**
	 * Records a write. What has no origin that could be trusted needs a path that is
	 * exempt.
	 */
	void see(RequestShape request, boolean foreign, long now) {
		if (foreign) {
			this.requests.record(request.request(), now);
			if (request.isAllowable()) {
				this.origins.record(request.origin(), now);
			}
		}
	}

	Optional<ProtectionSuggestion> suggestion(CrossOriginProtection protection, long now) {
		if (this.requests.size() == 0) {
			return Optional.empty();
		}
		return Optional.of(new ProtectionSuggestion(protection, PolicyTraffic.seen(this.origins, now),
				PolicyTraffic.seen(this.requests, now), this.origins.evicted() + this.requests.evicted()));
	}

}
