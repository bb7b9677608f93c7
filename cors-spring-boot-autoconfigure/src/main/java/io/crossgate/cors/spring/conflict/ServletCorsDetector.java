package io.crossgate.cors.spring.conflict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Objects;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import io.crossgate.cors.spring.conflict.DetectedCorsConfiguration.Said;
import io.crossgate.cors.spring.conflict.content.CorsSources;
import io.crossgate.cors.spring.conflict.content.OtherCors;
import io.crossgate.cors.spring.conflict.content.OtherCors.Content;
import io.crossgate.cors.spring.conflict.content.OtherCors.Stage;

/**
 * Detects CORS code in a servlet application.
 */
final class ServletCorsDetector {

	private static final boolean WEB_SOCKET = ClassUtils.isPresent(
			"org.springframework.web.socket.server.support.WebSocketHttpRequestHandler",
			ServletCorsDetector.class.getClassLoader());

	private ServletCorsDetector() {
	}

	static List<DetectedCorsConfiguration> find(ConfigurableListableBeanFactory beans, String servletPath) {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		configurations.addAll(ServletCorsFilters.find(beans));
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
		for (RequestMappingInfoHandlerMapping mapping : beans
			.getBeansOfType(RequestMappingInfoHandlerMapping.class, true, false)
			.values()) {
			annotated.add(mapping, RequestMappingInfo.class, mapping.getHandlerMethods(),
					RequestMappingInfo::getPatternValues, (info) -> info.getMethodsCondition().getMethods(),
					ServletCorsDetector::isConditional);
			if (isCaseIgnored(mapping)) {
				annotated.addCaseInsensitive(mapping.getClass().getName());
			}
		}
		beans.getBeansOfType(RouterFunctionMapping.class, true, false)
			.values()
			.forEach((mapping) -> annotated.addRoutes(mapping.getRouterFunction()));
		annotated.addOwn(beans, HandlerMapping.class, ServletCorsDetector::paths);
		configurations.addAll(annotated.speakers(!configurations.isEmpty()));
		if (WEB_SOCKET) {
			configurations.addAll(WebSocketEndpoints.find(beans));
		}
		for (ListIterator<DetectedCorsConfiguration> each = configurations.listIterator(); each.hasNext();) {
			each.set(each.next().below(servletPath));
		}
		return configurations;
	}

	@SuppressWarnings({ "deprecation", "removal" })
	private static boolean isCaseIgnored(RequestMappingInfoHandlerMapping mapping) {
		return mapping.usesPathPatterns() ? !Objects.requireNonNull(mapping.getPatternParser()).isCaseSensitive()
				: mapping.getPathMatcher().match("/a", "/A");
	}

	private static boolean isConditional(RequestMappingInfo info) {
		return !info.getParamsCondition().isEmpty() || !info.getHeadersCondition().isEmpty()
				|| !info.getConsumesCondition().isEmpty() || !info.getProducesCondition().isEmpty()
				|| info.getCustomCondition() != null;
	}

	/** Return the patterns of a mapping; none if they can't be told. */
	private static Collection<String> paths(HandlerMapping mapping) {
		if (mapping instanceof RequestMappingInfoHandlerMapping annotated) {
			return annotated.getHandlerMethods()
				.keySet()
				.stream()
				.flatMap((info) -> info.getPatternValues().stream())
				.toList();
		}
		return (mapping instanceof AbstractUrlHandlerMapping urls && urls.getDefaultHandler() == null)
				? urls.getHandlerMap().keySet() : List.of();
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
					String where = BeanLocation.of(beans, name);
					configurations.add(DetectedCorsConfiguration.of("CorsConfigurationSource", where, paths(source))
						.reading(() -> said(source, where, beans)));
				}
			}
		}
	}

	/** A source speaks through the filter or the chains that ask it. */
	private static Said said(Object source, String where, ConfigurableListableBeanFactory beans) {
		boolean asked = securityChains(beans).ask(source) || ServletCorsFilters.ask(beans, source);
		return new Said(Stage.NOWHERE, asked ? Content.NONE : CorsSources.ofServletSource(source, where));
	}

	/** Chains of Spring Security that were handed a source; those without use a bean. */
	static List<DetectedCorsConfiguration> secured(ConfigurableListableBeanFactory beans) {
		return securityChains(beans).speakers(ServletCorsDetector::paths);
	}

	/** Reads all chains of Spring Security, in their order. */
	static List<OtherCors> chains(ConfigurableListableBeanFactory beans) {
		return securityChains(beans).read(CorsSources::ofServletFilter,
				(filter) -> ServletCorsFilters.isRegistered(beans, filter));
	}

	private static SecurityFilterChains securityChains(ConfigurableListableBeanFactory beans) {
		return new SecurityFilterChains(beans, SecurityFilterChains.SERVLET, "getFilters",
				(filters) -> (List<?>) filters, CorsFilter.class, CorsConfigurationSource.class);
	}

	/** Only a source by path tells its paths. */
	private static Collection<String> paths(Object source) {
		return (source instanceof UrlBasedCorsConfigurationSource byPath) ? byPath.getCorsConfigurations().keySet()
				: DetectedCorsConfiguration.EVERYWHERE;
	}

	/** Lets what a configurer registers be read. */
	private static final class Registry extends CorsRegistry {

		static Map<String, CorsConfiguration> mappedBy(WebMvcConfigurer configurer) {
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
