package io.crossgate.cors.spring.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.spring.conflict.content.OtherCors.Content;
import io.crossgate.cors.spring.conflict.content.OtherCors.Rule;
import io.crossgate.cors.spring.conflict.content.OtherCors.Stage;

/**
 * Who speaks CORS in the properties of other libraries.
 */
final class PropertyCorsDetector {

	static final String MANAGEMENT = "management.endpoints.web.cors";

	private static final String KIND = "property";

	private static final String GRAPHQL = "spring.graphql.cors";

	private static final List<String> GATEWAYS = List.of("spring.cloud.gateway.server.webflux", "spring.cloud.gateway");

	private PropertyCorsDetector() {
	}

	static List<DetectedCorsConfiguration> find(Environment environment) {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		if (isSet(environment, MANAGEMENT)) {
			String basePath = environment.getProperty("management.endpoints.web.base-path", "/actuator");
			String path = StringUtils.trimTrailingCharacter(basePath, '/') + "/**";
			configurations.add(DetectedCorsConfiguration.of(KIND, MANAGEMENT + ".*", List.of(path))
				.saying(Stage.MANAGEMENT, () -> bound(environment, MANAGEMENT, path, false)));
		}
		if (isSet(environment, GRAPHQL)) {
			String path = environment.getProperty("spring.graphql.http.path", "/graphql");
			configurations.add(DetectedCorsConfiguration.of(KIND, GRAPHQL + ".*", List.of(path))
				.saying(Stage.MAPPING, () -> bound(environment, GRAPHQL, path, true)));
		}
		for (String gateway : GATEWAYS) {
			String global = gateway + ".globalcors";
			Map<String, Object> paths = map(environment, global + ".cors-configurations");
			if (!paths.isEmpty()) {
				configurations.add(DetectedCorsConfiguration.of(KIND, global + ".*", paths.keySet())
					.saying(Stage.MAPPING, () -> global(environment, global + ".cors-configurations")));
			}
			List<Rule> routes = routes(environment, gateway + ".routes");
			if (!routes.isEmpty()) {
				configurations.add(DetectedCorsConfiguration
					.of(KIND, gateway + ".routes[*].metadata.cors.*", routes.stream().map(Rule::path).toList())
					.saying(Stage.MAPPING, () -> Content.of(routes)));
			}
		}
		return configurations;
	}

	/**
	 * Reads what Boot binds itself; where a mapping is filled with it, what is not set
	 * keeps the mapping's own value.
	 */
	private static Content bound(Environment environment, String prefix, String path, boolean permitting) {
		CorsConfiguration bound = Binder.get(environment).bindOrCreate(prefix, CorsConfiguration.class);
		if (!permitting && bound.getMaxAge() == null) {
			bound.setMaxAge(1800L);
		}
		if (!permitting && bound.getAllowedMethods() == null) {
			bound.setAllowedMethods(List.of("GET"));
		}
		return Content.of(List.of(new Rule(path,
				permitting ? new CorsConfiguration().applyPermitDefaultValues().combine(bound) : bound, prefix)));
	}

	private static Content global(Environment environment, String prefix) {
		List<Rule> rules = new ArrayList<>();
		Binder.get(environment)
			.bind(prefix, Bindable.mapOf(String.class, CorsConfiguration.class))
			.orElse(Map.of())
			.forEach((path, configuration) -> rules.add(new Rule(path, configuration, prefix + "[" + path + "]")));
		return Content.of(rules);
	}

	/** Of a route's predicates the first pattern of the first path counts. */
	private static List<Rule> routes(Environment environment, String prefix) {
		List<Rule> rules = new ArrayList<>();
		Binder binder = Binder.get(environment);
		for (int i = 0; binder.bind(prefix + "[" + i + "].uri", String.class).isBound(); i++) {
			String where = prefix + "[" + i + "].metadata.cors";
			String route = prefix + "[" + i + "]";
			binder.bind(where, CorsConfiguration.class)
				.ifBound((configuration) -> rules.add(new Rule(path(binder, route), configuration, where)));
		}
		return rules;
	}

	private static String path(Binder binder, String route) {
		for (String predicate : binder.bind(route + ".predicates", Bindable.listOf(String.class)).orElse(List.of())) {
			if (predicate.startsWith("Path=")) {
				return StringUtils.commaDelimitedListToStringArray(predicate.substring("Path=".length()))[0].strip();
			}
		}
		return "/**";
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
