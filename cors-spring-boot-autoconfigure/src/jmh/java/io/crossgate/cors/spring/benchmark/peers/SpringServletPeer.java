package io.crossgate.cors.spring.benchmark.peers;

import jakarta.servlet.Filter;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

import io.crossgate.cors.spring.benchmark.exchanges.ServletPeer;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/** Spring Framework's servlet filter. */
public final class SpringServletPeer implements ServletPeer {

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
		scenario.policies()
			.forEach((policy) -> source.registerCorsConfiguration(policy.path(), SpringConfigurations.of(policy)));
		return new CorsFilter(source);
	}

}
