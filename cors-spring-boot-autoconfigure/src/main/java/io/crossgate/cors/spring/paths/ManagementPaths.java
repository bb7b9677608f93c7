package io.crossgate.cors.spring.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The paths of the management endpoints on the application's own port. Below a base path
 * of their own everything is theirs. Without one, and for what health groups add to the
 * main port, Boot's own mapping is asked. It exists when all beans do; asking for it
 * earlier would create every endpoint, and what endpoints need, before their time.
 */
final class ManagementPaths {

	private static final String BASE_PATH = "management.endpoints.web.base-path";

	private static final String GROUPS = "management.endpoint.health.group";

	private static final String PROBES = "management.endpoint.health.probes.add-additional-paths";

	/** Boot maps the endpoints once more for Cloud Foundry, with CORS of their own. */
	private static final String CLOUD_FOUNDRY = "/cloudfoundryapplication/**";

	private ManagementPaths() {
	}

	/** Return what the properties say; paths are relative to the servlet. */
	static List<String> configured(Environment environment) {
		List<String> paths = new ArrayList<>();
		if (isSamePort(environment) && !isAtRoot(environment)) {
			paths.add(basePath(environment) + "/**");
		}
		if (CloudPlatform.CLOUD_FOUNDRY.isActive(environment)) {
			paths.add(CLOUD_FOUNDRY);
		}
		return paths;
	}

	/** Return what is mapped; paths are relative to the servlet. */
	static List<String> mapped(ConfigurableApplicationContext context) {
		Environment environment = context.getEnvironment();
		List<String> paths = configured(environment);
		PathMappedEndpoints endpoints = endpoints(context);
		if (endpoints == null) {
			return paths;
		}
		for (PathMappedEndpoint endpoint : endpoints) {
			if (isAtRoot(environment)) {
				paths.add(below(endpoints.getBasePath() + "/" + endpoint.getRootPath()));
			}
			for (String path : endpoint.getAdditionalPaths(WebServerNamespace.SERVER)) {
				paths.add(below(path));
			}
		}
		return paths;
	}

	/** Return whether the endpoints stand between the application's own paths. */
	private static boolean isAtRoot(Environment environment) {
		return isSamePort(environment) && basePath(environment).isEmpty();
	}

	/** Boot maps {@code /up} and {@code up} alike, but keeps the slash as written. */
	private static String below(String path) {
		return StringUtils.trimTrailingCharacter(StringUtils.replace(path, "//", "/"), '/') + "/**";
	}

	private static boolean isSamePort(Environment environment) {
		return ManagementPortType.get(environment) == ManagementPortType.SAME;
	}

	private static String basePath(Environment environment) {
		return StringUtils.trimTrailingCharacter(environment.getProperty(BASE_PATH, "/actuator"), '/');
	}

	/** Where beans are lazy, the endpoints stay so unless their paths are needed. */
	private static @Nullable PathMappedEndpoints endpoints(ConfigurableApplicationContext context) {
		for (String name : context.getBeanNamesForType(PathMappedEndpoints.class, false, false)) {
			Environment environment = context.getEnvironment();
			if (context.getBeanFactory().containsSingleton(name) || isAtRoot(environment) || isAdding(environment)) {
				return context.getBean(name, PathMappedEndpoints.class);
			}
		}
		return null;
	}

	private static boolean isAdding(Environment environment) {
		return environment.getProperty(PROBES, Boolean.class, false) || Binder.get(environment)
			.bind(GROUPS, Bindable.mapOf(String.class, String.class))
			.orElseGet(Map::of)
			.keySet()
			.stream()
			.anyMatch((key) -> key.endsWith("additional-path"));
	}

}
