package io.crossgate.cors.spring.autoconfigure;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.spring.paths.DeployedPaths;
import io.crossgate.cors.spring.protection.SecurityCallbacks;

/**
 * Checks the policies once more when all beans exist, because only then it is known which
 * paths the application answers on. No server accepts a request before.
 */
final class DeploymentCheck implements SmartInitializingSingleton {

	private final CorsPolicyLoader loader;

	private final CorsEngine engine;

	private final CorsProperties properties;

	private final DeployedPaths paths;

	private final ListableBeanFactory beans;

	DeploymentCheck(CorsPolicyLoader loader, CorsEngine engine, CorsProperties properties, DeployedPaths paths,
			ListableBeanFactory beans) {
		this.loader = loader;
		this.engine = engine;
		this.properties = properties;
		this.paths = paths;
		this.beans = beans;
	}

	@Override
	public void afterSingletonsInstantiated() {
		SecurityCallbacks callbacks = SecurityCallbacks.find(this.beans);
		this.loader.deploy(this.properties, callbacks.addTo(this.paths.deployed()));
		this.loader.checkOrigins();
		callbacks.warn(this.engine.policies().context().protection());
		this.paths.reportTrailingSlashes(this.engine.policies(), this.properties.getFilterOrder());
		this.paths.reportNarrowPaths(this.engine.policies());
	}

}
