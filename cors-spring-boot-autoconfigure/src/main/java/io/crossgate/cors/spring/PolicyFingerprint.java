package io.crossgate.cors.spring;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyProperty;

/**
 * A hash of the meaning of a set of policies: equal in every instance that decides alike,
 * and unchanged by the order of policies and of the entries of a list, by entries that
 * are repeated, by values that are the default, and by new properties of a later version
 * that have their default.
 *
 * @since 0.1.0
 */
public final class PolicyFingerprint {

	/** Ends a text; no property holds this character. */
	private static final char END = 0;

	private PolicyFingerprint() {
	}

	/**
	 * Computes the fingerprint.
	 * @param policies the policies
	 * @return {@code sha256:} and 64 hexadecimal digits
	 */
	public static String of(CorsPolicies policies) {
		return of(policies.policies());
	}

	static String of(Collection<CorsPolicy> policies) {
		SortedSet<String> meanings = new TreeSet<>();
		for (CorsPolicy policy : policies) {
			meanings.add(meaning(policy));
		}
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (String meaning : meanings) {
				digest.update(meaning.getBytes(StandardCharsets.UTF_8));
			}
			return "sha256:" + HexFormat.of().formatHex(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

	private static String meaning(CorsPolicy policy) {
		StringBuilder meaning = new StringBuilder();
		append(meaning, CorsPolicy.uniformName(policy.name()));
		for (PolicyProperty property : PolicyProperty.values()) {
			Object value = normalised(policy.get(property));
			if (!value.equals(normalised(property.defaultValue()))) {
				append(meaning, property.key());
				append(meaning, value);
			}
		}
		return meaning.append(END).toString();
	}

	/**
	 * Every list of a policy is a set: neither order nor repetition changes a decision.
	 */
	private static Object normalised(Object value) {
		return (value instanceof List<?> list) ? new TreeSet<>(list) : value;
	}

	private static void append(StringBuilder meaning, Object value) {
		if (value instanceof Collection<?> entries) {
			entries.forEach((entry) -> append(meaning, entry));
			meaning.append(END);
		}
		else {
			meaning.append(value).append(END);
		}
	}

}
