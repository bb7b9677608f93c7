package io.crossgate.cors.spring.autoconfigure.actuate;

import java.util.function.Supplier;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;
import org.springframework.web.server.WebFilter;

import io.crossgate.cors.path.RequestPath;
import io.crossgate.cors.spring.actuate.CorsEndpoint;

/**
 * Keeps the endpoint's answers out of caches, on whichever port they are given, and on
 * WebFlux hands it the exchange. Actuator operations can do neither themselves.
 *
 * @since 0.1.0
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnAvailableEndpoint(CorsEndpoint.class)
class CorsEndpointNoStoreConfiguration {

	private static final EndpointId ENDPOINT = EndpointId.of("cors");

	/** Asked for with the first request: before, it would create every endpoint. */
	private static Supplier<String> endpointPath(ObjectProvider<PathMappedEndpoints> endpoints) {
		return SingletonSupplier
			.of(() -> StringUtils.replace(String.valueOf(endpoints.getObject().getPath(ENDPOINT)), "//", "/"));
	}

	private static boolean isEndpoint(String path, String endpoint) {
		return path.startsWith(endpoint)
				&& (path.length() == endpoint.length() || path.charAt(endpoint.length()) == '/');
	}

	/** For servlet containers. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass(Filter.class)
	static class Servlet {

		@Bean
		FilterRegistrationBean<Filter> corsEndpointNoStoreFilter(ObjectProvider<PathMappedEndpoints> endpoints) {
			Supplier<String> endpoint = endpointPath(endpoints);
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				if (isEndpoint(path((HttpServletRequest) request), endpoint.get())) {
					((HttpServletResponse) response).setHeader("Cache-Control", "no-store");
					((HttpServletResponse) response).setHeader("X-Content-Type-Options", "nosniff");
				}
				chain.doFilter(request, response);
			});
			registration.setDispatcherTypes(DispatcherType.REQUEST);
			return registration;
		}

		/** Behind the servlet's own path, which endpoints do not know. */
		private static String path(HttpServletRequest request) {
			return (request.getPathInfo() != null) ? request.getPathInfo() : request.getServletPath();
		}

	}

	/** For WebFlux. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class Reactive {

		@Bean
		WebFilter corsEndpointNoStoreWebFilter(ObjectProvider<PathMappedEndpoints> endpoints) {
			Supplier<String> endpoint = endpointPath(endpoints);
			return (exchange, chain) -> {
				String path = exchange.getRequest().getPath().pathWithinApplication().value();
				if (isEndpoint(RequestPath.decode(path), endpoint.get())) {
					exchange.getResponse().getHeaders().set("Cache-Control", "no-store");
					exchange.getResponse().getHeaders().set("X-Content-Type-Options", "nosniff");
					// The endpoint explains calls to the server that it was called as.
					return chain.filter(exchange)
						.contextWrite((context) -> context
							.put(ServerWebExchangeContextFilter.EXCHANGE_CONTEXT_ATTRIBUTE, exchange));
				}
				return chain.filter(exchange);
			};
		}

	}

}
