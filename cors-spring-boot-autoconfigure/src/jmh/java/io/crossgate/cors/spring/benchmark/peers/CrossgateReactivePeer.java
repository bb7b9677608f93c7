package io.crossgate.cors.spring.benchmark.peers;

import org.springframework.web.server.WebFilter;

import io.crossgate.cors.spring.benchmark.exchanges.ReactivePeer;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;
import io.crossgate.cors.spring.reactive.CorsReactiveFilter;

/** This project's reactive web filter. */
final class CrossgateReactivePeer implements ReactivePeer {

	@Override
	public String name() {
		return "crossgate-reactive";
	}

	@Override
	public WebFilter filter(Scenario scenario) {
		return new CorsReactiveFilter(CrossgateServletPeer.engine(scenario));
	}

}
