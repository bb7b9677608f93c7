package io.crossgate.cors.spring.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import io.crossgate.cors.spring.servlet.CorsServletFilter;

/**
 * Who speaks CORS in a servlet application.
 */
final class ServletSpeakers {

	private static final String CHAIN = "org.springframework.security.web.SecurityFilterChain";

	private ServletSpeakers() {
	}

	static List<Speaker> find(ConfigurableListableBeanFactory beans, String servletPath) {
		List<Speaker> speakers = new ArrayList<>();
		filters(beans, speakers);
		for (String name : beans.getBeanNamesForType(CorsConfigurationSource.class, true, false)) {
			Object source = beans.getBean(name);
			if (!BeanLocation.isSprings(source)) {
				speakers.add(Speaker.of("CorsConfigurationSource", BeanLocation.of(beans, name), Speaker.EVERYWHERE));
			}
			else if (source instanceof UrlBasedCorsConfigurationSource byPath) {
				speakers.add(Speaker.of("CorsConfigurationSource", BeanLocation.of(beans, name),
						byPath.getCorsConfigurations().keySet()));
			}
		}
		beans.getBeansOfType(WebMvcConfigurer.class, true, false).values().forEach((configurer) -> {
			if (!BeanLocation.isSprings(configurer)
					&& BeanLocation.isOverridden(configurer, WebMvcConfigurer.class, CorsRegistry.class)) {
				Registry registry = new Registry();
				configurer.addCorsMappings(registry);
				speakers.add(
						Speaker
							.of("WebMvcConfigurer", configurer.getClass().getName() + "#addCorsMappings",
									registry.getCorsConfigurations().keySet())
							.below(servletPath));
			}
		});
		AnnotatedControllers annotated = new AnnotatedControllers();
		beans.getBeansOfType(RequestMappingInfoHandlerMapping.class, true, false)
			.values()
			.forEach((mapping) -> mapping.getHandlerMethods()
				.forEach((info, method) -> annotated.add(method, info.getPatternValues())));
		annotated.speakers().forEach((speaker) -> speakers.add(speaker.below(servletPath)));
		return speakers;
	}

	/** Chains of Spring Security that were handed a source; those without use a bean. */
	static List<Speaker> secured(ConfigurableListableBeanFactory beans) {
		List<Speaker> speakers = new ArrayList<>();
		new SecurityChains(beans, CHAIN, "getFilters")
			.ownSources(CorsFilter.class, CorsConfigurationSource.class, (filters) -> (List<?>) filters)
			.forEach((name,
					source) -> speakers.add(Speaker.of("http.cors()", BeanLocation.of(beans, name),
							(source instanceof UrlBasedCorsConfigurationSource byPath)
									? byPath.getCorsConfigurations().keySet() : Speaker.EVERYWHERE)));
		return speakers;
	}

	private static void filters(ConfigurableListableBeanFactory beans, List<Speaker> speakers) {
		Map<String, FilterRegistrationBean<?>> registrations = registrations(beans);
		int ours = registrations.values()
			.stream()
			.filter((registration) -> registration.getFilter() instanceof CorsServletFilter)
			.mapToInt(FilterRegistrationBean::getOrder)
			.findFirst()
			.orElse(Ordered.HIGHEST_PRECEDENCE);
		beans.getBeansOfType(CorsFilter.class, true, false)
			.forEach((name, filter) -> speakers
				.add(Speaker.of("CorsFilter", BeanLocation.of(beans, name), Speaker.EVERYWHERE)
					.first(order(filter) < ours)));
		registrations.forEach((name, registration) -> {
			if (registration.getFilter() instanceof CorsFilter) {
				List<String> paths = new ArrayList<>();
				for (String pattern : registration.getUrlPatterns()) {
					paths.add(StringUtils.replace(pattern, "/*", "/**"));
				}
				speakers.add(Speaker
					.of("CorsFilter", BeanLocation.of(beans, name), paths.isEmpty() ? Speaker.EVERYWHERE : paths)
					.first(registration.getOrder() < ours));
			}
		});
	}

	@SuppressWarnings({ "rawtypes", "unchecked" })
	private static Map<String, FilterRegistrationBean<?>> registrations(ConfigurableListableBeanFactory beans) {
		return (Map) beans.getBeansOfType(FilterRegistrationBean.class, true, false);
	}

	private static int order(CorsFilter filter) {
		return (filter instanceof Ordered ordered) ? ordered.getOrder()
				: OrderUtils.getOrder(filter.getClass(), Ordered.LOWEST_PRECEDENCE);
	}

	/** Lets what a configurer registers be read. */
	private static final class Registry extends CorsRegistry {

		@Override
		protected Map<String, CorsConfiguration> getCorsConfigurations() {
			return super.getCorsConfigurations();
		}

	}

}
