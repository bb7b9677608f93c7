package io.crossgate.cors.spring.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.crossgate.cors.spring.lookup.LookupOutcome;
import io.crossgate.cors.spring.lookup.OriginLookupCache;
import io.crossgate.cors.util.EnumNames;

/**
 * Counts what comes of questions about origins as {@code cors.lookups}, by outcome.
 *
 * @since 0.1.0
 */
public final class LookupMetrics implements MeterBinder {

	private final OriginLookupCache lookups;

	/**
	 * Creates the meters.
	 * @param lookups what is counted
	 */
	public LookupMetrics(OriginLookupCache lookups) {
		this.lookups = lookups;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (LookupOutcome outcome : LookupOutcome.values()) {
			FunctionCounter.builder("cors.lookups", this.lookups, (lookups) -> lookups.count(outcome))
				.description("Questions about origins that policies do not list, by outcome")
				.tag("outcome", EnumNames.kebabCase(outcome))
				.register(registry);
		}
	}

}
