package io.crossgate.cors.spring.benchmark;

import org.springframework.web.server.WebFilter;

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
