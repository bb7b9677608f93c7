package io.crossgate.cors.spring.benchmark.exchanges;

import jakarta.servlet.Filter;

import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/** A peer that is a servlet filter. */
public interface ServletPeer extends Peer {

	@Override
	default String kind() {
		return "servlet";
	}

	@Override
	default Exchange exchange(Scenario scenario) throws Exception {
		return new ServletExchange(filter(scenario), scenario);
	}

	/**
	 * Makes the filter.
	 * @param scenario the scenario
	 * @return the filter, configured and initialised
	 * @throws Exception if it refuses to be configured
	 */
	Filter filter(Scenario scenario) throws Exception;

}
