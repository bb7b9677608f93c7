package io.crossgate.cors.spring.benchmark.peers;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;

import io.crossgate.cors.spring.benchmark.exchanges.ServletPeer;
import io.crossgate.cors.spring.benchmark.scenarios.Policy;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/** Jetty's servlet filter. Paths are its mapping's. */
final class JettyFilterPeer implements ServletPeer {

	@Override
	public String name() {
		return "jetty-filter";
	}

	@Override
	public boolean supports(Scenario scenario) {
		return !scenario.hasPaths();
	}

	@Override
	@SuppressWarnings("removal") // Jetty prefers its handler, servlet applications
									// cannot.
	public Filter filter(Scenario scenario) throws ServletException {
		Policy policy = scenario.policy();
		Filter filter = new org.eclipse.jetty.ee11.servlets.CrossOriginFilter();
		filter.init(new InitParameters(Map.of("allowedOrigins",
				Stream.concat(policy.origins().stream(), policy.originPatterns().stream())
					.collect(Collectors.joining(",")),
				"allowedMethods", String.join(",", policy.methods()), "allowedHeaders",
				String.join(",", policy.headers()), "exposedHeaders", Policy.EXPOSED, "allowCredentials",
				Boolean.toString(policy.credentials()), "preflightMaxAge", Integer.toString(Policy.MAX_AGE),
				"chainPreflight", "false")));
		return filter;
	}

}
