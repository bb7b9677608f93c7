package io.crossgate.cors.spring.autoconfigure.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration.ConditionalOnCorsEnabled;
import io.crossgate.cors.spring.autoconfigure.CorsProperties;
import io.crossgate.cors.spring.servlet.CorsServletFilter;

/**
 * Auto-configuration of the servlet filter.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = CorsAutoConfiguration.class)
@ConditionalOnCorsEnabled
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Filter.class)
@ConditionalOnBean(CorsEngine.class)
final class CorsServletAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	CorsServletFilter corsServletFilter(CorsEngine engine, CorsProperties properties) {
		return new CorsServletFilter(engine, properties.isAuthoritative());
	}

	@Bean
	@ConditionalOnMissingBean(name = "corsServletFilterRegistration")
	FilterRegistrationBean<CorsServletFilter> corsServletFilterRegistration(CorsServletFilter filter,
			CorsProperties properties) {
		FilterRegistrationBean<CorsServletFilter> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(properties.getFilterOrder());
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
		return registration;
	}

}
