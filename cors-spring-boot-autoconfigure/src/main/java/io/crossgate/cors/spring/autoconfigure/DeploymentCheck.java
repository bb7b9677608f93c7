package io.crossgate.cors.spring.autoconfigure;

import org.springframework.beans.factory.SmartInitializingSingleton;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.spring.paths.DeployedPaths;

/**
 * Checks the policies once more when all beans exist, because only then it is known which
 * paths the application answers on. No server accepts a request before.
 */
final class DeploymentCheck implements SmartInitializingSingleton {

	private final CorsPolicyLoader loader;

	private final CorsEngine engine;

	private final CorsProperties properties;

	private final DeployedPaths paths;

	DeploymentCheck(CorsPolicyLoader loader, CorsEngine engine, CorsProperties properties, DeployedPaths paths) {
		this.loader = loader;
		this.engine = engine;
		this.properties = properties;
		this.paths = paths;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.loader.deploy(this.properties, this.paths.deployed());
		this.loader.checkOrigins();
		this.paths.reportTrailingSlashes(this.engine.policies(), this.properties.getFilterOrder());
		this.paths.reportNarrowPaths(this.engine.policies());
	}

}
