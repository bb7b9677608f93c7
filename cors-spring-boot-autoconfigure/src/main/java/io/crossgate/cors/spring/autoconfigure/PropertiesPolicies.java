package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.crossgate.cors.CorsPolicy;

/**
 * Turns the wire format into policies. The only reader of the properties classes.
 */
final class PropertiesPolicies {

	/** The name of the policy that is declared right below {@code cors}. */
	static final String DEFAULT = "default";

	private PropertiesPolicies() {
	}

	static List<CorsPolicy> read(CorsProperties properties) {
		CorsPolicy.Mode mode = (properties.getMode() != null) ? properties.getMode() : CorsPolicy.Mode.ENFORCE;
		List<CorsPolicy> policies = new ArrayList<>();
		if (!properties.getAllowedOrigins().isEmpty() || !properties.getAllowedOriginPatterns().isEmpty()) {
			policies.add(policy(DEFAULT, properties, mode));
		}
		byName(properties.getPolicies()).forEach((name, policy) -> policies.add(policy(name, policy, mode)));
		return policies;
	}

	/**
	 * An environment variable knows neither dashes nor case, so one that overrides
	 * {@code partner-api} also appears as a policy {@code partnerapi}. The binder has
	 * read it into both; the one with the dashes is the one somebody named.
	 */
	private static Map<String, PolicyProperties> byName(Map<String, PolicyProperties> policies) {
		Map<String, String> spellings = new LinkedHashMap<>();
		for (String name : policies.keySet()) {
			spellings.merge(name.replace("-", "").toLowerCase(Locale.ROOT), name,
					(one, other) -> (other.length() > one.length()) ? other : one);
		}
		Map<String, PolicyProperties> byName = new LinkedHashMap<>();
		spellings.values().forEach((name) -> byName.put(name, policies.get(name)));
		return byName;
	}

	private static CorsPolicy policy(String name, PolicyProperties properties, CorsPolicy.Mode mode) {
		return new CorsPolicy(name, properties.getPaths(), properties.getAllowedOrigins(),
				properties.getAllowedOriginPatterns(), properties.getAllowedMethods(), properties.getAllowedHeaders(),
				properties.getExposedHeaders(), properties.isAllowCredentials(), properties.getMaxAge(),
				properties.isAllowPrivateNetwork(), properties.getOnDenied(), properties.getPreflightStatus(),
				properties.getPreflight(), (properties.getMode() != null) ? properties.getMode() : mode,
				properties.getAcceptRisks());
	}

}
