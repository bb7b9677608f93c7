package io.crossgate.cors.spring.autoconfigure.reload;

import java.util.List;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;

import io.crossgate.cors.spring.reload.PolicyReload.Trigger;
import io.crossgate.cors.spring.reload.PolicyReloader;

/**
 * Loads the policies again when Spring Cloud has changed the environment, and once more
 * when beans of the refresh scope are new. Spring Cloud is known by name, because each
 * line of Boot has another.
 *
 * <p>
 * The keys of an event are not looked at: they name a property that a placeholder refers
 * to, and not those in which the placeholder stands. First in order, because Spring
 * Cloud's own listener binds beans one after the other and stops at the first that fails;
 * what is read here is the environment, which has changed before.
 */
final class EnvironmentChangeListener implements GenericApplicationListener {

	static final String ENVIRONMENT_CHANGE = "org.springframework.cloud.context.environment.EnvironmentChangeEvent";

	private static final List<String> EVENTS = List.of(ENVIRONMENT_CHANGE,
			"org.springframework.cloud.context.scope.refresh.RefreshScopeRefreshedEvent");

	private final PolicyReloader reloader;

	EnvironmentChangeListener(PolicyReloader reloader) {
		this.reloader = reloader;
	}

	@Override
	public boolean supportsEventType(ResolvableType eventType) {
		return EVENTS.contains(eventType.toClass().getName());
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		this.reloader.reload(Trigger.ENVIRONMENT);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
