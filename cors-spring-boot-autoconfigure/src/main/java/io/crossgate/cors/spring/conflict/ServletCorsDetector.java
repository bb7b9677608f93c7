package io.crossgate.cors.spring.conflict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import io.crossgate.cors.spring.servlet.CorsServletFilter;

/**
 * Detects CORS code in a servlet application.
 */
final class ServletCorsDetector {

	private static final String CHAIN = "org.springframework.security.web.SecurityFilterChain";

	private static final boolean WEB_SOCKET = ClassUtils.isPresent(
			"org.springframework.web.socket.server.support.WebSocketHttpRequestHandler",
			ServletCorsDetector.class.getClassLoader());

	private ServletCorsDetector() {
	}

	static List<DetectedCorsConfiguration> find(ConfigurableListableBeanFactory beans, String servletPath) {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		filters(beans, configurations);
		sources(beans, configurations);
		configurations.addAll(ofDispatcher(beans, servletPath));
		return configurations;
	}

	/**
	 * Finds who speaks behind one {@code DispatcherServlet}.
	 * @param beans the beans of its application context
	 * @param servletPath the path it is mapped to, or the empty string
	 */
	static List<DetectedCorsConfiguration> ofDispatcher(ConfigurableListableBeanFactory beans, String servletPath) {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>(
				Configurers.find(beans, WebMvcConfigurer.class, Registry::mappedBy));
		AnnotatedControllers annotated = new AnnotatedControllers();
		beans.getBeansOfType(RequestMappingInfoHandlerMapping.class, true, false)
			.values()
			.forEach((mapping) -> annotated.add(mapping.getHandlerMethods(), RequestMappingInfo::getPatternValues));
		configurations.addAll(annotated.speakers());
		if (WEB_SOCKET) {
			configurations.addAll(WebSocketEndpoints.find(beans));
		}
		return configurations.stream().map((configuration) -> configuration.below(servletPath)).toList();
	}

	private static void sources(ConfigurableListableBeanFactory beans, List<DetectedCorsConfiguration> configurations) {
		for (String name : beans.getBeanNamesForType(CorsConfigurationSource.class, true, false)) {
			Class<?> type = beans.getType(name);
			// Spring MVC's own, which asks the other speakers, is lazy: leave it so.
			boolean own = type != null && !type.isInterface() && BeanLocation.isFrameworkType(type)
					&& !UrlBasedCorsConfigurationSource.class.isAssignableFrom(type);
			if (!own) {
				Object source = beans.getBean(name);
				if (source instanceof UrlBasedCorsConfigurationSource
						|| !BeanLocation.isFrameworkType(source.getClass())) {
					configurations.add(DetectedCorsConfiguration.of("CorsConfigurationSource",
							BeanLocation.of(beans, name), paths(source)));
				}
			}
		}
	}

	/** Chains of Spring Security that were handed a source; those without use a bean. */
	static List<DetectedCorsConfiguration> secured(ConfigurableListableBeanFactory beans) {
		return new SecurityFilterChains(beans, CHAIN, "getFilters").speakers(CorsFilter.class,
				CorsConfigurationSource.class, (filters) -> (List<?>) filters, ServletCorsDetector::paths);
	}

	/** Only a source by path tells its paths. */
	private static Collection<String> paths(Object source) {
		return (source instanceof UrlBasedCorsConfigurationSource byPath) ? byPath.getCorsConfigurations().keySet()
				: DetectedCorsConfiguration.EVERYWHERE;
	}

	private static void filters(ConfigurableListableBeanFactory beans, List<DetectedCorsConfiguration> configurations) {
		Map<String, FilterRegistrationBean<?>> registrations = registrations(beans);
		int ours = order(registrations.values());
		for (Map.Entry<String, CorsFilter> filter : beans.getBeansOfType(CorsFilter.class, true, false).entrySet()) {
			configurations.add(DetectedCorsConfiguration
				.of("CorsFilter", BeanLocation.of(beans, filter.getKey()), DetectedCorsConfiguration.EVERYWHERE)
				.first(order(filter.getValue()) < ours));
		}
		for (Map.Entry<String, FilterRegistrationBean<?>> entry : registrations.entrySet()) {
			FilterRegistrationBean<?> registration = entry.getValue();
			if (registration.getFilter() instanceof CorsFilter) {
				List<String> paths = new ArrayList<>();
				for (String pattern : registration.getUrlPatterns()) {
					paths.add(StringUtils.replace(pattern, "/*", "/**"));
				}
				configurations.add(DetectedCorsConfiguration
					.of("CorsFilter", BeanLocation.of(beans, entry.getKey()),
							paths.isEmpty() ? DetectedCorsConfiguration.EVERYWHERE : paths)
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

		static Collection<String> mappedBy(WebMvcConfigurer configurer) {
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
