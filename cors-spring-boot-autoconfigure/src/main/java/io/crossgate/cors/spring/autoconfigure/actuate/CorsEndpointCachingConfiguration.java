package io.crossgate.cors.spring.autoconfigure.actuate;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.server.WebFilter;

import io.crossgate.cors.spring.actuate.CorsEndpoint;

/**
 * Keeps the endpoint's answers out of caches, on whichever port they are given. Actuator
 * operations can't set a header themselves.
 *
 * @since 0.1.0
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnAvailableEndpoint(CorsEndpoint.class)
public class CorsEndpointCachingConfiguration {

	private static final String BASE_PATH = "management.endpoints.web.base-path";

	private static boolean isEndpoint(String path, Environment environment) {
		return path.contains(environment.getProperty(BASE_PATH, "/actuator") + "/cors");
	}

	/** For servlet containers. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass(Filter.class)
	static class Servlet {

		@Bean
		FilterRegistrationBean<Filter> corsEndpointCachingFilter(Environment environment) {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				if (isEndpoint(((HttpServletRequest) request).getRequestURI(), environment)) {
					((HttpServletResponse) response).setHeader("Cache-Control", "no-store");
					((HttpServletResponse) response).setHeader("X-Content-Type-Options", "nosniff");
				}
				chain.doFilter(request, response);
			});
			registration.setDispatcherTypes(DispatcherType.REQUEST);
			return registration;
		}

	}

	/** For WebFlux. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class Reactive {

		@Bean
		WebFilter corsEndpointCachingWebFilter(Environment environment) {
			return (exchange, chain) -> {
				if (isEndpoint(exchange.getRequest().getPath().value(), environment)) {
					exchange.getResponse().getHeaders().set("Cache-Control", "no-store");
					exchange.getResponse().getHeaders().set("X-Content-Type-Options", "nosniff");
				}
				return chain.filter(exchange);
			};
		}

	}

}
