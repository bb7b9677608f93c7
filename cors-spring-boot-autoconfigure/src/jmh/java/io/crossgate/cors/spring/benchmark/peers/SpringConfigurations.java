package io.crossgate.cors.spring.benchmark.peers;

import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.spring.benchmark.scenarios.Policy;

/** Policies as Spring Framework declares them, for both of its filters. */
final class SpringConfigurations {

	private SpringConfigurations() {
	}

	static CorsConfiguration of(Policy policy) {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(policy.origins().isEmpty() ? null : policy.origins());
		configuration.setAllowedOriginPatterns(policy.parentDomains().isEmpty() ? null : policy.originPatterns());
		configuration.setAllowCredentials(policy.credentials());
		configuration.setAllowedMethods(policy.methods());
		configuration.setAllowedHeaders(policy.headers());
		configuration.addExposedHeader(Policy.EXPOSED);
		configuration.setMaxAge((long) Policy.MAX_AGE);
		return configuration;
	}

}
