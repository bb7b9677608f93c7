package io.crossgate.cors;

import java.util.List;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.PublicSuffixes;

/**
 * What is known of the application that a policy can't know.
 *
 * @param production whether it runs in production, where pages on the user's own machine
 * have no business
 * @param paths which paths it answers on, those of the management endpoints among them
 * @param sameOrigins the application's own public origins, for when a proxy rewrites
 * {@code Host}
 * @param publicSuffixes knows under which domains anybody can register names
 * @since 0.1.0
 */
public record Circumstances(boolean production, ApplicationPaths paths, List<Origin> sameOrigins,
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
		return new Circumstances(false, ApplicationPaths.unknown(), List.of(), PublicSuffixes.embedded());
	}

}
