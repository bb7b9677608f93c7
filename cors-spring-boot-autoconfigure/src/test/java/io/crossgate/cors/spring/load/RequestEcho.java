package io.crossgate.cors.spring.load;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;

/**
 * Says before everything else which request the server has handed over: what is decided
 * of one that the client has not sent is no decision about its own.
 */
@Configuration(proxyBeanMethods = false)
class RequestEcho {

	/** The client's name for a request. */
	static final String NAME = "X-Request";

	static final String ECHO = "X-Seen-Request";

	@Bean
	FilterRegistrationBean<Filter> servletEcho() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
			String name = ((HttpServletRequest) request).getHeader(NAME);
			HttpServletResponse answer = (HttpServletResponse) response;
			if (name != null) {
				answer.setHeader(ECHO, name);
			}
			chain.doFilter(request, response);
			// What CORS answers itself begins anew, and is not sent yet.
			if (name != null && !answer.isCommitted()) {
				answer.setHeader(ECHO, name);
			}
		});
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	WebFilter reactiveEcho() {
		return (exchange, chain) -> {
			String name = exchange.getRequest().getHeaders().getFirst(NAME);
			if (name != null) {
				exchange.getResponse().getHeaders().set(ECHO, name);
			}
			return chain.filter(exchange);
		};
	}

}
