package io.crossgate.cors.spring.benchmark.peers;

import org.springframework.web.server.WebFilter;

import io.crossgate.cors.spring.benchmark.exchanges.ReactivePeer;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/** A reactive web filter that does nothing. */
final class NoopReactivePeer implements ReactivePeer {

	@Override
	public String name() {
		return "noop-reactive";
	}

	@Override
	public WebFilter filter(Scenario scenario) {
		return (exchange, chain) -> chain.filter(exchange);
	}

}
