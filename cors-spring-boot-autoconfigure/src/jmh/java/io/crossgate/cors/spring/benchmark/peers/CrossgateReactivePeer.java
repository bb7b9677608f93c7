package io.crossgate.cors.spring.benchmark.peers;

import org.springframework.web.server.WebFilter;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.spring.benchmark.exchanges.ReactivePeer;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;
import io.crossgate.cors.spring.reactive.CorsReactiveFilter;

/**
 * This project's reactive web filter.
 *
 * @param name its name
 * @param protection what keeps unsafe requests of other sites from the application
 */
record CrossgateReactivePeer(String name, CrossOriginProtection protection) implements ReactivePeer {

	CrossgateReactivePeer() {
		this("crossgate-reactive", CrossOriginProtection.off());
	}

	/** The same with protection: what that costs is the difference. */
	static CrossgateReactivePeer withProtection() {
		return new CrossgateReactivePeer("crossgate-protected-reactive", CrossOriginProtection.enforce());
	}

	@Override
	public boolean supports(Scenario scenario) {
		return ReactivePeer.super.supports(scenario) && (this.protection.mode() == CorsPolicy.Mode.OFF
				|| CrossgateServletPeer.PROTECTED_SCENARIOS.contains(scenario.name()));
	}

	@Override
	public WebFilter filter(Scenario scenario) {
		return new CorsReactiveFilter(CrossgateServletPeer.engine(scenario, this.protection));
	}

}
