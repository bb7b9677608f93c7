package io.crossgate.cors.spring.benchmark.peers;

import java.util.Map;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import org.apache.catalina.filters.CorsFilter;

import io.crossgate.cors.spring.benchmark.exchanges.ServletPeer;
import io.crossgate.cors.spring.benchmark.scenarios.Policy;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/** Tomcat's servlet filter. It knows exact origins only, and paths are its mapping's. */
final class TomcatFilterPeer implements ServletPeer {

	@Override
	public String name() {
		return "tomcat-filter";
	}

	@Override
	public boolean supports(Scenario scenario) {
		return !scenario.hasPatterns() && !scenario.hasPaths();
	}

	@Override
	public Filter filter(Scenario scenario) throws ServletException {
		Policy policy = scenario.policy();
		CorsFilter filter = new CorsFilter();
		filter.init(new InitParameters(Map.of(CorsFilter.PARAM_CORS_ALLOWED_ORIGINS, String.join(",", policy.origins()),
				CorsFilter.PARAM_CORS_ALLOWED_METHODS, String.join(",", policy.methods()),
				CorsFilter.PARAM_CORS_ALLOWED_HEADERS, String.join(",", policy.headers()),
				CorsFilter.PARAM_CORS_EXPOSED_HEADERS, Policy.EXPOSED, CorsFilter.PARAM_CORS_SUPPORT_CREDENTIALS,
				Boolean.toString(policy.credentials()), CorsFilter.PARAM_CORS_PREFLIGHT_MAXAGE,
				Integer.toString(Policy.MAX_AGE))));
		return filter;
	}

}
