package io.crossgate.cors.spring.benchmark.peers;

import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.server.WebFilter;

import io.crossgate.cors.spring.benchmark.exchanges.ReactivePeer;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/** Spring Framework's reactive web filter. */
public final class SpringReactivePeer implements ReactivePeer {

	@Override
	public String name() {
		return "spring-reactive";
	}

	@Override
	public WebFilter filter(Scenario scenario) {
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		scenario.policies()
			.forEach((policy) -> source.registerCorsConfiguration(policy.path(), SpringConfigurations.of(policy)));
		return new CorsWebFilter(source);
	}

}
