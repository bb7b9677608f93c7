package io.crossgate.cors.spring.benchmark;

import org.springframework.web.server.WebFilter;

/** A reactive web filter written by hand. */
final class FloorReactivePeer implements ReactivePeer {

	@Override
	public String name() {
		return "floor-reactive";
	}

	@Override
	public WebFilter filter(Scenario scenario) {
		return new FloorWebFilter(new FloorPolicies(scenario.policies()));
	}

}
