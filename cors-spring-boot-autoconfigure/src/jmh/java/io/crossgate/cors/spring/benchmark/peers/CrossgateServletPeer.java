package io.crossgate.cors.spring.benchmark.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.Filter;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.benchmark.exchanges.ServletPeer;
import io.crossgate.cors.spring.benchmark.scenarios.Policy;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;
import io.crossgate.cors.spring.servlet.CorsServletFilter;

/** This project's servlet filter. */
final class CrossgateServletPeer implements ServletPeer {

	@Override
	public String name() {
		return "crossgate-servlet";
	}

	@Override
	public boolean supports(Scenario scenario) {
		return true;
	}

	@Override
	public Filter filter(Scenario scenario) {
		return new CorsServletFilter(engine(scenario));
	}

	static CorsEngine engine(Scenario scenario) {
		List<CorsPolicy> policies = new ArrayList<>();
		for (Policy policy : scenario.policies()) {
			policies.add(CorsPolicy.named("policy-" + policies.size())
				.paths(policy.path())
				.allowedOrigins(policy.origins())
				.allowedOriginPatterns(policy.originPatterns())
				.allowedMethods(policy.methods())
				.allowedHeaders(policy.headers())
				.exposedHeaders(Policy.EXPOSED)
				.allowCredentials(policy.credentials())
				.maxAge(Duration.ofSeconds(Policy.MAX_AGE))
				.build());
		}
		return new CorsEngine(CorsPolicies.compile(policies));
	}

}
