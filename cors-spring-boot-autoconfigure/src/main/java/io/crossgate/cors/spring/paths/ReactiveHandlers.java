package io.crossgate.cors.spring.paths;

import java.util.Collection;
import java.util.List;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * What handlers of Spring WebFlux are mapped to.
 */
final class ReactiveHandlers {

	private ReactiveHandlers() {
	}

	static void addTo(HandlerPaths paths, ListableBeanFactory beans) {
		for (HandlerMapping mapping : beans.getBeansOfType(HandlerMapping.class, true, false).values()) {
			if (mapping instanceof RequestMappingInfoHandlerMapping annotated
					&& HandlerPaths.isApplications(annotated)) {
				for (RequestMappingInfo handler : annotated.getHandlerMethods().keySet()) {
					paths.add(texts(handler.getPatternsCondition().getPatterns()));
				}
			}
			else if (mapping instanceof AbstractUrlHandlerMapping urls) {
				paths.add(texts(urls.getHandlerMap().keySet()));
			}
			else if (mapping instanceof RouterFunctionMapping functions && functions.getRouterFunction() != null) {
				paths.addRouterFunction(functions.getRouterFunction());
			}
		}
	}

	private static List<String> texts(Collection<PathPattern> patterns) {
		return patterns.stream().map(PathPattern::getPatternString).toList();
	}

}
