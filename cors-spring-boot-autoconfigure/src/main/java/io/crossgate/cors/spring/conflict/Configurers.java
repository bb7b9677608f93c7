package io.crossgate.cors.spring.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.spring.conflict.content.CorsSources;
import io.crossgate.cors.spring.conflict.content.OtherCors.Stage;

/**
 * The configurers of Spring MVC or WebFlux that map paths to CORS configurations. Each is
 * asked, because the method may be overridden and do nothing: libraries do so.
 */
final class Configurers {

	private Configurers() {
	}

	/**
	 * Finds them, in the order in which Spring asks them.
	 * @param beans the beans of the application
	 * @param type the configurers' type
	 * @param mapped asks a configurer for what it maps, by pattern
	 */
	static <C> List<DetectedCorsConfiguration> find(ConfigurableListableBeanFactory beans, Class<C> type,
			Function<C, Map<String, CorsConfiguration>> mapped) {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		for (C configurer : beans.getBeanProvider(type, false).orderedStream().toList()) {
			if (!BeanLocation.isFrameworkType(configurer.getClass())) {
				Map<String, CorsConfiguration> byPath = mapped.apply(configurer);
				if (!byPath.isEmpty()) {
					String where = configurer.getClass().getName() + "#addCorsMappings";
					configurations.add(DetectedCorsConfiguration.of(type.getSimpleName(), where, byPath.keySet())
						.saying(Stage.MAPPING, () -> CorsSources.byPath(byPath, where)));
				}
			}
		}
		return configurations;
	}

}
