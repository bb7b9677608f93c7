package io.crossgate.cors.spring.inventory;

import java.util.ArrayList;
import java.util.Collection;
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
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
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
		sources(beans, speakers);
		for (WebMvcConfigurer configurer : beans.getBeansOfType(WebMvcConfigurer.class, true, false).values()) {
			if (!BeanLocation.isSprings(configurer.getClass())
					&& BeanLocation.isOverridden(configurer, WebMvcConfigurer.class, CorsRegistry.class)) {
				Registry registry = new Registry();
				configurer.addCorsMappings(registry);
				speakers.add(
						Speaker
							.of("WebMvcConfigurer", configurer.getClass().getName() + "#addCorsMappings",
									registry.getCorsConfigurations().keySet())
							.below(servletPath));
			}
		}
		for (Speaker speaker : annotated(beans).speakers()) {
			speakers.add(speaker.below(servletPath));
		}
		return speakers;
	}

	private static void sources(ConfigurableListableBeanFactory beans, List<Speaker> speakers) {
		for (String name : beans.getBeanNamesForType(CorsConfigurationSource.class, true, false)) {
			Class<?> type = beans.getType(name);
			// Spring MVC's own, which asks the other speakers, is lazy: leave it so.
			boolean own = type != null && !type.isInterface() && BeanLocation.isSprings(type)
					&& !UrlBasedCorsConfigurationSource.class.isAssignableFrom(type);
			if (!own) {
				Object source = beans.getBean(name);
				if (source instanceof UrlBasedCorsConfigurationSource || !BeanLocation.isSprings(source.getClass())) {
					speakers.add(Speaker.of("CorsConfigurationSource", BeanLocation.of(beans, name), paths(source)));
				}
			}
		}
	}

	private static AnnotatedControllers annotated(ConfigurableListableBeanFactory beans) {
		AnnotatedControllers annotated = new AnnotatedControllers();
		for (RequestMappingInfoHandlerMapping mapping : beans
			.getBeansOfType(RequestMappingInfoHandlerMapping.class, true, false)
			.values()) {
			for (Map.Entry<RequestMappingInfo, HandlerMethod> handler : mapping.getHandlerMethods().entrySet()) {
				annotated.add(handler.getValue(), handler.getKey().getPatternValues());
			}
		}
		return annotated;
	}

	/** Chains of Spring Security that were handed a source; those without use a bean. */
	static List<Speaker> secured(ConfigurableListableBeanFactory beans) {
		List<Speaker> speakers = new ArrayList<>();
		new SecurityChains(beans, CHAIN, "getFilters")
			.ownSources(CorsFilter.class, CorsConfigurationSource.class, (filters) -> (List<?>) filters)
			.forEach((name, source) -> speakers
				.add(Speaker.of("http.cors()", BeanLocation.of(beans, name), paths(source))));
		return speakers;
	}

	/** Only a source by path tells its paths. */
	private static Collection<String> paths(Object source) {
		return (source instanceof UrlBasedCorsConfigurationSource byPath) ? byPath.getCorsConfigurations().keySet()
				: Speaker.EVERYWHERE;
	}

	private static void filters(ConfigurableListableBeanFactory beans, List<Speaker> speakers) {
		Map<String, FilterRegistrationBean<?>> registrations = registrations(beans);
		int ours = order(registrations.values());
		for (Map.Entry<String, CorsFilter> filter : beans.getBeansOfType(CorsFilter.class, true, false).entrySet()) {
			speakers.add(Speaker.of("CorsFilter", BeanLocation.of(beans, filter.getKey()), Speaker.EVERYWHERE)
				.first(order(filter.getValue()) < ours));
		}
		for (Map.Entry<String, FilterRegistrationBean<?>> entry : registrations.entrySet()) {
			FilterRegistrationBean<?> registration = entry.getValue();
			if (registration.getFilter() instanceof CorsFilter) {
				List<String> paths = new ArrayList<>();
				for (String pattern : registration.getUrlPatterns()) {
					paths.add(StringUtils.replace(pattern, "/*", "/**"));
				}
				speakers.add(
						Speaker
							.of("CorsFilter", BeanLocation.of(beans, entry.getKey()),
									paths.isEmpty() ? Speaker.EVERYWHERE : paths)
							.first(registration.getOrder() < ours));
			}
		}
	}

	private static int order(Collection<FilterRegistrationBean<?>> registrations) {
		for (FilterRegistrationBean<?> registration : registrations) {
			if (registration.getFilter() instanceof CorsServletFilter) {
				return registration.getOrder();
			}
		}
		return Ordered.HIGHEST_PRECEDENCE;
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
