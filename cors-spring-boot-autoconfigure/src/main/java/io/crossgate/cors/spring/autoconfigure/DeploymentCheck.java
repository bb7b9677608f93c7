package io.crossgate.cors.spring.autoconfigure;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.ApplicationPaths;
import io.crossgate.cors.spring.paths.DeployedPaths;
import io.crossgate.cors.spring.paths.TrailingSlashes;

/**
 * Checks the policies once more when all beans exist, because only then it is known which
 * paths the application answers on. No server accepts a request before.
 */
final class DeploymentCheck implements SmartInitializingSingleton {

	private final CorsPolicyLoader compiler;

	private final CorsEngine engine;

	private final CorsProperties properties;

	private final DeployedPaths paths;

	private final ConfigurableListableBeanFactory beans;

	DeploymentCheck(CorsPolicyLoader compiler, CorsEngine engine, CorsProperties properties, DeployedPaths paths,
			ConfigurableListableBeanFactory beans) {
		this.compiler = compiler;
		this.engine = engine;
		this.properties = properties;
		this.paths = paths;
		this.beans = beans;
	}

	@Override
	public void afterSingletonsInstantiated() {
		ApplicationPaths configured = this.compiler.paths();
		ApplicationPaths deployed = this.paths.deployed();
		// An engine of the application's own has not been compiled here.
		if (this.compiler.hasCompiled() && !deployed.equals(configured)) {
			CorsPolicies compiled = this.compiler.compile(this.properties, deployed);
			if (!deployed.managementPaths().equals(configured.managementPaths())) {
				this.engine.setPolicies(compiled);
			}
		}
		TrailingSlashes.report(this.engine.policies(), this.beans, this.properties.getFilterOrder());
	}

}
