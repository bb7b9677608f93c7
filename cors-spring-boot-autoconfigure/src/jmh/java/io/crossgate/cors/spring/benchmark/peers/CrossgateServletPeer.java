package io.crossgate.cors.spring.benchmark.peers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.Filter;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.origin.OriginLookup;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.spring.benchmark.exchanges.ServletPeer;
import io.crossgate.cors.spring.benchmark.scenarios.Policy;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;
import io.crossgate.cors.spring.lookup.LookupProperties;
import io.crossgate.cors.spring.lookup.OriginLookupCache;
import io.crossgate.cors.spring.servlet.CorsServletFilter;

/**
 * This project's servlet filter.
 *
 * @param name its name
 * @param variant what is switched on
 */
record CrossgateServletPeer(String name, Variant variant) implements ServletPeer {

	static Stream<ServletPeer> all() {
		return Stream.of(Variant.values()).map((variant) -> new CrossgateServletPeer(variant.peer("servlet"), variant));
	}

	@Override
	public boolean supports(Scenario scenario) {
		return this.variant.supports(scenario);
	}

	@Override
	public Filter filter(Scenario scenario) {
		return new CorsServletFilter(this.variant.engine(scenario));
	}

	/** What is switched on: what it costs is the difference to the plain filter. */
	enum Variant {

		PLAIN("crossgate-"),

		/** Unsafe requests of other sites are kept from the application. */
		PROTECTED("crossgate-protected-", "S1", "S2", "S3", "S13.miss.1"),

		/** Other policies, which allow the same, are asked beside those in force. */
		CANDIDATE("crossgate-candidate-", "S1", "S3", "S5", "S6"),

		/** The origin is looked up, and the answer is kept. */
		LOOKUP("crossgate-lookup-", "S3", "S6"),

		/** Uses of origins are not noted. */
		WITHOUT_CLOCK("crossgate-without-clock-", "S3", "S6", "S11.hit.100000");

		private final String prefix;

		private final Set<String> scenarios;

		Variant(String prefix, String... scenarios) {
			this.prefix = prefix;
			this.scenarios = Set.of(scenarios);
		}

		String peer(String kind) {
			return this.prefix + kind;
		}

		boolean supports(Scenario scenario) {
			return this.scenarios.isEmpty() || this.scenarios.contains(scenario.name());
		}

		CorsEngine engine(Scenario scenario) {
			CrossOriginProtection protection = (this == PROTECTED) ? CrossOriginProtection.enforce()
					: CrossOriginProtection.off();
			CorsPolicies policies = CorsPolicies.compile(policies(scenario),
					DeploymentContext.none().with(protection));
			CorsEngine engine = new CorsEngine(policies, List.of(), (observer, failure) -> {
			}, (this == LOOKUP) ? lookups() : null);
			if (this != WITHOUT_CLOCK) {
				engine.setTime(Instant.now());
			}
			if (this == CANDIDATE) {
				engine.setCandidate(CorsPolicies.compile(policies(scenario), policies.context()));
			}
			return engine;
		}

		private static OriginLookupCache lookups() {
			OriginLookup lookup = (query) -> true;
			LookupProperties properties = new LookupProperties();
			properties.setTimeout(Duration.ofSeconds(2));
			properties.setCacheTtl(Duration.ofHours(1));
			return new OriginLookupCache(properties, (name) -> lookup);
		}

		private List<CorsPolicy> policies(Scenario scenario) {
			List<CorsPolicy> policies = new ArrayList<>();
			for (Policy policy : scenario.policies()) {
				CorsPolicyBuilder builder = CorsPolicy.named("policy-" + policies.size())
					.paths(policy.path())
					.allowedMethods(policy.methods())
					.allowedHeaders(policy.headers())
					.exposedHeaders(Policy.EXPOSED)
					.allowCredentials(policy.credentials())
					.maxAge(Duration.ofSeconds(Policy.MAX_AGE));
				builder = (this == LOOKUP) ? builder.originsFrom("tenants")
						: builder.allowedOrigins(policy.origins()).allowedOriginPatterns(policy.originPatterns());
				policies.add(builder.build());
			}
			return policies;
		}

	}

}
