package io.crossgate.cors.spring.autoconfigure.reload;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;

import io.crossgate.cors.spring.reload.WatchedSources;

/**
 * Adds the files of {@code cors.reload.watch} when all other configuration has been read,
 * so that the checks at the start see them. A listener, because the package of
 * environment post-processors differs between lines of Boot.
 */
final class WatchedSourcesListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

	/** The context that Spring Cloud starts before the application's own. */
	private static final String BOOTSTRAP = "bootstrap";

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		ConfigurableEnvironment environment = event.getEnvironment();
		if (environment.containsProperty(WatchedSources.PROPERTY)
				&& !environment.getPropertySources().contains(BOOTSTRAP)) {
			WatchedSources.attach(environment);
		}
	}

}
