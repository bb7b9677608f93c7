package io.crossgate.cors.spring.benchmark.peers;

import java.util.Set;

import io.crossgate.cors.spring.benchmark.exchanges.Exchange;
import io.crossgate.cors.spring.benchmark.exchanges.Peer;
import io.crossgate.cors.spring.benchmark.exchanges.ServletPeer;
import io.crossgate.cors.spring.benchmark.exchanges.TomcatExchange;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/**
 * A servlet filter on Tomcat's own request and response objects.
 *
 * @param filter the filter's peer on the stub
 */
record OnTomcat(ServletPeer filter) implements Peer {

	private static final Set<String> SCENARIOS = Set.of("S1", "S2", "S3", "S6");

	@Override
	public String name() {
		return this.filter.name() + "@tomcat";
	}

	@Override
	public String kind() {
		return this.filter.kind() + "@tomcat";
	}

	@Override
	public boolean supports(Scenario scenario) {
		return SCENARIOS.contains(scenario.name()) && this.filter.supports(scenario);
	}

	@Override
	public Exchange exchange(Scenario scenario) throws Exception {
		return new TomcatExchange(this.filter.filter(scenario), scenario);
	}

}
