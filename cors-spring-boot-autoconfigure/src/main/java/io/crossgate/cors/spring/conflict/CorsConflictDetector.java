package io.crossgate.cors.spring.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;

/**
 * Who else in the application speaks CORS: filters, configuration sources, configurers,
 * annotations and properties of other libraries. Taken when all beans exist and no
 * request has come yet; a {@code DispatcherServlet} that brings a context of its own is
 * added with it.
 *
 * @since 0.1.0
 */
public final class CorsConflictDetector
		implements SmartInitializingSingleton, ApplicationListener<ContextRefreshedEvent> {

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.conflicts");

	private final ConfigurableListableBeanFactory beans;

	private final Environment environment;

	private final CorsEngine engine;

	private final boolean fail;

	private volatile List<DetectedCorsConfiguration> configurations = List.of();

	private volatile boolean running;

	/**
	 * Creates an inventory that has not been taken.
	 * @param beans the application's beans
	 * @param environment the application's properties
	 * @param engine has the policies
	 * @param fail whether the application must not start beside other CORS code
	 */
	public CorsConflictDetector(ConfigurableListableBeanFactory beans, Environment environment, CorsEngine engine,
			boolean fail) {
		this.beans = beans;
		this.environment = environment;
		this.engine = engine;
		this.fail = fail;
	}

	/**
	 * Return what was found, beside the policies in force.
	 * @return the findings; empty before all beans exist
	 */
	public List<CorsConflict> conflicts() {
		return conflicts(this.engine.policies());
	}

	/**
	 * Return what was found, beside other policies than those in force.
	 * @param policies the policies
	 * @return the findings; empty before all beans exist
	 */
	public List<CorsConflict> conflicts(CorsPolicies policies) {
		return conflicts(this.configurations, policies);
	}

	private static List<CorsConflict> conflicts(List<DetectedCorsConfiguration> configurations, CorsPolicies policies) {
		if (configurations.isEmpty()) {
			return List.of();
		}
		PolicyOverlap overlap = new PolicyOverlap(policies);
		return configurations.stream()
			.map(overlap::of)
			.flatMap(Optional::stream)
			.map(CorsConflictDetector::management)
			.toList();
	}

	/**
	 * Return the endpoint of Spring that refuses an origin after the policies have
	 * allowed it.
	 * @param policies the policies
	 * @param path the path within the application
	 * @param origin the origin
	 * @param handshake whether a WebSocket is opened; of other requests, only SockJS
	 * checks the origin
	 * @return the endpoint, or empty if none refuses
	 */
	public Optional<CorsConflict> refusing(CorsPolicies policies, String path, String origin, boolean handshake) {
		PolicyOverlap overlap = new PolicyOverlap(policies);
		return this.configurations.stream()
			.filter((configuration) -> configuration.refuses(origin) && (handshake || configuration.isSockJs())
					&& overlap.covers(configuration, path))
			.map(overlap::of)
			.flatMap(Optional::stream)
			.findFirst();
	}

	@Override
	public void afterSingletonsInstantiated() {
		add(speakers());
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		ApplicationContext context = event.getApplicationContext();
		if (this.beans.equals(context.getAutowireCapableBeanFactory())) {
			this.running = true;
		}
		else if (isServlet()) {
			add(findSafely(() -> Dispatchers.refreshed(context)));
		}
	}

	private synchronized void add(List<DetectedCorsConfiguration> found) {
		this.configurations = Stream.of(this.configurations, found).flatMap(List::stream).toList();
		List<CorsConflict> detected = conflicts(found, this.engine.policies());
		List<CorsConflict> conflicts = conflicts(detected);
		if (conflicts.isEmpty()) {
			return;
		}
		// A servlet that starts with its first request must not fail it.
		if (this.fail && !this.running) {
			throw new CorsConflictsException(conflicts);
		}
		logger.warn(CorsConflictReport.of(detected));
	}

	private static List<CorsConflict> conflicts(List<CorsConflict> detected) {
		List<CorsConflict> conflicts = new ArrayList<>();
		for (CorsConflict conflict : detected) {
			if (conflict.isConflict()) {
				conflicts.add(conflict);
			}
		}
		return conflicts;
	}

	private List<DetectedCorsConfiguration> speakers() {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		if (isServlet()) {
			String servletPath = this.environment.getProperty("spring.mvc.servlet.path", "/");
			String prefix = servletPath.equals("/") ? "" : servletPath;
			configurations.addAll(findSafely(() -> ServletCorsDetector.find(this.beans, prefix)));
			configurations.addAll(findSafely(() -> Dispatchers.present(this.beans)));
			configurations.addAll(findSafely(() -> ServletCorsDetector.secured(this.beans)));
		}
		if (isPresent("org.springframework.web.reactive.config.WebFluxConfigurer")) {
			configurations.addAll(findSafely(() -> ReactiveCorsDetector.find(this.beans)));
			configurations.addAll(findSafely(() -> ReactiveCorsDetector.secured(this.beans)));
		}
		configurations.addAll(findSafely(() -> PropertyCorsDetector.find(this.environment)));
		return configurations;
	}

	/** An application that can't be looked into still starts. */
	private static List<DetectedCorsConfiguration> findSafely(Supplier<List<DetectedCorsConfiguration>> finder) {
		try {
			return finder.get();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("The inventory of other CORS code is incomplete", ex);
			return List.of();
		}
	}

	private static CorsConflict management(CorsConflict conflict) {
		return conflict.where().startsWith(PropertyCorsDetector.MANAGEMENT) ? new CorsConflict(conflict.kind(),
				conflict.where(), conflict.paths(), CorsConflict.Effect.MANAGEMENT, List.of()) : conflict;
	}

	private static boolean isServlet() {
		return isPresent("org.springframework.web.servlet.config.annotation.WebMvcConfigurer")
				&& isPresent("jakarta.servlet.Filter");
	}

	private static boolean isPresent(String name) {
		return ClassUtils.isPresent(name, CorsConflictDetector.class.getClassLoader());
	}

}
