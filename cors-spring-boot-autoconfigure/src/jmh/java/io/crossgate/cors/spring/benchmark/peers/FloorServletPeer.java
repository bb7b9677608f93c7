package io.crossgate.cors.spring.benchmark.peers;

import jakarta.servlet.Filter;

import io.crossgate.cors.spring.benchmark.exchanges.ServletPeer;
import io.crossgate.cors.spring.benchmark.floor.FloorPolicies;
import io.crossgate.cors.spring.benchmark.floor.FloorServletFilter;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/** A servlet filter written by hand. */
public final class FloorServletPeer implements ServletPeer {

	@Override
	public String name() {
		return "floor-servlet";
	}

	@Override
	public boolean supports(Scenario scenario) {
		return true;
	}

	@Override
	public Filter filter(Scenario scenario) {
		return new FloorServletFilter(new FloorPolicies(scenario.policies()));
	}

}
