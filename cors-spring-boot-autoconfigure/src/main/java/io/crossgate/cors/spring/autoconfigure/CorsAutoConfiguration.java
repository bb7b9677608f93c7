package io.crossgate.cors.spring.autoconfigure;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.spring.autoconfigure.keys.ConditionalOnCorsEnabled;
import io.crossgate.cors.spring.paths.DeployedPaths;

/**
 * Auto-configuration of the engine: binds {@code cors.*} and the policy beans, and
 * refuses to start with what is unsafe or means nothing.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnCorsEnabled
@EnableConfigurationProperties(CorsProperties.class)
@ImportRuntimeHints(CorsRuntimeHints.class)
public final class CorsAutoConfiguration {

	@Bean
	static CorsPropertiesValidator corsPropertiesValidator(ConfigurableApplicationContext context) {
		return new CorsPropertiesValidator(context);
	}

	@Bean
	@ConditionalOnMissingBean
	CorsEngine corsEngine(CorsPolicyLoader loader, CorsProperties properties, DeployedPaths paths,
			ObjectProvider<CorsObserver> observers) {
		CorsPolicies policies = loader.start(properties, paths.configured());
		return new CorsEngine(policies, observers.orderedStream().toList(), new ObserverFailureLog());
	}

	@Bean
	CorsPolicyLoader corsPolicyLoader(ListableBeanFactory beans, Environment environment,
			ObjectProvider<CorsEngine> engine) {
		return new CorsPolicyLoader(environment, new DeclaredPolicies(beans), engine::getObject);
	}

	@Bean
	DeployedPaths corsDeployedPaths(ConfigurableApplicationContext context) {
		return new DeployedPaths(context);
	}

	@Bean
	DeploymentCheck corsDeploymentCheck(CorsPolicyLoader loader, CorsEngine engine, CorsProperties properties,
			DeployedPaths paths) {
		return new DeploymentCheck(loader, engine, properties, paths);
	}

}
