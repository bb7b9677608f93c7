package io.crossgate.cors.spring.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;

/**
 * Reads off the application which paths it answers on: what its properties say before its
 * beans exist, and what is mapped once they do.
 *
 * @since 0.1.0
 */
public final class DeployedPaths {

	private static final boolean SERVLETS = isPresent("jakarta.servlet.ServletContext");

	private static final boolean MVC = SERVLETS && isPresent("org.springframework.web.servlet.HandlerMapping");

	private static final boolean WEBFLUX = isPresent("org.springframework.web.reactive.HandlerMapping");

	private static final boolean MANAGEMENT = isPresent(
			"org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType");

	private final ConfigurableApplicationContext context;

	/**
	 * Creates a reader.
	 * @param context the application
	 */
	public DeployedPaths(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Return what the properties say of the management endpoints. It is all there is to
	 * know of most applications, and more than enough until requests are served.
	 * @return the paths that are known before the beans exist
	 */
	public ApplicationPaths configured() {
		return ApplicationPaths.managed(
				below(servlets().dispatchers(), MANAGEMENT ? ManagementPaths.configured(environment()) : List.of()));
	}

	/**
	 * Return what is mapped. All beans have to exist.
	 * @return the paths of the application as it is deployed
	 */
	public ApplicationPaths deployed() {
		Servlets servlets = servlets();
		List<String> below = MANAGEMENT ? ManagementPaths.configured(environment()) : List.of();
		List<String> management = MANAGEMENT ? ManagementPaths.mapped(this.context) : List.of();
		return new ApplicationPaths(servlets.contextPath(), servlets.patterns(),
				below(servlets.dispatchers(), management),
				handlers(servlets, below(servlets.dispatchers(), below), !management.equals(below)));
	}

	/**
	 * Return the path that the application is deployed below.
	 * @return a path such as {@code /app}, or the empty string
	 */
	public String contextPath() {
		return servlets().contextPath();
	}

	/**
	 * Finds which paths of the policies have a twin with a slash at its end that they do
	 * not cover, although Spring answers both alike. All beans have to exist.
	 * @param policies the policies in force
	 * @param filterOrder where the policies' filter stands
	 * @return the paths; none if no such filter stands behind the policies'
	 */
	public List<HalfCovered> halfCovered(CorsPolicies policies, int filterOrder) {
		return TrailingSlashes.find(policies, this.context.getBeanFactory(), filterOrder);
	}

	/**
	 * Log which paths of the policies have a twin with a slash at its end that they do
	 * not cover, although Spring answers both alike. All beans have to exist.
	 * @param policies the policies in force
	 * @param filterOrder where the policies' filter stands
	 */
	public void reportTrailingSlashes(CorsPolicies policies, int filterOrder) {
		TrailingSlashes.report(policies, this.context.getBeanFactory(), filterOrder);
	}

	/**
	 * Logs which paths of the policies end above handlers that no policy covers. All
	 * beans have to exist.
	 * @param policies the policies in force
	 */
	public void reportNarrowPaths(CorsPolicies policies) {
		if (NarrowPaths.areIn(policies)) {
			NarrowPaths.report(policies, handlers());
		}
	}

	/**
	 * Finds paths of the policies that end above handlers which no policy covers. All
	 * beans have to exist.
	 * @param policies the policies
	 * @return those paths
	 */
	public List<NarrowPath> narrowPaths(CorsPolicies policies) {
		return NarrowPaths.areIn(policies) ? NarrowPaths.find(policies, handlers()) : List.of();
	}

	private List<String> handlers() {
		Servlets servlets = servlets();
		List<String> management = MANAGEMENT ? ManagementPaths.mapped(this.context) : List.of();
		return handlers(servlets, below(servlets.dispatchers(), management), true);
	}

	/**
	 * Return the paths of the servlets that ask handler mappings.
	 * @return the paths; the empty string for one that is asked for every path
	 */
	public List<String> dispatchers() {
		return servlets().dispatchers();
	}

	/**
	 * Translate the pattern of a handler.
	 * @param pattern a pattern of Spring's
	 * @return the narrowest pattern of a policy that matches all that it does
	 */
	public static String policyPattern(String pattern) {
		return HandlerPaths.simplified(pattern);
	}

	/**
	 * Return what a router function maps, as far as it tells in words.
	 * @param function a router function of Spring MVC or WebFlux
	 * @return patterns of Spring's, each with its methods; none if all may be meant
	 */
	public static List<Map.Entry<String, Set<String>>> routes(Object function) {
		return RouteText.parse(String.valueOf(function))
			.stream()
			.map((route) -> Map.entry(route.path(), route.methods()))
			.toList();
	}

	private Servlets servlets() {
		if (SERVLETS && this.context instanceof WebApplicationContext web) {
			return Servlets.of(web.getServletContext(), environment());
		}
		return Servlets.everywhere(Servlets.path(environment(), "spring.webflux.base-path"));
	}

	/**
	 * They are asked for only where they can make a difference: where management
	 * endpoints stand among them, or one of them may be the context path's namesake.
	 * Below a base path of their own everything is the management endpoints'.
	 */
	private List<String> handlers(Servlets servlets, List<String> management, boolean mixed) {
		if (servlets.contextPath().isEmpty() && !mixed) {
			return List.of();
		}
		HandlerPaths paths = new HandlerPaths(servlets.dispatchers(), servlets.contextPath());
		if (MVC) {
			ServletHandlers.addTo(paths, this.context);
		}
		if (WEBFLUX) {
			ReactiveHandlers.addTo(paths, this.context);
		}
		List<String> handlers = new ArrayList<>(paths.paths());
		handlers.addAll(servlets.patterns());
		handlers.removeIf((path) -> management.stream().anyMatch((pattern) -> isBelow(path, pattern)));
		return handlers;
	}

	private static boolean isBelow(String path, String pattern) {
		String base = pattern.substring(0, pattern.length() - "/**".length());
		return path.equals(base) || path.startsWith(base + "/");
	}

	private static List<String> below(List<String> prefixes, List<String> paths) {
		List<String> below = new ArrayList<>();
		for (String prefix : prefixes) {
			for (String path : paths) {
				below.add(prefix + path);
			}
		}
		return below;
	}

	private Environment environment() {
		return this.context.getEnvironment();
	}

	private static boolean isPresent(String name) {
		return ClassUtils.isPresent(name, DeployedPaths.class.getClassLoader());
	}

	/**
	 * A path of a policy that ends above a handler which no policy covers.
	 *
	 * @param policy the name of the policy
	 * @param entry which of its paths it is, from 0
	 * @param sentence why it is narrow, beginning with the path
	 * @param wider the pattern that covers the handler, too
	 */
	public record NarrowPath(String policy, int entry, String sentence, String wider) {

	}

	/**
	 * A path of a policy that has a twin with a slash at its end which the policy does
	 * not cover, although Spring answers both alike.
	 *
	 * @param filter the bean that has them answered alike
	 * @param policy the name of the policy
	 * @param path the path that is covered
	 */
	public record HalfCovered(String filter, String policy, String path) {

	}

}
