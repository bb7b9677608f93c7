package io.crossgate.cors.spring.autoconfigure.explain;

import java.util.List;
import java.util.function.Function;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.format.PolicyFormat;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration.ConditionalOnCorsEnabled;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyLocation.WrittenSection;
import io.crossgate.cors.spring.explain.DenialLogger;
import io.crossgate.cors.spring.explain.PolicyLogger;
import io.crossgate.cors.spring.explain.PolicyLogger.ExplanationWarning;
import io.crossgate.cors.spring.protection.ProtectionLogger;

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
	ProtectionLogger corsProtectionLogger() {
		return new ProtectionLogger();
	}

	@Bean
	@ConditionalOnMissingBean
	@Conditional(OnDenialLogCondition.class)
	DenialLogger corsDenialLogger(ObjectProvider<CorsPolicy> beans, Environment environment) {
		return DenialLogger.inBackground(System::currentTimeMillis, new Notation(beans, environment));
	}

	/** Finds how a policy is written. */
	private record Notation(ObjectProvider<CorsPolicy> beans,
			Environment environment) implements Function<String, PolicyFormat> {

		/** A bean is written in Java, whatever properties of its name there are. */
		@Override
		public PolicyFormat apply(String policy) {
			String name = CorsPolicy.uniformName(policy);
			if (this.beans.stream().anyMatch((bean) -> CorsPolicy.uniformName(bean.name()).equals(name))) {
				return PolicyFormat.JAVA;
			}
			List<WrittenSection> written = WrittenSection.of(policy, this.environment);
			boolean arguments = !written.isEmpty() && written.get(0).format() == PolicyFormat.COMMAND_LINE;
			return (written.isEmpty() || arguments) ? PolicyFormat.YAML : written.get(0).format();
		}

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
