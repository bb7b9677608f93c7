package io.crossgate.cors.spring.paths;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.beans.BeansException;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;
import org.springframework.util.MultiValueMap;

import io.crossgate.cors.path.PathPattern;

/**
 * Spring's filters for slashes at the end, and what they handle.
 */
final class SlashFilters {

	private static final String SERVLET = "org.springframework.web.filter.UrlHandlerFilter";

	private static final String REACTIVE = "org.springframework.web.filter.reactive.UrlHandlerFilter";

	/** What a filter handles is known only to the filter. */
	private static final String HANDLERS = "handlers";

	private SlashFilters() {
	}

	/**
	 * Return what the filters behind another one handle, by the names of their beans.
	 */
	static Map<String, List<PathPattern>> behind(int order, ConfigurableListableBeanFactory beans) {
		Map<Object, Place> filters = new LinkedHashMap<>();
		if (isPresent("org.springframework.web.reactive.DispatcherHandler")) {
			addTo(filters, REACTIVE, beans);
		}
		if (isPresent("jakarta.servlet.Filter")) {
			addTo(filters, SERVLET, beans);
			Registered.addTo(filters, beans);
		}
		Map<String, List<PathPattern>> handled = new LinkedHashMap<>();
		for (Map.Entry<Object, Place> filter : filters.entrySet()) {
			if (filter.getValue().order >= order) {
				handled.put(filter.getValue().bean, patterns(filter.getKey()));
			}
		}
		return handled;
	}

	private static void addTo(Map<Object, Place> filters, String type, ConfigurableListableBeanFactory beans) {
		if (isPresent(type)) {
			Class<?> filterType = ClassUtils.resolveClassName(type, SlashFilters.class.getClassLoader());
			for (String name : beans.getBeanNamesForType(filterType, true, false)) {
				Order order = beans.findAnnotationOnBean(name, Order.class);
				filters.put(beans.getBean(name),
						new Place(name, (order != null) ? order.value() : Ordered.LOWEST_PRECEDENCE));
			}
		}
	}

	private static List<PathPattern> patterns(Object filter) {
		List<PathPattern> patterns = new ArrayList<>();
		try {
			Object handlers = new DirectFieldAccessor(filter).getPropertyValue(HANDLERS);
			if (handlers instanceof MultiValueMap<?, ?> map) {
				map.values()
					.forEach((values) -> values.forEach((pattern) -> patterns
						.add(PathPattern.parse(HandlerPaths.simplified(String.valueOf(pattern))))));
			}
		}
		catch (BeansException | IllegalArgumentException ex) {
			patterns.add(PathPattern.parse("/**"));
		}
		return patterns;
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, SlashFilters.class.getClassLoader());
	}

	/**
	 * Where a filter stands.
	 *
	 * @param bean the bean that puts it there
	 * @param order its order
	 */
	private record Place(String bean, int order) {

	}

	/** Apart, because a registration needs the servlet API. */
	private static final class Registered {

		static void addTo(Map<Object, Place> filters, ConfigurableListableBeanFactory beans) {
			for (String name : beans.getBeanNamesForType(FilterRegistrationBean.class, true, false)) {
				FilterRegistrationBean<?> registration = beans.getBean(name, FilterRegistrationBean.class);
				Object filter = registration.getFilter();
				if (filter != null && filter.getClass().getName().equals(SERVLET)) {
					filters.put(filter, new Place(name, registration.getOrder()));
				}
			}
		}

	}

}
