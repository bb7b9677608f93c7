package io.crossgate.cors.spring.conflict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.server.WebFilter;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Flux;

import io.crossgate.cors.spring.conflict.DetectedCorsConfiguration.Said;
import io.crossgate.cors.spring.conflict.content.CorsSources;
import io.crossgate.cors.spring.conflict.content.OtherCors;
import io.crossgate.cors.spring.conflict.content.OtherCors.Content;
import io.crossgate.cors.spring.conflict.content.OtherCors.Stage;
import io.crossgate.cors.spring.reactive.CorsReactiveFilter;

/**
 * Detects CORS code in a reactive application.
 */
final class ReactiveCorsDetector {

	private static final String CHAIN = "org.springframework.security.web.server.SecurityWebFilterChain";

	private static final String SECURITY = "org.springframework.security.web.server.WebFilterChainProxy";

	private ReactiveCorsDetector() {
	}

	static List<DetectedCorsConfiguration> find(ConfigurableListableBeanFactory beans) {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		List<WebFilter> ordered = beans.getBeanProvider(WebFilter.class).orderedStream().toList();
		List<WebFilter> before = ordered.stream()
			.takeWhile((filter) -> !(filter instanceof CorsReactiveFilter))
			.toList();
		List<WebFilter> inFrontOfSecurity = ordered.stream()
			.takeWhile((filter) -> !filter.getClass().getName().equals(SECURITY))
			.toList();
		List<CorsWebFilter> filters = new ArrayList<>();
		for (String name : inOrder(beans)) {
			String where = BeanLocation.of(beans, name);
			CorsWebFilter filter = beans.getBean(name, CorsWebFilter.class);
			filters.add(filter);
			configurations
				.add(DetectedCorsConfiguration.of("CorsWebFilter", where, DetectedCorsConfiguration.EVERYWHERE)
					.first(before.contains(filter))
					.saying(inFrontOfSecurity.contains(filter) ? Stage.FILTER : Stage.FILTER_BEHIND_SECURITY,
							() -> CorsSources.ofReactiveFilter(filter, where)));
		}
		for (String name : beans.getBeanNamesForType(CorsConfigurationSource.class, true, false)) {
			Object source = beans.getBean(name);
			boolean byPath = source instanceof UrlBasedCorsConfigurationSource;
			if (byPath || !BeanLocation.isFrameworkType(source.getClass())) {
				// The reactive source keeps its paths to itself.
				String where = BeanLocation.of(beans, name);
				configurations.add(DetectedCorsConfiguration
					.of("CorsConfigurationSource", where, DetectedCorsConfiguration.EVERYWHERE)
					.reading(() -> said(source, where, filters, beans)));
			}
		}
		List<DetectedCorsConfiguration> mapped = Configurers.find(beans, WebFluxConfigurer.class, Registry::mappedBy);
		configurations.addAll(mapped);
		AnnotatedControllers annotated = new AnnotatedControllers();
		beans.getBeansOfType(RequestMappingInfoHandlerMapping.class, true, false).values().forEach((mapping) -> {
			annotated.add(mapping, RequestMappingInfo.class, mapping.getHandlerMethods(),
					ReactiveCorsDetector::patterns, (info) -> info.getMethodsCondition().getMethods(),
					ReactiveCorsDetector::isConditional);
			if (!mapping.getPathPatternParser().isCaseSensitive()) {
				annotated.addCaseInsensitive(mapping.getClass().getName());
			}
		});
		beans.getBeansOfType(RouterFunctionMapping.class, true, false)
			.values()
			.forEach((mapping) -> annotated.addRoutes(mapping.getRouterFunction()));
		annotated.addOwn(beans, HandlerMapping.class, ReactiveCorsDetector::paths);
		configurations.addAll(annotated.speakers(!mapped.isEmpty()));
		return configurations;
	}

	private static boolean isConditional(RequestMappingInfo info) {
		return !info.getParamsCondition().isEmpty() || !info.getHeadersCondition().isEmpty()
				|| !info.getConsumesCondition().isEmpty() || !info.getProducesCondition().isEmpty()
				|| info.getCustomCondition() != null;
	}

	/** Return the patterns of a mapping; none if they can't be told. */
	private static Collection<String> paths(HandlerMapping mapping) {
		if (mapping instanceof RequestMappingInfoHandlerMapping annotated) {
			return annotated.getHandlerMethods().keySet().stream().flatMap((info) -> patterns(info).stream()).toList();
		}
		return (mapping instanceof AbstractUrlHandlerMapping urls)
				? urls.getHandlerMap().keySet().stream().map(PathPattern::getPatternString).toList() : List.of();
	}

	private static Collection<String> patterns(RequestMappingInfo mapping) {
		return mapping.getPatternsCondition().getPatterns().stream().map(PathPattern::getPatternString).toList();
	}

	/** Chains of Spring Security that were handed a source; those without use a bean. */
	static List<DetectedCorsConfiguration> secured(ConfigurableListableBeanFactory beans) {
		return securityChains(beans).speakers((source) -> DetectedCorsConfiguration.EVERYWHERE);
	}

	/** Reads all chains of Spring Security, in their order. */
	static List<OtherCors> chains(ConfigurableListableBeanFactory beans) {
		return securityChains(beans).read(CorsSources::ofReactiveFilter,
				beans.getBeansOfType(CorsWebFilter.class, true, false)::containsValue);
	}

	private static SecurityFilterChains securityChains(ConfigurableListableBeanFactory beans) {
		return new SecurityFilterChains(beans, CHAIN, "getWebFilters", (filters) -> ((Flux<?>) filters).toIterable(),
				CorsWebFilter.class, CorsConfigurationSource.class);
	}

	/** A source speaks through the filter or the chains that ask it. */
	@SuppressWarnings("ReferenceEquality")
	private static Said said(Object source, String where, List<CorsWebFilter> filters,
			ConfigurableListableBeanFactory beans) {
		boolean asked = securityChains(beans).ask(source)
				|| filters.stream().anyMatch((filter) -> CorsSources.askedBy(filter) == source);
		return new Said(Stage.NOWHERE, asked ? Content.NONE : CorsSources.ofReactiveSource(source, where));
	}

	/** The names of Spring's filters, as requests meet them. */
	private static List<String> inOrder(ConfigurableListableBeanFactory beans) {
		List<WebFilter> ordered = beans.getBeanProvider(WebFilter.class).orderedStream().toList();
		return Arrays.stream(beans.getBeanNamesForType(CorsWebFilter.class, true, false))
			.sorted(Comparator.comparingInt((name) -> ordered.indexOf(beans.getBean(name, WebFilter.class))))
			.toList();
	}

	/** Lets what a configurer registers be read. */
	private static final class Registry extends CorsRegistry {

		static Map<String, CorsConfiguration> mappedBy(WebFluxConfigurer configurer) {
			Registry registry = new Registry();
			configurer.addCorsMappings(registry);
			return registry.getCorsConfigurations();
		}

		@Override
		protected Map<String, CorsConfiguration> getCorsConfigurations() {
			return super.getCorsConfigurations();
		}

	}

}
