package io.crossgate.cors.spring.conflict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletRegistration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.context.ConfigurableWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

import io.crossgate.cors.spring.conflict.content.OtherCors;
import io.crossgate.cors.spring.conflict.content.OtherCors.Content;
import io.crossgate.cors.spring.conflict.content.OtherCors.Rule;
import io.crossgate.cors.spring.conflict.content.OtherCors.Stage;

/**
 * The {@code DispatcherServlet}s that have an application context of their own, which the
 * application's beans do not show. Most of these contexts come to life with their
 * servlet, some before.
 */
final class Dispatchers {

	private Dispatchers() {
	}

	/** Finds who speaks behind those whose context is there already. */
	static List<DetectedCorsConfiguration> present(ConfigurableListableBeanFactory beans) {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		for (ServletRegistrationBean<?> registration : beans.getBeansOfType(ServletRegistrationBean.class, true, false)
			.values()) {
			if (registration.getServlet() instanceof DispatcherServlet dispatcher
					&& dispatcher.getWebApplicationContext() instanceof ConfigurableApplicationContext context
					&& context.isActive() && !beans.equals(context.getBeanFactory())) {
				configurations.addAll(find(context, registration.getUrlMappings()));
			}
		}
		return configurations;
	}

	/** Finds the other servlets, for which none of Spring's handlers speaks. */
	static List<OtherCors> others(ConfigurableListableBeanFactory beans) {
		List<OtherCors> servlets = new ArrayList<>();
		for (String name : beans.getBeanNamesForType(ServletRegistrationBean.class, true, false)) {
			ServletRegistrationBean<?> registration = beans.getBean(name, ServletRegistrationBean.class);
			if (!(registration.getServlet() instanceof DispatcherServlet)) {
				String where = BeanLocation.of(beans, name);
				List<Rule> rules = new ArrayList<>();
				for (String mapping : registration.getUrlMappings()) {
					String path = mapping.endsWith("/*") ? mapping + "*" : mapping;
					rules.add(new Rule(path, null, List.of(), where));
				}
				servlets.add(new OtherCors("servlet", where, Stage.SERVLET, Content.of(rules)));
			}
		}
		return servlets;
	}

	/**
	 * Finds who speaks behind a servlet whose context has just come to life.
	 * @param context any context
	 * @return the speakers; none if it is not the context of a servlet
	 */
	static List<DetectedCorsConfiguration> refreshed(ApplicationContext context) {
		if (!(context instanceof ConfigurableWebApplicationContext web)) {
			return List.of();
		}
		ServletConfig servlet = web.getServletConfig();
		@Nullable ServletRegistration registration = (servlet != null)
				? servlet.getServletContext().getServletRegistration(servlet.getServletName()) : null;
		return (registration != null) ? find(web, registration.getMappings()) : List.of();
	}

	private static List<DetectedCorsConfiguration> find(ConfigurableApplicationContext context,
			Collection<String> mappings) {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		for (String mapping : mappings) {
			String path = mapping.endsWith("/*") ? mapping.substring(0, mapping.length() - 2) : "";
			configurations.addAll(ServletCorsDetector.ofDispatcher(context.getBeanFactory(), path));
		}
		return configurations;
	}

}
