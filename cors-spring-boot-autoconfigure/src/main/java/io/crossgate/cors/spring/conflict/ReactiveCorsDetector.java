package io.crossgate.cors.spring.conflict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.server.WebFilter;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Flux;

import io.crossgate.cors.spring.reactive.CorsReactiveFilter;

/**
 * Detects CORS code in a reactive application.
 */
final class ReactiveCorsDetector {

	private static final String CHAIN = "org.springframework.security.web.server.SecurityWebFilterChain";

	private ReactiveCorsDetector() {
	}

	static List<DetectedCorsConfiguration> find(ConfigurableListableBeanFactory beans) {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		List<WebFilter> before = beans.getBeanProvider(WebFilter.class)
			.orderedStream()
			.takeWhile((filter) -> !(filter instanceof CorsReactiveFilter))
			.toList();
		for (String name : beans.getBeanNamesForType(CorsWebFilter.class, true, false)) {
			configurations.add(DetectedCorsConfiguration
				.of("CorsWebFilter", BeanLocation.of(beans, name), DetectedCorsConfiguration.EVERYWHERE)
				.first(before.contains(beans.getBean(name, CorsWebFilter.class))));
		}
		for (String name : beans.getBeanNamesForType(CorsConfigurationSource.class, true, false)) {
			Object source = beans.getBean(name);
			boolean byPath = source instanceof UrlBasedCorsConfigurationSource;
			if (byPath || !BeanLocation.isFrameworkType(source.getClass())) {
				// The reactive source keeps its paths to itself.
				configurations.add(DetectedCorsConfiguration.of("CorsConfigurationSource", BeanLocation.of(beans, name),
						DetectedCorsConfiguration.EVERYWHERE));
			}
		}
		configurations.addAll(Configurers.find(beans, WebFluxConfigurer.class, Registry::mappedBy));
		AnnotatedControllers annotated = new AnnotatedControllers();
		beans.getBeansOfType(RequestMappingInfoHandlerMapping.class, true, false)
			.values()
			.forEach((mapping) -> annotated.add(mapping.getHandlerMethods(), ReactiveCorsDetector::patterns));
		configurations.addAll(annotated.speakers());
		return configurations;
	}

	private static Collection<String> patterns(RequestMappingInfo mapping) {
		return mapping.getPatternsCondition().getPatterns().stream().map(PathPattern::getPatternString).toList();
	}

	/** Chains of Spring Security that were handed a source; those without use a bean. */
	static List<DetectedCorsConfiguration> secured(ConfigurableListableBeanFactory beans) {
		return new SecurityFilterChains(beans, CHAIN, "getWebFilters").speakers(CorsWebFilter.class,
				CorsConfigurationSource.class, (filters) -> ((Flux<?>) filters).toIterable(),
				(source) -> DetectedCorsConfiguration.EVERYWHERE);
	}

	/** Lets what a configurer registers be read. */
	private static final class Registry extends CorsRegistry {

		static Collection<String> mappedBy(WebFluxConfigurer configurer) {
			Registry registry = new Registry();
			configurer.addCorsMappings(registry);
			return registry.getCorsConfigurations().keySet();
		}

		@Override
		protected Map<String, CorsConfiguration> getCorsConfigurations() {
			return super.getCorsConfigurations();
		}

	}

}
