package io.crossgate.cors.spring.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

import io.crossgate.cors.spring.conflict.content.OtherCors;

/**
 * Asks the detectors that the class path has a use for.
 */
final class CorsConfigurationFinder {

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.conflicts");

	private CorsConfigurationFinder() {
	}

	/** Looks at beans and properties when all beans exist. */
	static List<DetectedCorsConfiguration> find(ConfigurableListableBeanFactory beans, Environment environment) {
		return find(beans, environment, CorsConfigurationFinder::log);
	}

	private static List<DetectedCorsConfiguration> find(ConfigurableListableBeanFactory beans, Environment environment,
			Consumer<Throwable> failed) {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		if (isServlet()) {
			String servletPath = environment.getProperty("spring.mvc.servlet.path", "/");
			String prefix = servletPath.equals("/") ? "" : servletPath;
			configurations.addAll(findSafely(() -> ServletCorsDetector.find(beans, prefix), failed));
			configurations.addAll(findSafely(() -> Dispatchers.present(beans), failed));
			if (isPresent(SecurityFilterChains.SERVLET)) {
				configurations.addAll(findSafely(() -> ServletCorsDetector.secured(beans), failed));
			}
		}
		if (isReactive()) {
			configurations.addAll(findSafely(() -> ReactiveCorsDetector.find(beans), failed));
			configurations.addAll(findSafely(() -> ReactiveCorsDetector.secured(beans), failed));
		}
		configurations.addAll(findSafely(() -> PropertyCorsDetector.find(environment), failed));
		return configurations;
	}

	/**
	 * Looks at the same, and at code whose paths do not tell. What could not be looked
	 * into is counted, too: it may answer anything.
	 */
	static List<OtherCors> read(ConfigurableListableBeanFactory beans, Environment environment) {
		List<OtherCors> speakers = new ArrayList<>();
		List<Throwable> failures = new ArrayList<>();
		find(beans, environment, failures::add).forEach((detected) -> speakers.add(detected.read()));
		speakers.addAll(findSafely(() -> HandWrittenCors.find(beans), failures::add));
		if (isServlet()) {
			speakers.addAll(findSafely(() -> ServletCorsDetector.chains(beans), failures::add));
			speakers.addAll(findSafely(() -> Dispatchers.others(beans), failures::add));
		}
		if (isReactive()) {
			speakers.addAll(findSafely(() -> ReactiveCorsDetector.chains(beans), failures::add));
		}
		failures.forEach((failure) -> speakers.add(OtherCors.unknown(failure)));
		return speakers;
	}

	/** Looks into the context of another dispatcher once it is refreshed. */
	static List<DetectedCorsConfiguration> refreshed(ApplicationContext context) {
		return isServlet() ? findSafely(() -> Dispatchers.refreshed(context), CorsConfigurationFinder::log) : List.of();
	}

	/** An application that can't be looked into still starts. */
	private static <T> List<T> findSafely(Supplier<List<T>> finder, Consumer<Throwable> failed) {
		try {
			return finder.get();
		}
		catch (RuntimeException | LinkageError ex) {
			failed.accept(ex);
			return List.of();
		}
	}

	private static void log(Throwable failure) {
		logger.debug("The inventory of other CORS code is incomplete", failure);
	}

	private static boolean isServlet() {
		return isPresent("org.springframework.web.servlet.config.annotation.WebMvcConfigurer")
				&& isPresent("jakarta.servlet.Filter");
	}

	private static boolean isReactive() {
		return isPresent("org.springframework.web.reactive.config.WebFluxConfigurer");
	}

	private static boolean isPresent(String name) {
		return ClassUtils.isPresent(name, CorsConfigurationFinder.class.getClassLoader());
	}

}
