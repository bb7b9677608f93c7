package io.crossgate.cors.spring.conflict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The configurers of Spring MVC or WebFlux that map paths to CORS configurations. Each is
 * asked, because the method may be overridden and do nothing: libraries do so.
 */
final class Configurers {

	private Configurers() {
	}

	/**
	 * Finds them.
	 * @param beans the beans of the application
	 * @param type the configurers' type
	 * @param mapped asks a configurer for the patterns it maps
	 */
	static <C> List<DetectedCorsConfiguration> find(ConfigurableListableBeanFactory beans, Class<C> type,
			Function<C, Collection<String>> mapped) {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		for (C configurer : beans.getBeansOfType(type, true, false).values()) {
			if (!BeanLocation.isFrameworkType(configurer.getClass())) {
				Collection<String> paths = mapped.apply(configurer);
				if (!paths.isEmpty()) {
					configurations.add(DetectedCorsConfiguration.of(type.getSimpleName(),
							configurer.getClass().getName() + "#addCorsMappings", paths));
				}
			}
		}
		return configurations;
	}

}
