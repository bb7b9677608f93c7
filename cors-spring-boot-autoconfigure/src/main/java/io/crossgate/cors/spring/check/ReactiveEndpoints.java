package io.crossgate.cors.spring.check;

import java.util.ArrayList;
import java.util.List;

import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.resource.ResourceWebHandler;
import org.springframework.web.reactive.result.condition.NameValueExpression;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * What Spring WebFlux is mapped to.
 */
final class ReactiveEndpoints {

	private ReactiveEndpoints() {
	}

	static void addTo(Endpoints endpoints, ApplicationContext context) {
		for (HandlerMapping mapping : context.getBeansOfType(HandlerMapping.class, true, false).values()) {
			if (!mapping.getClass().getName().startsWith("org.springframework.boot.")) {
				add(mapping, endpoints);
			}
		}
	}

	private static void add(HandlerMapping mapping, Endpoints endpoints) {
		if (mapping instanceof RequestMappingInfoHandlerMapping annotated) {
			annotated.getHandlerMethods()
				.forEach((info, handler) -> endpoints.add(patterns(info), methods(info), headers(info), handler));
		}
		else if (mapping instanceof AbstractUrlHandlerMapping urls) {
			urls.getHandlerMap().forEach((path, handler) -> {
				if (!(handler instanceof ResourceWebHandler)) {
					endpoints.addUnknown(path.getPatternString());
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

	private static List<String> patterns(RequestMappingInfo info) {
		return info.getPatternsCondition().getPatterns().stream().map(PathPattern::getPatternString).toList();
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
