package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.problem.Spelling;

/**
 * The keys below {@code cors} and below {@code cors.policies.<name>}, and what people
 * write who mean one of them.
 */
final class KnownKeys {

	private static final List<String> OF_POLICY = List.of("paths", "allowed-origins", "allowed-origin-patterns",
			"allowed-methods", "allowed-headers", "exposed-headers", "allow-credentials", "max-age",
			"allow-private-network", "on-denied", "preflight-status", "preflight", "mode", "accept-risks");

	private static final List<String> OF_ROOT = List.of("enabled", "policies", "same-origins", "filter-order",
			"authoritative", "conflicts", "unknown-keys", "explain.log", "explain.browser");

	private static final List<String> OF_LATER_VERSIONS = List.of("lookup", "reload");

	private static final Map<String, List<String>> WRITTEN = Map.ofEntries(
			Map.entry("allowed-origins",
					List.of("origin", "origins", "allowed-origin", "allow-origin", "allow-origins",
							"access-control-allow-origin", "whitelist", "allowlist")),
			Map.entry("allowed-origin-patterns",
					List.of("origin-patterns", "allowed-origins-patterns", "allowed-origins-regex", "origin-regex",
							"allowed-origin-pattern", "allowed-origin-regex")),
			Map.entry("allowed-methods",
					List.of("method", "methods", "allow-methods", "allowed-method", "access-control-allow-methods")),
			Map.entry("allowed-headers",
					List.of("header", "headers", "allow-headers", "allowed-header", "access-control-allow-headers")),
			Map.entry("exposed-headers",
					List.of("expose-headers", "exposed-header", "expose", "exposed", "access-control-expose-headers")),
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
			Map.entry("policies", List.of("policy")));

	private KnownKeys() {
	}

	static boolean contains(String written, boolean named) {
		String uniform = uniform(written);
		return candidates(named).stream().anyMatch((key) -> uniform(key).equals(uniform))
				|| (!named && uniform.startsWith("policies"));
	}

	/**
	 * Returns the key that is meant, or {@code null} if the written one resembles none.
	 */
	static @Nullable String correct(String written, boolean named) {
		String uniform = uniform(written);
		for (Map.Entry<String, List<String>> entry : WRITTEN.entrySet()) {
			if (entry.getValue().stream().anyMatch((key) -> uniform(key).equals(uniform))) {
				return entry.getKey();
			}
		}
		return Spelling.nearest(written.replace('.', '-'), candidates(named)).orElse(null);
	}

	/** Ignoring such a key would be worse than refusing it. */
	static boolean isOfLaterVersion(String written, boolean named) {
		return uniform(written).equals("originsfrom") || (!named && OF_LATER_VERSIONS.contains(firstWord(written)));
	}

	/** Kubernetes tells every pod about a service that is called {@code cors}. */
	static boolean isInjected(String written) {
		String word = firstWord(written);
		return word.equals("service") || word.equals("port");
	}

	private static String firstWord(String written) {
		int dot = written.indexOf('.');
		return ((dot < 0) ? written : written.substring(0, dot)).toLowerCase(Locale.ROOT);
	}

	private static List<String> candidates(boolean named) {
		List<String> candidates = new ArrayList<>(OF_POLICY);
		if (!named) {
			candidates.addAll(OF_ROOT);
		}
		return candidates;
	}

	private static String uniform(String key) {
		return key.replace("-", "").replace(".", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

}
