package io.crossgate.cors.spring;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.fetch.Methods;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.PolicyProperty;

/**
 * A hash of the meaning of a set of policies: equal in every instance that decides alike,
 * and unchanged by the order of policies and of the entries of a list, by entries that
 * are repeated or spelt otherwise, by values that are the default or come from a preset,
 * and by new properties of a later version that have their default. The application's own
 * origins and its protection from other sites' writes are part of it, because they
 * decide, too.
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
		SortedSet<String> meanings = new TreeSet<>();
		String deployment = meaning(policies.context());
		if (!deployment.isEmpty()) {
			meanings.add(deployment);
		}
		return of(policies.policies(), meanings);
	}

	static String of(Collection<CorsPolicy> policies) {
		return of(policies, new TreeSet<>());
	}

	private static String of(Collection<CorsPolicy> policies, SortedSet<String> meanings) {
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

	/** What decides beside the policies; nothing by default. */
	private static String meaning(DeploymentContext context) {
		StringBuilder meaning = new StringBuilder();
		if (!context.sameOrigins().isEmpty()) {
			append(meaning, "same-origins");
			append(meaning, new TreeSet<>(context.sameOrigins().stream().map(Origin::toString).toList()));
		}
		CrossOriginProtection protection = context.protection();
		if (protection.mode() != CorsPolicy.Mode.OFF) {
			append(meaning, "protection");
			append(meaning, protection.mode());
			append(meaning, new TreeSet<>(protection.trustedOrigins()));
			append(meaning, new TreeSet<>(protection.exemptPaths()));
		}
		// No policy begins like this: none has an empty name.
		return meaning.isEmpty() ? "" : END + meaning.append(END).toString();
	}

	private static String meaning(CorsPolicy policy) {
		StringBuilder meaning = new StringBuilder();
		append(meaning, CorsPolicy.uniformName(policy.name()));
		for (PolicyProperty property : PolicyProperty.values()) {
			// A preset is what it stands for, and a pattern one of the origins.
			Object value = normalised(property,
					(property == PolicyProperty.ALLOWED_ORIGINS) ? origins(policy) : policy.get(property));
			boolean told = property == PolicyProperty.PRESET || property == PolicyProperty.ALLOWED_ORIGIN_PATTERNS;
			if (!told && !value.equals(normalised(property, property.defaultValue()))) {
				append(meaning, property.key());
				append(meaning, value);
			}
		}
		return meaning.append(END).toString();
	}

	private static List<String> origins(CorsPolicy policy) {
		List<String> origins = new ArrayList<>(policy.allowedOrigins());
		origins.addAll(policy.allowedOriginPatterns());
		return origins;
	}

	private static Object normalised(PolicyProperty property, Object value) {
		return (value instanceof List<?> list) ? new TreeSet<>(entries(property, list)) : value;
	}

	/**
	 * Return what the entries of a list mean. Every list of a policy is a set: neither
	 * order nor repetition changes a decision, nor does another spelling of a name.
	 * @param property the property
	 * @param written its entries; all origins are those of {@code allowed-origins}
	 * @return entries that differ in what they mean, in the order in which they are
	 * written
	 */
	public static Set<String> entries(PolicyProperty property, Collection<?> written) {
		Set<String> entries = new LinkedHashSet<>();
		for (Object entry : written) {
			String text = String.valueOf(entry);
			String meant = switch (property) {
				case ALLOWED_METHODS -> Methods.normalise(text);
				case ALLOWED_HEADERS, EXPOSED_HEADERS -> Tokens.toAsciiLowerCase(text);
				default -> text;
			};
			entries.add(meant);
		}
		if (property == PolicyProperty.ALLOWED_METHODS && entries.contains("GET")) {
			entries.remove("HEAD");
		}
		if (property == PolicyProperty.ALLOWED_ORIGINS && entries.remove("any")) {
			entries.add("*");
		}
		return entries;
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
