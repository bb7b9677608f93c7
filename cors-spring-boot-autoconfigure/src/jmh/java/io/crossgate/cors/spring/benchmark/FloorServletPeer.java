package io.crossgate.cors.spring.benchmark;

import jakarta.servlet.Filter;

/** A servlet filter written by hand. */
final class FloorServletPeer implements ServletPeer {

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
