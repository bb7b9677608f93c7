package io.crossgate.cors.spring.benchmark.exchanges;

import java.util.Set;

import org.springframework.web.server.WebFilter;

import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/** A peer that is a reactive web filter. */
public interface ReactivePeer extends Peer {

	/** The scenarios of this kind of server; the rest differs in the engine alone. */
	Set<String> SCENARIOS = Set.of("S1", "S2", "S3", "S5", "S6", "S9");

	@Override
	default String kind() {
		return "reactive";
	}

	@Override
	default boolean supports(Scenario scenario) {
		return SCENARIOS.contains(scenario.name());
	}

	@Override
	default Exchange exchange(Scenario scenario) {
		return new ReactiveExchange(filter(scenario), scenario);
	}

	/**
	 * Makes the filter.
	 * @param scenario the scenario
	 * @return the filter, configured
	 */
	WebFilter filter(Scenario scenario);

}
