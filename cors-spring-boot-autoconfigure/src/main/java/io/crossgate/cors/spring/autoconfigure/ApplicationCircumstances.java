package io.crossgate.cors.spring.autoconfigure;

import java.util.List;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

import io.crossgate.cors.ApplicationPaths;
import io.crossgate.cors.Circumstances;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.PublicSuffixes;

/**
 * Reads off the environment what policies are judged by.
 */
final class ApplicationCircumstances {

	private static final Profiles PRODUCTION = Profiles.of("prod", "production");

	private ApplicationCircumstances() {
	}

	static Circumstances of(Environment environment, ApplicationPaths paths, List<Origin> sameOrigins) {
		return new Circumstances(environment.acceptsProfiles(PRODUCTION), paths, sameOrigins,
				PublicSuffixes.embedded());
	}

}
