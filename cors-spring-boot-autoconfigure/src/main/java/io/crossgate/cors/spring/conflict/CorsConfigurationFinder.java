package io.crossgate.cors.spring.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Asks the detectors that the class path has a use for.
 */
final class CorsConfigurationFinder {

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.conflicts");

	private CorsConfigurationFinder() {
	}

	/** Looks at beans and properties when all beans exist. */
	static List<DetectedCorsConfiguration> find(ConfigurableListableBeanFactory beans, Environment environment) {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		if (isServlet()) {
			String servletPath = environment.getProperty("spring.mvc.servlet.path", "/");
			String prefix = servletPath.equals("/") ? "" : servletPath;
			configurations.addAll(findSafely(() -> ServletCorsDetector.find(beans, prefix)));
			configurations.addAll(findSafely(() -> Dispatchers.present(beans)));
			configurations.addAll(findSafely(() -> ServletCorsDetector.secured(beans)));
		}
		if (isPresent("org.springframework.web.reactive.config.WebFluxConfigurer")) {
			configurations.addAll(findSafely(() -> ReactiveCorsDetector.find(beans)));
			configurations.addAll(findSafely(() -> ReactiveCorsDetector.secured(beans)));
		}
		configurations.addAll(findSafely(() -> PropertyCorsDetector.find(environment)));
		return configurations;
	}

	/** Looks into the context of another dispatcher once it is refreshed. */
	static List<DetectedCorsConfiguration> refreshed(ApplicationContext context) {
		return isServlet() ? findSafely(() -> Dispatchers.refreshed(context)) : List.of();
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

	private static boolean isServlet() {
		return isPresent("org.springframework.web.servlet.config.annotation.WebMvcConfigurer")
				&& isPresent("jakarta.servlet.Filter");
	}

	private static boolean isPresent(String name) {
		return ClassUtils.isPresent(name, CorsConfigurationFinder.class.getClassLoader());
	}

}
