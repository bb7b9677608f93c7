package io.crossgate.cors.spring.autoconfigure.explain;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import reactor.core.publisher.Mono;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration.ConditionalOnCorsEnabled;
import io.crossgate.cors.spring.autoconfigure.CorsProperties;
import io.crossgate.cors.spring.explain.ExplainingReactiveFilter;

/**
 * Auto-configuration of explanations in the browser's console, for WebFlux.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = CorsAutoConfiguration.class)
@ConditionalOnCorsEnabled
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(Mono.class)
@ConditionalOnBean(CorsEngine.class)
@Conditional(OnConsoleExplanationCondition.class)
final class CorsReactiveExplainAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ExplainingReactiveFilter corsExplainingFilter(CorsEngine engine, CorsProperties properties) {
		return new ExplainingReactiveFilter(engine, properties.getFilterOrder() - 1);
	}

}
