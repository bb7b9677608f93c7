package io.crossgate.cors;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.PublicSuffixes;

/**
 * What is known of the application that a policy can't know.
 *
 * @param production whether it runs in production, where pages on the user's own machine
 * have no business
 * @param managementPath the base path of the management endpoints on the same port, such
 * as {@code /actuator}, or {@code null} if there are none
 * @param sameOrigins the application's own public origins, for when a proxy rewrites
 * {@code Host}
 * @param publicSuffixes knows under which domains anybody can register names
 * @since 0.1.0
 */
public record Circumstances(boolean production, @Nullable String managementPath, List<Origin> sameOrigins,
		PublicSuffixes publicSuffixes) {

	/**
	 * Copies the origins.
	 */
	public Circumstances {
		sameOrigins = List.copyOf(sameOrigins);
	}

	/**
	 * Nothing is known but the embedded list of public suffixes.
	 * @return no circumstances
	 */
	public static Circumstances none() {
		return new Circumstances(false, null, List.of(), PublicSuffixes.embedded());
	}

}
