package io.crossgate.cors.spring.paths;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * What the servlet container serves.
 *
 * @param contextPath the path the application is deployed below, or the empty string
 * @param patterns the paths behind which there is a servlet; empty if it may be every
 * path
 * @param dispatchers the paths of the servlets that ask handler mappings, the management
 * endpoints' among them; the empty string for one that is asked for every path
 */
record Servlets(String contextPath, List<String> patterns, List<String> dispatchers) {

	private static final String DISPATCHER = "org.springframework.web.servlet.DispatcherServlet";

	private static final String JERSEY = "org.glassfish.jersey.servlet.ServletContainer";

	/** Jetty's, where nothing else answers. */
	private static final String NOT_FOUND = "$Default404Servlet";

	/** In front of everything: WebFlux, or a container that tells nothing. */
	static Servlets everywhere(String contextPath) {
		return new Servlets(contextPath, List.of(), List.of(""));
	}

	static Servlets of(@Nullable ServletContext container, Environment environment) {
		String configured = path(environment, "server.servlet.context-path");
		String contextPath = (container != null) ? container.getContextPath() : "";
		Servlets servlets = registered(registrations(container));
		if (servlets.dispatchers.isEmpty()) {
			String servletPath = path(environment, "spring.mvc.servlet.path");
			String resources = path(environment, "spring.jersey.application-path");
			servlets = new Servlets("", servletPath.isEmpty() ? List.of() : List.of(servletPath + "/**"),
					List.of(servletPath.isEmpty() ? resources : servletPath));
		}
		// A container for tests knows nothing of the path that the properties ask for.
		return new Servlets(contextPath.isEmpty() ? configured : contextPath, servlets.patterns, servlets.dispatchers);
	}

	/** Return a path from the properties without a slash at its end. */
	static String path(Environment environment, String property) {
		String path = StringUtils.trimTrailingCharacter(environment.getProperty(property, ""), '/');
		return (path.isEmpty() || path.startsWith("/")) ? path : "/" + path;
	}

	private static Collection<? extends ServletRegistration> registrations(@Nullable ServletContext container) {
		try {
			return (container != null) ? container.getServletRegistrations().values() : List.of();
		}
		catch (UnsupportedOperationException | IllegalStateException ex) {
			return List.of();
		}
	}

	private static Servlets registered(Collection<? extends ServletRegistration> registrations) {
		List<String> patterns = new ArrayList<>();
		List<String> dispatchers = new ArrayList<>();
		boolean everywhere = false;
		for (ServletRegistration registration : registrations) {
			String type = registration.getClassName();
			if (type != null && type.contains(NOT_FOUND)) {
				continue;
			}
			boolean dispatcher = isDispatcher(type);
			for (String mapping : registration.getMappings()) {
				boolean root = mapping.equals("/") || mapping.equals("/*");
				everywhere |= root;
				if (dispatcher && (root || mapping.endsWith("/*"))) {
					dispatchers.add(root ? "" : mapping.substring(0, mapping.length() - 2));
				}
				if (!mapping.startsWith("*")) {
					patterns.add(dispatcher ? 0 : patterns.size(), pattern(mapping));
				}
			}
		}
		return new Servlets("", everywhere ? List.of() : patterns, dispatchers);
	}

	private static String pattern(String mapping) {
		return mapping.isEmpty() ? "/" : mapping.endsWith("/*") ? mapping + "*" : mapping;
	}

	private static boolean isDispatcher(@Nullable String type) {
		ClassLoader loader = Servlets.class.getClassLoader();
		if (type == null || type.equals(JERSEY) || !ClassUtils.isPresent(type, loader)
				|| !ClassUtils.isPresent(DISPATCHER, loader)) {
			return JERSEY.equals(type);
		}
		return ClassUtils.resolveClassName(DISPATCHER, loader)
			.isAssignableFrom(ClassUtils.resolveClassName(type, loader));
	}

}
