package io.crossgate.cors.spring.autoconfigure.explain;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration.ConditionalOnCorsEnabled;
import io.crossgate.cors.spring.explain.DenialLogger;
import io.crossgate.cors.spring.explain.PolicyLogger;
import io.crossgate.cors.spring.explain.PolicyLogger.ExplanationWarning;

/**
 * Auto-configuration of what is logged.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = CorsAutoConfiguration.class)
@ConditionalOnCorsEnabled
@ConditionalOnWebApplication
final class CorsLogAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	PolicyLogger corsPolicyLogger() {
		return new PolicyLogger(false);
	}

	@Bean
	@ConditionalOnMissingBean
	@Conditional(OnDenialLogCondition.class)
	DenialLogger corsDenialLogger() {
		return DenialLogger.inBackground(System::currentTimeMillis);
	}

	/** In development the report also says that explanations are on. */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnConsoleExplanationCondition.class)
	static class Explaining {

		@Bean
		@ConditionalOnMissingBean
		PolicyLogger corsPolicyLogger() {
			return new PolicyLogger(true);
		}

		@Bean
		@ConditionalOnMissingBean
		ExplanationWarning corsExplanationWarning() {
			return new ExplanationWarning();
		}

	}

}
