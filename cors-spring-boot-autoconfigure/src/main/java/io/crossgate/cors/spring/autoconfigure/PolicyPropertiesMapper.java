package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.core.env.Environment;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyProblems;
import io.crossgate.cors.spring.check.Finding;

/**
 * Turns the wire format into policies. The only reader of the policies' properties.
 */
final class PolicyPropertiesMapper {

	private PolicyPropertiesMapper() {
	}

	/**
	 * Return the policies. The default policy is one of them as well where its origins
	 * are written and not read, so that its other mistakes are found at the same start.
	 */
	static List<CorsPolicy> read(CorsProperties properties, PropertyProblems keys) {
		CorsPolicy.Mode mode = (properties.getMode() != null) ? properties.getMode() : CorsPolicy.Mode.ENFORCE;
		List<CorsPolicy> policies = new ArrayList<>();
		if (hasDefault(properties) || keys.isDefaultPolicyMeant()) {
			policies.add(policy(CorsPolicy.DEFAULT_NAME, properties, mode));
		}
		for (Map.Entry<String, PolicyProperties> named : byName(properties.getPolicies()).entrySet()) {
			policies.add(policy(named.getKey(), named.getValue(), mode));
		}
		return policies;
	}

	/** Return whether there is a policy right below {@code cors}. */
	static boolean hasDefault(CorsProperties properties) {
		return !properties.getAllowedOrigins().isEmpty() || !properties.getAllowedOriginPatterns().isEmpty()
				|| !properties.getOriginsFrom().isEmpty();
	}

	/** Binds properties as they are now, and checks them. */
	static PropertyProblems bind(Environment environment, CorsProperties properties) {
		PropertyProblems check = new PropertyProblems(environment);
		check.bind(properties);
		checkKeys(check, properties);
		return check;
	}

	/** Checks the keys that properties were read from. */
	static void checkKeys(PropertyProblems check, CorsProperties properties) {
		check.checkKeys(isFailing(properties), names(properties), hasDefault(properties));
	}

	/** Return what is logged of the keys that properties were read from. */
	static List<Finding> remarks(Environment environment, CorsProperties properties) {
		return new PropertyProblems(environment).remarks(isFailing(properties), names(properties),
				hasDefault(properties));
	}

	private static boolean isFailing(CorsProperties properties) {
		return properties.getUnknownKeys() == CorsProperties.UnknownKeysAction.FAIL;
	}

	/** Return the names of the policies below {@code cors.policies}. */
	static Collection<String> names(CorsProperties properties) {
		return byName(properties.getPolicies()).keySet();
	}

	/**
	 * An environment variable knows neither dashes nor case, so one that overrides
	 * {@code partner-api} also appears as a policy {@code partnerapi}. The binder has
	 * read the same into both; the one with dashes or capitals is the declared one.
	 */
	private static Map<String, PolicyProperties> byName(Map<String, PolicyProperties> policies) {
		Map<String, String> spellings = new LinkedHashMap<>();
		for (String name : policies.keySet()) {
			String uniform = CorsPolicy.uniformName(name);
			String known = spellings.get(uniform);
			spellings.put(uniform, (known != null) ? richer(known, name) : name);
		}
		Map<String, PolicyProperties> byName = new LinkedHashMap<>();
		for (String name : spellings.values()) {
			byName.put(name, policies.get(name));
		}
		return byName;
	}

	private static String richer(String one, String other) {
		boolean plain = one.equals(one.toLowerCase(Locale.ROOT));
		return (other.length() > one.length() || (other.length() == one.length() && plain)) ? other : one;
	}

	private static CorsPolicy policy(String name, PolicyProperties properties, CorsPolicy.Mode mode) {
		CorsPolicyBuilder policy = CorsPolicy.named(name).mode(mode);
		properties.copyTo(policy);
		return policy.build();
	}

}
