package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import io.crossgate.cors.Circumstances;
import io.crossgate.cors.PolicyYaml;
import io.crossgate.cors.origin.MalformedOriginException;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.problem.Problem;

/**
 * Reads off the environment what policies are judged by.
 */
final class ApplicationCircumstances {

	private static final Profiles PRODUCTION = Profiles.of("prod", "production");

	private static final String ENDPOINTS = "org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties";

	private ApplicationCircumstances() {
	}

	static Circumstances of(Environment environment, CorsProperties properties) {
		List<Origin> sameOrigins = new ArrayList<>();
		sameOrigins(properties, sameOrigins);
		Circumstances none = Circumstances.none();
		return new Circumstances(environment.acceptsProfiles(PRODUCTION), managementPath(environment), sameOrigins,
				none.publicSuffixes());
	}

	/** Finds the application's own origins that no browser would send. */
	static List<Problem> check(CorsProperties properties) {
		return sameOrigins(properties, new ArrayList<>());
	}

	private static List<Problem> sameOrigins(CorsProperties properties, List<Origin> origins) {
		List<Problem> problems = new ArrayList<>();
		List<String> corrected = new ArrayList<>(properties.getSameOrigins());
		for (int i = 0; i < properties.getSameOrigins().size(); i++) {
			String value = properties.getSameOrigins().get(i);
			try {
				origins.add(Origin.of(value));
			}
			catch (MalformedOriginException ex) {
				String fix = null;
				if (ex.correction() != null) {
					corrected.set(i, ex.correction());
					fix = "same-origins: " + PolicyYaml.scalar(String.join(", ", corrected));
				}
				problems.add(new Problem(ex.code(), PropertiesPolicies.DEFAULT, "same-origins[" + i + "]", value,
						String.valueOf(ex.getMessage()), fix));
			}
		}
		return problems;
	}

	/** Endpoints on a port of their own are out of the filter's reach. */
	private static @Nullable String managementPath(Environment environment) {
		String managementPort = environment.getProperty("management.server.port");
		String port = environment.getProperty("server.port", "8080");
		boolean samePort = managementPort == null || managementPort.equals(port);
		if (!samePort || !ClassUtils.isPresent(ENDPOINTS, ApplicationCircumstances.class.getClassLoader())) {
			return null;
		}
		String basePath = environment.getProperty("management.endpoints.web.base-path", "/actuator");
		String servletPath = environment.getProperty("spring.mvc.servlet.path", "");
		return StringUtils.trimTrailingCharacter(StringUtils.trimTrailingCharacter(servletPath, '/') + basePath, '/');
	}

}
