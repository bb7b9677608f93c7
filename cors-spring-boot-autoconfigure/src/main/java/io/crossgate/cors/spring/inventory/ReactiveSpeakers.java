package io.crossgate.cors.spring.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.server.WebFilter;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Flux;

import io.crossgate.cors.spring.reactive.CorsReactiveFilter;

/**
 * Who speaks CORS in a reactive application.
 */
final class ReactiveSpeakers {

	private static final String CHAIN = "org.springframework.security.web.server.SecurityWebFilterChain";

	private ReactiveSpeakers() {
	}

	static List<Speaker> find(ConfigurableListableBeanFactory beans) {
		List<Speaker> speakers = new ArrayList<>();
		List<WebFilter> before = beans.getBeanProvider(WebFilter.class)
			.orderedStream()
			.takeWhile((filter) -> !(filter instanceof CorsReactiveFilter))
			.toList();
		for (String name : beans.getBeanNamesForType(CorsWebFilter.class, true, false)) {
			speakers.add(Speaker.of("CorsWebFilter", BeanLocation.of(beans, name), Speaker.EVERYWHERE)
				.first(before.contains(beans.getBean(name, CorsWebFilter.class))));
		}
		for (String name : beans.getBeanNamesForType(CorsConfigurationSource.class, true, false)) {
			Object source = beans.getBean(name);
			boolean byPath = source instanceof UrlBasedCorsConfigurationSource;
			if (byPath || !BeanLocation.isSprings(source.getClass())) {
				// The reactive source keeps its paths to itself.
				speakers.add(Speaker.of("CorsConfigurationSource", BeanLocation.of(beans, name), Speaker.EVERYWHERE));
			}
		}
		for (WebFluxConfigurer configurer : beans.getBeansOfType(WebFluxConfigurer.class, true, false).values()) {
			if (!BeanLocation.isSprings(configurer.getClass())
					&& BeanLocation.isOverridden(configurer, WebFluxConfigurer.class, CorsRegistry.class)) {
				Registry registry = new Registry();
				configurer.addCorsMappings(registry);
				speakers.add(Speaker.of("WebFluxConfigurer", configurer.getClass().getName() + "#addCorsMappings",
						registry.getCorsConfigurations().keySet()));
			}
		}
		speakers.addAll(annotated(beans).speakers());
		return speakers;
	}

	private static AnnotatedControllers annotated(ConfigurableListableBeanFactory beans) {
		AnnotatedControllers annotated = new AnnotatedControllers();
		for (RequestMappingInfoHandlerMapping mapping : beans
			.getBeansOfType(RequestMappingInfoHandlerMapping.class, true, false)
			.values()) {
			for (Map.Entry<RequestMappingInfo, HandlerMethod> handler : mapping.getHandlerMethods().entrySet()) {
				List<String> paths = new ArrayList<>();
				for (PathPattern path : handler.getKey().getPatternsCondition().getPatterns()) {
					paths.add(path.getPatternString());
				}
				annotated.add(handler.getValue(), paths);
			}
		}
		return annotated;
	}

	/** Chains of Spring Security that were handed a source; those without use a bean. */
	static List<Speaker> secured(ConfigurableListableBeanFactory beans) {
		List<Speaker> speakers = new ArrayList<>();
		new SecurityChains(beans, CHAIN, "getWebFilters")
			.ownSources(CorsWebFilter.class, CorsConfigurationSource.class,
					(filters) -> ((Flux<?>) filters).toIterable())
			.keySet()
			.forEach((name) -> speakers
				.add(Speaker.of("http.cors()", BeanLocation.of(beans, name), Speaker.EVERYWHERE)));
		return speakers;
	}

	/** Lets what a configurer registers be read. */
	private static final class Registry extends CorsRegistry {

		@Override
		protected Map<String, CorsConfiguration> getCorsConfigurations() {
			return super.getCorsConfigurations();
		}

	}

}
