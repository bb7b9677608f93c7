package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.util.SpellingSuggester;

/**
 * The keys below {@code cors} and below {@code cors.policies.<name>}, and what people
 * write who mean one of them.
 */
final class PropertyKeys {

	private static final List<String> OF_POLICY = Arrays.stream(PolicyProperty.values())
		.map(PolicyProperty::key)
		.toList();

	private static final List<String> OF_ROOT = List.of("enabled", "policies", "same-origins", "filter-order",
			"authoritative", "conflicts", "expired", "unknown-keys", "explain.log", "explain.browser", "lookup.timeout",
			"lookup.cache-ttl", "lookup.negative-cache-ttl", "lookup.max-entries", "lookup.max-concurrent",
			"candidate.policies", "reload.enabled", "reload.watch", "check", "check.format", "check.output",
			"check.takeover", "protection.mode", "protection.trusted-origins", "protection.exempt-paths",
			"protection.accept-risks");

	private static final Map<String, List<String>> ALIASES = Map.ofEntries(
			Map.entry("allowed-origins",
					List.of("origin", "origins", "allowed-origin", "allow-origin", "allow-origins",
							"access-control-allow-origin", "whitelist", "allowlist", "origin-whitelist",
							"origins-allowed", "origin-allowlist")),
			Map.entry("allowed-origin-patterns",
					List.of("origin-patterns", "allowed-origins-patterns", "allowed-origins-regex", "origin-regex",
							"allowed-origin-pattern", "allowed-origin-regex")),
			Map.entry("allowed-methods",
					List.of("method", "methods", "allow-methods", "allowed-method", "methods-allowed",
							"access-control-allow-methods")),
			Map.entry("allowed-headers",
					List.of("header", "headers", "allow-headers", "allowed-header", "headers-allowed",
							"access-control-allow-headers")),
			Map.entry("exposed-headers",
					List.of("expose-headers", "exposed-header", "expose", "exposed", "headers-exposed",
							"access-control-expose-headers")),
			Map.entry("allow-credentials",
					List.of("credentials", "allowed-credentials", "supports-credentials", "with-credentials",
							"access-control-allow-credentials")),
			Map.entry("max-age",
					List.of("maxage-seconds", "max-age-seconds", "access-control-max-age", "preflight-max-age", "cache",
							"maxage")),
			Map.entry("paths",
					List.of("mapping", "mappings", "path", "path-pattern", "path-patterns", "url-patterns",
							"url-pattern", "urls")),
			Map.entry("allow-private-network", List.of("private-network", "allowed-private-network")),
			Map.entry("accept-risks", List.of("accept-risk", "accepted-risks", "risks")),
			Map.entry("candidate.policies", List.of("candidate", "candidates")),
			Map.entry("policies", List.of("policy")));

	/**
	 * Keys in relaxed form (no case, no dashes), precomputed because there may be one
	 * entry per origin.
	 */
	private static final Map<String, String> BELOW_POLICY = byUniformKey(candidates(true), false);

	private static final Map<String, String> BELOW_ROOT = byUniformKey(candidates(false), false);

	private static final Map<String, String> VARIABLES = byUniformKey(candidates(false), true);

	private PropertyKeys() {
	}

	private static Map<String, String> byUniformKey(List<String> keys, boolean variable) {
		Map<String, String> byUniformKey = new HashMap<>();
		for (String key : keys) {
			byUniformKey.put(uniform(key, variable), key);
		}
		return byUniformKey;
	}

	/** The keys of a policy, wherever it stands. */
	static List<String> ofPolicy() {
		return OF_POLICY;
	}

	/** The keys that stand beside the default policy, but for the other policies. */
	static List<String> besideDefault() {
		return OF_ROOT.stream().filter((key) -> !key.equals("policies")).toList();
	}

	/**
	 * Return the keys that stand where those of a policy do: beside those of the default
	 * policy there are others.
	 */
	static List<String> of(String policy) {
		List<String> keys = new ArrayList<>(ofPolicy());
		if (policy.equals(CorsPolicy.DEFAULT_NAME)) {
			keys.addAll(besideDefault());
		}
		return keys;
	}

	/** Return the keys that stand below one that is no property itself. */
	static List<String> below(String group) {
		return OF_ROOT.stream().filter((key) -> key.startsWith(group + ".")).toList();
	}

	/**
	 * Return the key of a policy that is written exactly, or under a name that other
	 * products have for it; {@code null} if there is none.
	 */
	static @Nullable String ofPolicy(String written, boolean variable) {
		String uniform = uniform(written, variable);
		for (String key : OF_POLICY) {
			if (uniform.equals(uniform(key, variable))
					|| (key.startsWith("allowed-origin") && ALIASES.getOrDefault(key, List.of())
						.stream()
						.anyMatch((alias) -> uniform.equals(uniform(alias, variable))))) {
				return key;
			}
		}
		return null;
	}

	/** Return the values of a key as its entries; a key that is no list has one. */
	static List<String> entries(String key, List<String> values) {
		boolean list = PolicyProperty.of(key)
			.map((property) -> property.type() == PolicyProperty.Type.LIST)
			.orElse(false);
		if (!list) {
			return values.subList(0, 1);
		}
		List<String> entries = new ArrayList<>();
		for (String value : values) {
			for (String entry : value.split(",", 0)) {
				entries.add(entry.strip());
			}
		}
		return entries;
	}

	/**
	 * Return whether a key means something.
	 * @param written the key, as its source has it
	 * @param named whether it stands below a named policy
	 * @param variable whether it is an environment variable, which has dots where a file
	 * has dashes
	 */
	static boolean contains(String written, boolean named, boolean variable) {
		return find(written, named, variable) != null;
	}

	/** Return the key as it is documented, or {@code null} if it means nothing. */
	static @Nullable String exact(String written, boolean named) {
		return find(written, named, false);
	}

	private static @Nullable String find(String written, boolean named, boolean variable) {
		Map<String, String> keys = named ? BELOW_POLICY : variable ? VARIABLES : BELOW_ROOT;
		return keys.get(uniform(written, variable));
	}

	/**
	 * Return whether the words of a key, with dots between them, are those of a name that
	 * other products have for one of ours.
	 */
	static boolean isAlias(String written) {
		String uniform = uniform(written, true);
		return ALIASES.values().stream().flatMap(List::stream).anyMatch((key) -> uniform(key, true).equals(uniform));
	}

	/**
	 * Return the key that is meant, or {@code null} if the written one resembles none.
	 */
	static @Nullable String correct(String written, boolean named) {
		String known = find(written, named, true);
		if (known != null) {
			return known;
		}
		String uniform = uniform(written, true);
		List<String> candidates = candidates(named);
		for (Map.Entry<String, List<String>> entry : ALIASES.entrySet()) {
			if (candidates.contains(entry.getKey())
					&& entry.getValue().stream().anyMatch((key) -> uniform(key, true).equals(uniform))) {
				return entry.getKey();
			}
		}
		return SpellingSuggester.nearest(written.replace('.', '-'), candidates).orElse(null);
	}

	/**
	 * Return whether Kubernetes has set a variable: it tells every pod about a service
	 * that is called {@code cors}, or {@code cors-proxy}.
	 */
	static boolean isKubernetesServiceVariable(String written) {
		String key = "." + written + ".";
		boolean protocol = key.contains(".tcp.") || key.contains(".udp.") || key.contains(".sctp.");
		return key.contains(".service.host.") || key.contains(".service.port.") || key.endsWith(".port.")
				|| (protocol && key.contains(".port."));
	}

	private static List<String> candidates(boolean named) {
		List<String> candidates = new ArrayList<>(OF_POLICY);
		if (!named) {
			candidates.addAll(OF_ROOT);
		}
		return candidates;
	}

	/**
	 * Keys are told apart as the names of policies are; in a variable dots are lost, too.
	 */
	static String uniform(String key, boolean variable) {
		String uniform = CorsPolicy.uniformName(key);
		return variable ? uniform.replace(".", "") : uniform;
	}

}
