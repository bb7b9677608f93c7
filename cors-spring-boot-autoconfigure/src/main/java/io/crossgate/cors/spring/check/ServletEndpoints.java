package io.crossgate.cors.spring.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import org.springframework.context.ApplicationContext;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.condition.NameValueExpression;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * What Spring MVC and other servlets are mapped to.
 */
final class ServletEndpoints {

	/** The servlets of Boot itself and of the containers. */
	private static final List<String> KNOWN = List.of("dispatcherServlet", "default", "jsp");

	/** Jetty's, where nothing else answers. */
	private static final String NOT_FOUND = "$Default404Servlet";

	private ServletEndpoints() {
	}

	static void addTo(Endpoints endpoints, ApplicationContext context) {
		for (HandlerMapping mapping : context.getBeansOfType(HandlerMapping.class, true, false).values()) {
			if (!mapping.getClass().getName().startsWith("org.springframework.boot.")) {
				add(mapping, endpoints);
			}
		}
		ServletContext container = (context instanceof WebApplicationContext web) ? web.getServletContext() : null;
		if (container != null) {
			for (ServletRegistration servlet : registrations(container)) {
				String type = servlet.getClassName();
				if (!KNOWN.contains(servlet.getName()) && (type == null || !type.contains(NOT_FOUND))) {
					servlet.getMappings()
						.forEach((mapping) -> endpoints
							.addUnknown(mapping.endsWith("/*") ? mapping + "*" : mapping.isEmpty() ? "/" : mapping));
				}
			}
		}
	}

	private static void add(HandlerMapping mapping, Endpoints endpoints) {
		if (mapping instanceof RequestMappingInfoHandlerMapping annotated) {
			annotated.getHandlerMethods()
				.forEach((info, handler) -> endpoints.add(info.getPatternValues(), methods(info), headers(info),
						handler));
		}
		else if (mapping instanceof AbstractUrlHandlerMapping urls) {
			urls.getHandlerMap().forEach((path, handler) -> {
				if (!(handler instanceof ResourceHttpRequestHandler)) {
					endpoints.addUnknown(path);
				}
			});
		}
		else if (mapping instanceof RouterFunctionMapping functions) {
			if (functions.getRouterFunction() != null) {
				endpoints.addRoutes(functions.getRouterFunction());
			}
		}
		else {
			endpoints.addUnknown("/**");
		}
	}

	private static Collection<? extends ServletRegistration> registrations(ServletContext container) {
		try {
			return container.getServletRegistrations().values();
		}
		catch (UnsupportedOperationException | IllegalStateException ex) {
			return List.of();
		}
	}

	private static List<String> methods(RequestMappingInfo info) {
		return info.getMethodsCondition().getMethods().stream().map(Enum::name).toList();
	}

	private static List<String> headers(RequestMappingInfo info) {
		List<String> names = new ArrayList<>();
		for (NameValueExpression<String> header : info.getHeadersCondition().getExpressions()) {
			if (!header.isNegated()) {
				names.add(header.getName());
			}
		}
		return names;
	}

}
