package io.crossgate.cors.spring.benchmark.peers;

import jakarta.servlet.Filter;

import io.crossgate.cors.spring.benchmark.exchanges.ServletPeer;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/** A servlet filter that does nothing. */
final class NoopServletPeer implements ServletPeer {

	@Override
	public String name() {
		return "noop-servlet";
	}

	@Override
	public boolean supports(Scenario scenario) {
		return true;
	}

	@Override
	public Filter filter(Scenario scenario) {
		return (request, response, chain) -> chain.doFilter(request, response);
	}

}
