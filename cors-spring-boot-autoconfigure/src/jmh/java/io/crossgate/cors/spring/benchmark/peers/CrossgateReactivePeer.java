package io.crossgate.cors.spring.benchmark.peers;

import java.util.stream.Stream;

import org.springframework.web.server.WebFilter;

import io.crossgate.cors.spring.benchmark.exchanges.ReactivePeer;
import io.crossgate.cors.spring.benchmark.peers.CrossgateServletPeer.Variant;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;
import io.crossgate.cors.spring.reactive.CorsReactiveFilter;

/**
 * This project's reactive web filter.
 *
 * @param name its name
 * @param variant what is switched on
 */
record CrossgateReactivePeer(String name, Variant variant) implements ReactivePeer {

	static Stream<ReactivePeer> all() {
		return Stream.of(Variant.values())
			.map((variant) -> new CrossgateReactivePeer(variant.peer("reactive"), variant));
	}

	@Override
	public boolean supports(Scenario scenario) {
		return ReactivePeer.super.supports(scenario) && this.variant.supports(scenario);
	}

	@Override
	public WebFilter filter(Scenario scenario) {
		return new CorsReactiveFilter(this.variant.engine(scenario));
	}

}
