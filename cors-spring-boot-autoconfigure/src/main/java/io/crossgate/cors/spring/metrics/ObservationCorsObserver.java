package io.crossgate.cors.spring.metrics;

import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsRequest;

/**
 * Writes the decision on the trace of its request. As attributes of the span alone: a tag
 * that only some requests have would break the metric they share.
 *
 * @since 0.1.0
 */
public final class ObservationCorsObserver implements CorsObserver {

	private final ObservationRegistry registry;

	/**
	 * Creates an observer.
	 * @param registry knows the observation of the current request
	 */
	public ObservationCorsObserver(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
		Observation observation = this.registry.getCurrentObservation();
		String policy = decision.policy();
		if (observation != null && (policy != null || decision.reason().isOfProtection())) {
			observation.highCardinalityKeyValue("cors.policy", (policy != null) ? policy : "none")
				.highCardinalityKeyValue("cors.outcome", OutcomeName.of(decision))
				.highCardinalityKeyValue("cors.reason", decision.reason().code());
		}
	}

}
