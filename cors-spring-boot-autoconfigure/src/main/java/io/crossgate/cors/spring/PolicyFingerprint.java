package io.crossgate.cors.spring;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsPolicy;

/**
 * A short name for a set of policies: equal policies have equal fingerprints, wherever
 * and in whatever order they were declared.
 *
 * @since 0.1.0
 */
public final class PolicyFingerprint {

	private PolicyFingerprint() {
	}

	/**
	 * Computes the fingerprint.
	 * @param policies the policies
	 * @return {@code sha256:} and 64 hexadecimal digits
	 */
	public static String of(CorsPolicies policies) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			policies.policies()
				.stream()
				.sorted(Comparator.comparing(CorsPolicy::name))
				.forEach((policy) -> digest.update((policy + "\n").getBytes(StandardCharsets.UTF_8)));
			return "sha256:" + HexFormat.of().formatHex(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

}
