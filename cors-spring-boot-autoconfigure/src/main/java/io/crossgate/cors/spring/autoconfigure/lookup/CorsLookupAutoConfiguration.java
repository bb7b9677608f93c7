package io.crossgate.cors.spring.autoconfigure.lookup;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.crossgate.cors.origin.OriginAnswers;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration.ConditionalOnCorsEnabled;
import io.crossgate.cors.spring.autoconfigure.CorsProperties;
import io.crossgate.cors.spring.lookup.OriginLookupCache;

/**
 * Auto-configuration of what asks the beans that {@code origins-from} names.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = CorsAutoConfiguration.class)
@ConditionalOnCorsEnabled
@ConditionalOnClass(Caffeine.class)
public final class CorsLookupAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(OriginAnswers.class)
	OriginLookupCache corsOriginLookupCache(CorsProperties properties, BeanFactory beans) {
		return new OriginLookupCache(properties.getLookup(), beans::getBean);
	}

}
