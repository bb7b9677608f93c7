package io.crossgate.cors.spring.mistakes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.crossgate.cors.policy.CorsPolicy;

/**
 * Policies as keys and values, before they are written in some notation.
 */
final class Draft {

	private static final List<String> ORIGINS = List.of("https://app.example.com", "https://admin.example.com",
			"https://shop.example.org", "https://a.example", "https://www.example.net:8443", "http://localhost:3000",
			"https://*.example.com");

	private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");

	private static final List<String> NAMES = List.of("api", "partner-api", "web", "orders");

	private final Map<String, Map<String, List<String>>> policies = new LinkedHashMap<>();

	static Draft random(Random random, boolean named) {
		Draft draft = new Draft();
		int count = named ? 1 + random.nextInt(2) : 1;
		for (int i = 0; i < count; i++) {
			Map<String, List<String>> policy = new LinkedHashMap<>();
			String name = named ? NAMES.get((random.nextInt(2) + i * 2) % NAMES.size()) : CorsPolicy.DEFAULT_NAME;
			if (named) {
				policy.put("paths", List.of((i == 0) ? "/api/**" : "/orders/**"));
			}
			policy.put("allowed-origins", some(ORIGINS, 1 + random.nextInt(2), random));
			if (random.nextBoolean()) {
				policy.put("allowed-methods", some(METHODS, 1 + random.nextInt(3), random));
			}
			if (random.nextInt(3) == 0) {
				policy.put("allow-credentials", List.of("true"));
			}
			if (random.nextInt(3) == 0) {
				policy.put("max-age", List.of("10m"));
			}
			draft.policies.put(name, policy);
		}
		return draft;
	}

	private static List<String> some(List<String> values, int count, Random random) {
		List<String> some = new ArrayList<>();
		while (some.size() < count) {
			String value = values.get(random.nextInt(values.size()));
			if (!some.contains(value)) {
				some.add(value);
			}
		}
		return some;
	}

	Draft copy() {
		Draft copy = new Draft();
		this.policies.forEach((name, policy) -> copy.policies.put(name, new LinkedHashMap<>(policy)));
		return copy;
	}

	Map<String, Map<String, List<String>>> policies() {
		return this.policies;
	}

	Map<String, List<String>> policy(String name) {
		Map<String, List<String>> policy = this.policies.get(name);
		if (policy == null) {
			throw new IllegalArgumentException(name);
		}
		return policy;
	}

	/** Return what one means who has written this without a mistake. */
	Intent intent() {
		List<Intent.Grant> grants = new ArrayList<>();
		this.policies.forEach((name,
				policy) -> grants.add(new Intent.Grant(name, policy.getOrDefault("allowed-origins", List.of()),
						policy.getOrDefault("paths", List.of("/**")),
						policy.getOrDefault("allowed-methods", Intent.DEFAULT_METHODS),
						policy.getOrDefault("allow-credentials", List.of("false")).equals(List.of("true")))));
		return new Intent(grants);
	}

}
