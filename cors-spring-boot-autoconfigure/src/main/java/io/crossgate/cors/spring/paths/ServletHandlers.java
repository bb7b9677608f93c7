package io.crossgate.cors.spring.paths;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * What handlers of Spring MVC are mapped to.
 */
final class ServletHandlers {

	private ServletHandlers() {
	}

	static void addTo(HandlerPaths paths, ListableBeanFactory beans) {
		for (HandlerMapping mapping : beans.getBeansOfType(HandlerMapping.class, true, false).values()) {
			if (mapping instanceof RequestMappingInfoHandlerMapping annotated
					&& HandlerPaths.isApplications(annotated)) {
				for (RequestMappingInfo handler : annotated.getHandlerMethods().keySet()) {
					paths.add(handler.getPatternValues());
				}
			}
			else if (mapping instanceof AbstractUrlHandlerMapping urls) {
				paths.add(urls.getHandlerMap().keySet());
			}
			else if (mapping instanceof RouterFunctionMapping functions && functions.getRouterFunction() != null) {
				paths.addRouterFunction(functions.getRouterFunction());
			}
		}
	}

}
