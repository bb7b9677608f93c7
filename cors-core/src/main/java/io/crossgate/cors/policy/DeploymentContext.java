package io.crossgate.cors.policy;

import java.util.List;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.PublicSuffixes;

/**
 * Deployment facts that validation and the same-origin check need but a policy does not
 * declare.
 *
 * @param production whether it runs in production, where pages on the user's own machine
 * have no business
 * @param paths which paths it answers on, those of the management endpoints among them
 * @param sameOrigins the application's own public origins, for when a proxy rewrites
 * {@code Host}
 * @param publicSuffixes the domains directly below which names can be registered
 * @since 0.1.0
 */
public record DeploymentContext(boolean production, ApplicationPaths paths, List<Origin> sameOrigins,
		PublicSuffixes publicSuffixes) {

	/**
	 * Copies the origins.
	 */
	public DeploymentContext {
		sameOrigins = List.copyOf(sameOrigins);
	}

	/**
	 * Nothing is known but the embedded list of public suffixes.
	 * @return no circumstances
	 */
	public static DeploymentContext none() {
		return new DeploymentContext(false, ApplicationPaths.unknown(), List.of(), PublicSuffixes.embedded());
	}

}
