package io.crossgate.cors.spring.benchmark.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.servlet.Filter;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.spring.benchmark.exchanges.ServletPeer;
import io.crossgate.cors.spring.benchmark.scenarios.Policy;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;
import io.crossgate.cors.spring.servlet.CorsServletFilter;

/**
 * This project's servlet filter.
 *
 * @param name its name
 * @param protection what keeps unsafe requests of other sites from the application
 */
record CrossgateServletPeer(String name, CrossOriginProtection protection) implements ServletPeer {

	/** A page's own GET and POST, an allowed GET, and a GET below no policy. */
	static final Set<String> PROTECTED_SCENARIOS = Set.of("S1", "S2", "S3", "S13.miss.1");

	CrossgateServletPeer() {
		this("crossgate-servlet", CrossOriginProtection.off());
	}

	/** The same with protection: what that costs is the difference. */
	static CrossgateServletPeer withProtection() {
		return new CrossgateServletPeer("crossgate-protected-servlet", CrossOriginProtection.enforce());
	}

	@Override
	public boolean supports(Scenario scenario) {
		return this.protection.mode() == CorsPolicy.Mode.OFF || PROTECTED_SCENARIOS.contains(scenario.name());
	}

	@Override
	public Filter filter(Scenario scenario) {
		return new CorsServletFilter(engine(scenario, this.protection));
	}

	static CorsEngine engine(Scenario scenario, CrossOriginProtection protection) {
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
		return new CorsEngine(CorsPolicies.compile(policies, DeploymentContext.none().with(protection)));
	}

}
