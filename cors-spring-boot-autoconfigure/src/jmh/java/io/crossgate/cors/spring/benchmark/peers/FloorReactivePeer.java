package io.crossgate.cors.spring.benchmark.peers;

import org.springframework.web.server.WebFilter;

import io.crossgate.cors.spring.benchmark.exchanges.ReactivePeer;
import io.crossgate.cors.spring.benchmark.floor.FloorPolicies;
import io.crossgate.cors.spring.benchmark.floor.FloorWebFilter;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/** A reactive web filter written by hand. */
public final class FloorReactivePeer implements ReactivePeer {

	@Override
	public String name() {
		return "floor-reactive";
	}

	@Override
	public WebFilter filter(Scenario scenario) {
		return new FloorWebFilter(new FloorPolicies(scenario.policies()));
	}

}
