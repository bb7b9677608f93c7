package io.crossgate.cors.spring.autoconfigure.conflict;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration.ConditionalOnCorsEnabled;
import io.crossgate.cors.spring.autoconfigure.CorsProperties;
import io.crossgate.cors.spring.conflict.CorsConflictDetector;

/**
 * Auto-configuration of the inventory of other CORS code.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = CorsAutoConfiguration.class)
@ConditionalOnCorsEnabled
@ConditionalOnWebApplication
@ConditionalOnBean(CorsEngine.class)
@Conditional(CorsConflictAutoConfiguration.NotIgnored.class)
final class CorsConflictAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	CorsConflictDetector corsConflictDetector(ConfigurableListableBeanFactory beans, Environment environment,
			CorsEngine engine, CorsProperties properties) {
		return new CorsConflictDetector(beans, environment, engine,
				properties.getConflicts() == CorsProperties.Conflicts.FAIL);
	}

	/** Skips detection when {@code cors.conflicts=ignore}. */
	static class NotIgnored extends NoneNestedConditions {

		NotIgnored() {
			super(ConfigurationPhase.PARSE_CONFIGURATION);
		}

		@ConditionalOnProperty(name = "cors.conflicts", havingValue = "ignore")
		static class Ignored {

		}

	}

}
