package io.crossgate.cors.spring.autoconfigure;

import java.util.List;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;

/**
 * Reads off the environment what policies are judged by.
 */
final class DeploymentContextFactory {

	private static final Profiles PRODUCTION = Profiles.of("prod", "production");

	private DeploymentContextFactory() {
	}

	static DeploymentContext of(Environment environment, ApplicationPaths paths, List<Origin> sameOrigins) {
		return new DeploymentContext(environment.acceptsProfiles(PRODUCTION), paths, sameOrigins);
	}

}
