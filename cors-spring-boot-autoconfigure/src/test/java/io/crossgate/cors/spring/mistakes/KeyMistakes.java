package io.crossgate.cors.spring.mistakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keys as other products have them, and keys that are misspelt.
 */
final class KeyMistakes {

	private static final Map<String, Map<String, String>> PRODUCTS = Map.of("Express",
			Map.of("allowed-origins", "origin", "allowed-methods", "methods", "allow-credentials", "credentials"),
			"Quarkus",
			Map.of("allowed-origins", "origins", "allowed-methods", "methods", "allow-credentials",
					"access-control-allow-credentials", "max-age", "access-control-max-age"),
			"Helidon",
			Map.of("allowed-origins", "allow-origins", "allowed-methods", "allow-methods", "max-age", "max-age-seconds",
					"paths", "path-pattern"),
			"Micronaut", Map.of("allowed-origins", "allowed-origins-regex", "max-age", "maxAge"), "Spring",
			Map.of("paths", "mappings", "allowed-origins", "allowedOrigin"), "ASP.NET",
			Map.of("allowed-origins", "Origins", "allow-credentials", "SupportsCredentials", "max-age",
					"PreflightMaxAge"),
			"nginx",
			Map.of("allowed-origins", "Access-Control-Allow-Origin", "allowed-methods", "Access-Control-Allow-Methods",
					"allow-credentials", "Access-Control-Allow-Credentials", "max-age", "Access-Control-Max-Age"),
			"Jetty", Map.of("allowed-origins", "allowedOrigin", "allowed-methods", "allowedMethod", "max-age",
					"preflightMaxAge"));

	private static final Map<String, List<String>> MISSPELT = Map.of("allowed-origins",
			List.of("alowed-origins", "allowed-orgins", "allowedorigns", "origins-allowed", "allowed_origin"),
			"allowed-methods", List.of("allowed-method", "allowd-methods", "alowed-methods"), "allow-credentials",
			List.of("allow-credential", "allowed-credentials", "allow-credentails"), "max-age",
			List.of("max-agee", "maxage-seconds", "cache"), "paths", List.of("path", "pathes", "url-pattern", "urls"));

	private static final Map<String, String> EXAMPLES = Map.of("allow-credentials", "true", "max-age", "10m");

	private KeyMistakes() {
	}

	static List<Kind> kinds() {
		List<Kind> kinds = new ArrayList<>();
		new TreeMap<>(PRODUCTS)
			.forEach((product, names) -> kinds.add(Kind.of("keys of " + product, (sketch) -> rename(sketch, names))));
		new TreeMap<>(MISSPELT).forEach((key, names) -> names.forEach((name) -> {
			Kind kind = Kind.of("a misspelt key: " + name, (sketch) -> {
				if (sketch.values(key).isEmpty()) {
					sketch.mean(key, List.of(EXAMPLES.getOrDefault(key, "GET")));
				}
				sketch.rename(key, name);
			});
			kinds.add(key.equals("paths") ? kind.named() : kind);
		}));
		kinds.add(Kind.of("no paths", (sketch) -> sketch.remove("paths")).named());
		kinds.add(Kind.of("no origins", (sketch) -> sketch.remove("allowed-origins")).named());
		kinds.add(Kind.of("an unknown key of a policy", (sketch) -> sketch.write("vary", List.of("Origin"))).named());
		return kinds;
	}

	private static void rename(Sketch sketch, Map<String, String> names) {
		if (names.containsKey("max-age")) {
			sketch.mean("max-age", List.of("600"));
		}
		new TreeMap<>(names).forEach(sketch::rename);
	}

}
