package io.crossgate.cors.spring.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Who speaks CORS in the properties of other libraries.
 */
final class PropertyCorsDetector {

	static final String MANAGEMENT = "management.endpoints.web.cors";

	private static final String GRAPHQL = "spring.graphql.cors";

	private static final List<String> GATEWAYS = List.of("spring.cloud.gateway.server.webflux.globalcors",
			"spring.cloud.gateway.globalcors");

	private PropertyCorsDetector() {
	}

	static List<DetectedCorsConfiguration> find(Environment environment) {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		if (isSet(environment, MANAGEMENT)) {
			String basePath = environment.getProperty("management.endpoints.web.base-path", "/actuator");
			configurations.add(DetectedCorsConfiguration.of("property", MANAGEMENT + ".*",
					List.of(StringUtils.trimTrailingCharacter(basePath, '/') + "/**")));
		}
		if (isSet(environment, GRAPHQL)) {
			String path = environment.getProperty("spring.graphql.http.path", "/graphql");
			configurations.add(DetectedCorsConfiguration.of("property", GRAPHQL + ".*", List.of(path)));
		}
		for (String gateway : GATEWAYS) {
			Map<String, Object> paths = map(environment, gateway + ".cors-configurations");
			if (!paths.isEmpty()) {
				configurations.add(DetectedCorsConfiguration.of("property", gateway + ".*", paths.keySet()));
			}
		}
		return configurations;
	}

	private static boolean isSet(Environment environment, String prefix) {
		for (String key : map(environment, prefix).keySet()) {
			if (key.startsWith("allowed-origin")) {
				return true;
			}
		}
		return false;
	}

	private static Map<String, Object> map(Environment environment, String prefix) {
		return Binder.get(environment).bind(prefix, Bindable.mapOf(String.class, Object.class)).orElse(Map.of());
	}

}
