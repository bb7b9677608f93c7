package io.crossgate.cors.spring.autoconfigure.explain;

import jakarta.servlet.Filter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration.ConditionalOnCorsEnabled;
import io.crossgate.cors.spring.autoconfigure.CorsProperties;
import io.crossgate.cors.spring.explain.ExplainingServletFilter;

/**
 * Auto-configuration of explanations in the browser's console, for servlet containers.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = CorsAutoConfiguration.class)
@ConditionalOnCorsEnabled
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Filter.class)
@ConditionalOnBean(CorsEngine.class)
@Conditional(OnConsoleExplanationCondition.class)
final class CorsServletExplainAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "corsExplainingFilterRegistration")
	FilterRegistrationBean<ExplainingServletFilter> corsExplainingFilterRegistration(CorsEngine engine,
			CorsProperties properties) {
		FilterRegistrationBean<ExplainingServletFilter> registration = new FilterRegistrationBean<>(
				new ExplainingServletFilter(engine));
		registration.setOrder(properties.getFilterOrder() - 1);
		return registration;
	}

}
