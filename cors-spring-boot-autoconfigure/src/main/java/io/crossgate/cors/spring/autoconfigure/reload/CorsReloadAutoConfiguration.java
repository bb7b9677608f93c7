package io.crossgate.cors.spring.autoconfigure.reload;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration.ConditionalOnCorsEnabled;
import io.crossgate.cors.spring.reload.PolicyReloader;
import io.crossgate.cors.spring.reload.WatchedSources;

/**
 * Auto-configuration of what makes policies change while the application runs.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = CorsAutoConfiguration.class)
@ConditionalOnCorsEnabled
final class CorsReloadAutoConfiguration {

	/** For {@code cors.reload.watch}. */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnWatchedFilesCondition.class)
	static class Watch {

		@Bean
		@ConditionalOnMissingBean(name = "corsConfigurationWatcher")
		SmartLifecycle corsConfigurationWatcher(Environment environment, PolicyReloader reloader) {
			WatchedSources sources = WatchedSources.of(environment);
			if (sources == null) {
				throw new IllegalStateException("No file is watched in this environment");
			}
			return sources.watcher(reloader, System::currentTimeMillis);
		}

	}

	/** For Spring Cloud, whose versions differ by line of Boot. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = EnvironmentChangeListener.ENVIRONMENT_CHANGE)
	static class SpringCloud {

		@Bean
		EnvironmentChangeListener corsEnvironmentChangeListener(PolicyReloader reloader) {
			return new EnvironmentChangeListener(reloader);
		}

		@Bean
		static RefreshScopedPolicies corsRefreshScopedPolicies() {
			return new RefreshScopedPolicies();
		}

	}

	/** Matches if the environment has taken files. */
	static class OnWatchedFilesCondition extends SpringBootCondition {

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			boolean watched = context.getEnvironment().containsProperty(WatchedSources.PROPERTY)
					&& WatchedSources.of(context.getEnvironment()) != null;
			return new ConditionOutcome(watched,
					ConditionMessage.forCondition("cors.reload.watch").because(watched ? "is set" : "is not set"));
		}

	}

}
