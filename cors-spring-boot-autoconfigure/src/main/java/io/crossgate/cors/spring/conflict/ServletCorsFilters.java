package io.crossgate.cors.spring.conflict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.CorsFilter;

import io.crossgate.cors.spring.conflict.content.CorsSources;
import io.crossgate.cors.spring.conflict.content.OtherCors.Content;
import io.crossgate.cors.spring.conflict.content.OtherCors.Stage;
import io.crossgate.cors.spring.servlet.CorsServletFilter;

/**
 * The filters of Spring in a servlet application, in the order in which requests meet
 * them.
 */
final class ServletCorsFilters {

	/** Where Boot registers Spring Security by default. */
	private static final int SECURITY_ORDER = -100;

	private ServletCorsFilters() {
	}

	static List<DetectedCorsConfiguration> find(ConfigurableListableBeanFactory beans) {
		Map<String, FilterRegistrationBean<?>> registrations = registrations(beans);
		int ours = order(registrations.values());
		List<Placed> filters = new ArrayList<>();
		for (Map.Entry<String, CorsFilter> bean : beans.getBeansOfType(CorsFilter.class, true, false).entrySet()) {
			CorsFilter filter = bean.getValue();
			String where = BeanLocation.of(beans, bean.getKey());
			// A filter that is registered elsewhere, too, speaks there.
			boolean registered = isRegistered(registrations.values(), filter);
			DetectedCorsConfiguration detected = DetectedCorsConfiguration.of("CorsFilter", where,
					DetectedCorsConfiguration.EVERYWHERE);
			filters.add(new Placed(order(filter),
					detected.first(order(filter) < ours)
						.saying(stage(beans, order(filter)),
								() -> registered ? Content.NONE : CorsSources.ofServletFilter(filter, where))));
		}
		for (Map.Entry<String, FilterRegistrationBean<?>> bean : registrations.entrySet()) {
			FilterRegistrationBean<?> registration = bean.getValue();
			Filter filter = registration.getFilter();
			if (filter instanceof CorsFilter) {
				String where = BeanLocation.of(beans, bean.getKey());
				List<String> paths = new ArrayList<>();
				for (String pattern : registration.getUrlPatterns()) {
					paths.add(StringUtils.replace(pattern, "/*", "/**"));
				}
				filters.add(new Placed(registration.getOrder(),
						DetectedCorsConfiguration
							.of("CorsFilter", where, paths.isEmpty() ? DetectedCorsConfiguration.EVERYWHERE : paths)
							.first(registration.getOrder() < ours)
							// What is not enabled is there for others to use.
							.saying(stage(beans, registration.getOrder()), () -> registration.isEnabled()
									? CorsSources.ofServletFilter(filter, where).within(paths) : Content.NONE)));
			}
		}
		return filters.isEmpty() ? List.of()
				: filters.stream().sorted(Comparator.comparingInt(Placed::order)).map(Placed::detected).toList();
	}

	/** Return whether a filter asks a source. */
	@SuppressWarnings("ReferenceEquality")
	static boolean ask(ConfigurableListableBeanFactory beans, Object source) {
		List<@Nullable Filter> filters = new ArrayList<>(beans.getBeansOfType(CorsFilter.class, true, false).values());
		registrations(beans).values().forEach((registration) -> filters.add(registration.getFilter()));
		return filters.stream()
			.anyMatch((filter) -> filter instanceof CorsFilter && CorsSources.askedBy(filter) == source);
	}

	/** Return whether the container has a filter, by itself or by its registration. */
	@SuppressWarnings("ReferenceEquality")
	static boolean isRegistered(ConfigurableListableBeanFactory beans, Object filter) {
		List<FilterRegistrationBean<?>> registrations = registrations(beans).values()
			.stream()
			.filter((registration) -> registration.getFilter() == filter)
			.toList();
		return registrations.isEmpty()
				? beans.getBeansOfType(CorsFilter.class, true, false)
					.values()
					.stream()
					.anyMatch((bean) -> bean == filter)
				: registrations.stream().anyMatch(FilterRegistrationBean::isEnabled);
	}

	private static Stage stage(ConfigurableListableBeanFactory beans, int order) {
		if (!beans.containsBean(SecurityFilterChains.PROXY)) {
			return Stage.FILTER;
		}
		int security = SECURITY_ORDER;
		for (DelegatingFilterProxyRegistrationBean registration : beans
			.getBeansOfType(DelegatingFilterProxyRegistrationBean.class, true, false)
			.values()) {
			if (SecurityFilterChains.PROXY
				.equals(new DirectFieldAccessor(registration).getPropertyValue("targetBeanName"))) {
				security = registration.getOrder();
			}
		}
		return (order < security) ? Stage.FILTER : Stage.FILTER_BEHIND_SECURITY;
	}

	@SuppressWarnings("ReferenceEquality")
	private static boolean isRegistered(Collection<FilterRegistrationBean<?>> registrations, CorsFilter filter) {
		return registrations.stream().anyMatch((registration) -> registration.getFilter() == filter);
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

	/**
	 * A filter at its place.
	 *
	 * @param order its order
	 * @param detected what was detected
	 */
	private record Placed(int order, DetectedCorsConfiguration detected) {

	}

}
