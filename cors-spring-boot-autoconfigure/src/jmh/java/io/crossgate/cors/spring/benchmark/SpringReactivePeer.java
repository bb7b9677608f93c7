package io.crossgate.cors.spring.benchmark;

import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.server.WebFilter;

/** Spring Framework's reactive web filter. */
final class SpringReactivePeer implements ReactivePeer {

	@Override
	public String name() {
		return "spring-reactive";
	}

	@Override
	public WebFilter filter(Scenario scenario) {
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		scenario.policies()
			.forEach((policy) -> source.registerCorsConfiguration(policy.path(),
					SpringConfigurations.of(policy)));
		return new CorsWebFilter(source);
	}

}
