package io.crossgate.cors.spring.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.origin.OriginAnswers;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration.ConditionalOnCorsEnabled;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyProblems;
import io.crossgate.cors.spring.explain.PolicyLogger.Warnings;
import io.crossgate.cors.spring.paths.DeployedPaths;
import io.crossgate.cors.spring.reload.PolicyReloader;
import io.crossgate.cors.spring.reload.PolicyReloads;
import io.crossgate.cors.traffic.CandidateRecorder;

/**
 * Auto-configuration of the engine: binds {@code cors.*} and the policy beans, and
 * refuses to start with what is unsafe or means nothing.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnCorsEnabled
@EnableConfigurationProperties
public final class CorsAutoConfiguration {

	private static final LongSupplier CLOCK = System::currentTimeMillis;

	@Bean
	static CorsPropertiesValidator corsPropertiesValidator(ConfigurableApplicationContext context) {
		return new CorsPropertiesValidator(context);
	}

	@Bean
	static ConfigurationPropertiesBindHandlerAdvisor corsBindAdvisor(CorsPropertiesValidator validator) {
		return PropertyProblems.bindAdvisor(validator::isBound);
	}

	@Bean
	static CorsProperties corsProperties(CorsPropertiesValidator validator) {
		return validator.properties();
	}

	@Bean
	@ConditionalOnMissingBean
	CorsEngine corsEngine(CorsPolicyLoader loader, CorsProperties properties, DeployedPaths paths,
			CorsPropertiesValidator validator, ObjectProvider<CorsObserver> observers,
			ObjectProvider<OriginAnswers> answers) {
		CorsPolicies policies = loader.start(properties, paths.configured(), validator.takePolicies(),
				validator.keys());
		return new CorsEngine(policies, observers.orderedStream().toList(), new ObserverFailureLog(),
				answers.getIfAvailable());
	}

	@Bean
	CorsPolicyLoader corsPolicyLoader(ListableBeanFactory beans, Environment environment,
			ObjectProvider<CorsEngine> engine, PolicyReloads reloads, Warnings warnings) {
		return new CorsPolicyLoader(environment, new DeclaredPolicies(beans), engine, reloads, warnings);
	}

	@Bean
	Warnings corsPolicyWarnings() {
		return new Warnings();
	}

	@Bean
	@ConditionalOnMissingBean
	PolicyReloads corsPolicyReloads(Environment environment) {
		return new PolicyReloads(environment, CLOCK);
	}

	@Bean
	@ConditionalOnMissingBean
	PolicyReloader corsPolicyReloader(CorsPolicyLoader loader) {
		return loader::reload;
	}

	@Bean
	DeployedPaths corsDeployedPaths(ConfigurableApplicationContext context) {
		return new DeployedPaths(context);
	}

	@Bean
	DeploymentCheck corsDeploymentCheck(CorsPolicyLoader loader, CorsEngine engine, CorsProperties properties,
			DeployedPaths paths, ListableBeanFactory beans) {
		return new DeploymentCheck(loader, engine, properties, paths, beans);
	}

	@Bean
	@ConditionalOnMissingBean
	CandidateRecorder corsCandidateRecorder() {
		return new CandidateRecorder(CLOCK);
	}

	@Bean
	CandidatePolicies corsCandidatePolicies(ListableBeanFactory beans, Environment environment,
			ObjectProvider<CorsEngine> engine, CandidateRecorder recorder, PolicyReloads reloads) {
		CandidatePolicies candidate = new CandidatePolicies(environment, new DeclaredPolicies(beans), engine, recorder);
		reloads.whenUnchanged(candidate::apply);
		return candidate;
	}

	/**
	 * Matches unless {@code cors.enabled} is false in any of the spellings that the
	 * binder takes for false. A value that is no boolean matches, too, so that it is
	 * reported and does not switch anything off.
	 *
	 * @since 0.1.0
	 */
	@Target({ ElementType.TYPE, ElementType.METHOD })
	@Retention(RetentionPolicy.RUNTIME)
	@Documented
	@Conditional(OnCorsEnabledCondition.class)
	public @interface ConditionalOnCorsEnabled {

		/**
		 * Return whether the starter has to be on.
		 * @return {@code false} to match where it is off
		 */
		boolean value() default true;

	}

	/**
	 * Reads {@code cors.enabled} as the binder reads every other boolean.
	 */
	static class OnCorsEnabledCondition extends SpringBootCondition {

		private static final String PROPERTY = "cors.enabled";

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			@Nullable Map<String, @Nullable Object> attributes = metadata
				.getAnnotationAttributes(ConditionalOnCorsEnabled.class.getName());
			boolean expected = attributes == null || Boolean.TRUE.equals(attributes.get("value"));
			boolean enabled = isEnabled(context.getEnvironment());
			return new ConditionOutcome(enabled == expected,
					ConditionMessage.forCondition(ConditionalOnCorsEnabled.class)
						.because("%s is %s".formatted(PROPERTY, enabled ? "not false" : "false")));
		}

		private static boolean isEnabled(Environment environment) {
			try {
				return Binder.get(environment).bind(PROPERTY, Boolean.class).orElse(true);
			}
			catch (BindException ex) {
				return true;
			}
		}

	}

}
