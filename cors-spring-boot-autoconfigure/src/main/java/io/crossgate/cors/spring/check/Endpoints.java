package io.crossgate.cors.spring.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;

import io.crossgate.cors.path.MalformedPathException;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.spring.check.Check.Application;
import io.crossgate.cors.spring.paths.DeployedPaths;

/**
 * What the application maps paths to, as far as its handler mappings tell.
 */
final class Endpoints {

	private static final boolean MVC = isPresent("org.springframework.web.servlet.HandlerMapping")
			&& isPresent("jakarta.servlet.Servlet");

	private static final boolean WEBFLUX = isPresent("org.springframework.web.reactive.HandlerMapping");

	private final List<Endpoint> all = new ArrayList<>();

	private final List<String> dispatchers;

	private final Environment environment;

	private Endpoints(List<String> dispatchers, Environment environment) {
		this.dispatchers = dispatchers;
		this.environment = environment;
	}

	/** Asks the handler mappings that the class path has. */
	static List<Endpoint> of(Application application) {
		Endpoints endpoints = new Endpoints(new DeployedPaths(application.context()).dispatchers(),
				application.context().getEnvironment());
		if (MVC) {
			ServletEndpoints.addTo(endpoints, application.context());
		}
		if (WEBFLUX) {
			ReactiveEndpoints.addTo(endpoints, application.context());
		}
		// Handler mappings keep no order.
		endpoints.all.sort(Comparator.comparing((Endpoint endpoint) -> endpoint.path().text())
			.thenComparing(Endpoint::toString)
			.thenComparing((endpoint) -> endpoint.place().text()));
		return endpoints.all;
	}

	/**
	 * Adds a method of a controller.
	 * @param patterns the paths it is mapped to
	 * @param methods the methods it is mapped for
	 * @param conditions the headers that the mapping requires
	 * @param handler the method
	 */
	void add(Collection<String> patterns, Collection<String> methods, Collection<String> conditions,
			HandlerMethod handler) {
		Map<String, Boolean> headers = new LinkedHashMap<>();
		for (MethodParameter parameter : handler.getMethodParameters()) {
			RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
			String name = (header != null) ? name(header, parameter) : "";
			if (header != null && !name.isEmpty()) {
				headers.put(name, header.required() && header.defaultValue().equals(ValueConstants.DEFAULT_NONE)
						&& !parameter.isOptional());
			}
		}
		conditions.forEach((name) -> headers.put(name, true));
		for (String pattern : patterns) {
			add(pattern, new TreeSet<>(methods), headers, handler.getBeanType().getName(),
					handler.getMethod().getName());
		}
	}

	private String name(RequestHeader header, MethodParameter parameter) {
		if (Map.class.isAssignableFrom(parameter.getParameterType())
				|| parameter.getParameterType().getName().equals("org.springframework.http.HttpHeaders")) {
			return "";
		}
		if (!header.name().isEmpty()) {
			return this.environment.resolvePlaceholders(header.name());
		}
		parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
		String name = parameter.getParameterName();
		return (name != null) ? name : "";
	}

	/** Adds the routes that a router function tells of in words. */
	void addRoutes(Object function) {
		DeployedPaths.routes(function).forEach((route) -> add(route.getKey(), route.getValue(), Map.of(), null, null));
	}

	/** Adds what may answer to any method, and whose code can't be seen. */
	void addUnknown(String pattern) {
		add(pattern, Set.of(), Map.of(), null, null);
	}

	private void add(String pattern, Set<String> methods, Map<String, Boolean> headers, @Nullable String type,
			@Nullable String member) {
		for (String dispatcher : this.dispatchers) {
			try {
				PathPattern path = PathPattern.parse(dispatcher + DeployedPaths.policyPattern(pattern));
				this.all.add(new Endpoint(path, Set.copyOf(methods), Map.copyOf(headers), type, member));
			}
			catch (MalformedPathException ex) {
				// No policy can name it.
			}
		}
	}

	private static boolean isPresent(String name) {
		return ClassUtils.isPresent(name, Endpoints.class.getClassLoader());
	}

}
