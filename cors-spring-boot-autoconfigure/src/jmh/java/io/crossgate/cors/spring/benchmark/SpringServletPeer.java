package io.crossgate.cors.spring.benchmark;

import jakarta.servlet.Filter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Spring Framework's servlet filter. */
final class SpringServletPeer implements ServletPeer {

	@Override
	public String name() {
		return "spring-servlet";
	}

	@Override
	public boolean supports(Scenario scenario) {
		return true;
	}

	@Override
	public Filter filter(Scenario scenario) {
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		scenario.policies().forEach((policy) -> source.registerCorsConfiguration(policy.path(), configuration(policy)));
		return new CorsFilter(source);
	}

	static CorsConfiguration configuration(Policy policy) {
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
