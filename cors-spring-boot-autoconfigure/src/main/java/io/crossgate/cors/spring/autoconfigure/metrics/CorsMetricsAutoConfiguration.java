package io.crossgate.cors.spring.autoconfigure.metrics;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration.ConditionalOnCorsEnabled;
import io.crossgate.cors.spring.autoconfigure.lookup.CorsLookupAutoConfiguration;
import io.crossgate.cors.spring.lookup.OriginLookupCache;
import io.crossgate.cors.spring.metrics.LookupMetrics;
import io.crossgate.cors.spring.metrics.MicrometerCorsObserver;
import io.crossgate.cors.spring.reload.PolicyReloads;

/**
 * Auto-configuration of the metrics.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = CorsAutoConfiguration.class, after = CorsLookupAutoConfiguration.class,
		afterName = {
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
				"org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnCorsEnabled
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
final class CorsMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MicrometerCorsObserver corsMicrometerObserver(MeterRegistry registry, PolicyReloads reloads) {
		return new MicrometerCorsObserver(registry, reloads);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Caffeine.class)
	static class Lookups {

		@Bean
		@ConditionalOnBean(OriginLookupCache.class)
		@ConditionalOnMissingBean
		LookupMetrics corsLookupMetrics(OriginLookupCache lookups) {
			return new LookupMetrics(lookups);
		}

	}

}
