package io.crossgate.cors.spring.benchmark.exchanges;

import org.eclipse.jetty.server.Handler;

import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/** A peer that is a handler of Jetty's core server. */
public interface JettyPeer extends Peer {

	@Override
	default String kind() {
		return "jetty";
	}

	@Override
	default boolean supports(Scenario scenario) {
		return true;
	}

	@Override
	default Exchange exchange(Scenario scenario) throws Exception {
		return new JettyExchange((application) -> handler(scenario, application), scenario);
	}

	/**
	 * Makes the handler.
	 * @param scenario the scenario
	 * @param application what it passes requests on to
	 * @return the handler, configured, not started
	 */
	Handler handler(Scenario scenario, Handler application);

}
