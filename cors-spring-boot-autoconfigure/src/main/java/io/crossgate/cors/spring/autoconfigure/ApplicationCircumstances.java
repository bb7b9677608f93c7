package io.crossgate.cors.spring.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import io.crossgate.cors.Circumstances;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.PublicSuffixes;

/**
 * Reads off the environment what policies are judged by.
 */
final class ApplicationCircumstances {

	private static final Profiles PRODUCTION = Profiles.of("prod", "production");

	private static final String ENDPOINTS = "org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties";

	private ApplicationCircumstances() {
	}

	static Circumstances of(Environment environment, List<Origin> sameOrigins) {
		return new Circumstances(environment.acceptsProfiles(PRODUCTION), managementPath(environment), sameOrigins,
				PublicSuffixes.embedded());
	}

	/** Endpoints on a port of their own are out of the filter's reach. */
	private static @Nullable String managementPath(Environment environment) {
		int port = environment.getProperty("server.port", Integer.class, 8080);
		int managementPort = environment.getProperty("management.server.port", Integer.class, port);
		// Port 0 is another one each time it is asked for, unless it is not asked for.
		boolean samePort = managementPort == port
				&& (port != 0 || !environment.containsProperty("management.server.port"));
		if (!samePort || !ClassUtils.isPresent(ENDPOINTS, ApplicationCircumstances.class.getClassLoader())) {
			return null;
		}
		String basePath = environment.getProperty("management.endpoints.web.base-path", "/actuator");
		String servletPath = environment.getProperty("spring.mvc.servlet.path", "");
		return StringUtils.trimTrailingCharacter(StringUtils.trimTrailingCharacter(servletPath, '/') + basePath, '/');
	}

}
