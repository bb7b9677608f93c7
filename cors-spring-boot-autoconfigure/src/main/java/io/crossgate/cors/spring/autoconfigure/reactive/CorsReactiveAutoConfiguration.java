package io.crossgate.cors.spring.autoconfigure.reactive;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration.ConditionalOnCorsEnabled;
import io.crossgate.cors.spring.autoconfigure.CorsProperties;
import io.crossgate.cors.spring.reactive.CorsReactiveFilter;

/**
 * Auto-configuration of the reactive web filter.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = CorsAutoConfiguration.class)
@ConditionalOnCorsEnabled
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(Mono.class)
@ConditionalOnBean(CorsEngine.class)
final class CorsReactiveAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	CorsReactiveFilter corsReactiveFilter(CorsEngine engine, CorsProperties properties) {
		return new CorsReactiveFilter(engine, properties.isAuthoritative(), properties.getFilterOrder());
	}

}
