package io.crossgate.cors.spring.autoconfigure.metrics;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration.ConditionalOnCorsEnabled;
import io.crossgate.cors.spring.metrics.ObservationCorsObserver;

/**
 * Auto-configuration of attributes on the traces of requests. In servlet containers,
 * where the observation of a request is the current one while the filter runs; WebFlux
 * keeps it in the exchange, where observers do not look.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = CorsAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
				"org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration" })
@ConditionalOnCorsEnabled
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
final class CorsObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ObservationCorsObserver corsObservationObserver(ObservationRegistry registry) {
		return new ObservationCorsObserver(registry);
	}

}
