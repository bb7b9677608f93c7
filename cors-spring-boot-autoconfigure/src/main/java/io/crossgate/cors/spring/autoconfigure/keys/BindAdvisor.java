package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

import io.crossgate.cors.policy.format.PolicyFormat;

/**
 * Lets the binder pass over the variables by which Kubernetes tells every pod about a
 * service called {@code cors-policies}: {@code CORS_POLICIES_PORT} is no policy. What has
 * been bound already is not bound once more.
 *
 * <p>
 * Boot keeps each property that it has bound, with the source it comes from and all names
 * of that source, for as long as the application runs. With a hundred thousand origins
 * that is ten times what it takes to look them up, so it hears of none.
 *
 * <p>
 * After the start it passes over every value below {@code cors} that is none: Spring
 * Cloud binds beans of properties again, and a failure would keep it from binding those
 * of others. Policies are not read from such a bean but bound anew, and what is wrong
 * with a value is reported there.
 */
final class BindAdvisor implements ConfigurationPropertiesBindHandlerAdvisor, SmartInitializingSingleton {

	private final BooleanSupplier bound;

	private volatile boolean started;

	BindAdvisor(BooleanSupplier bound) {
		this.bound = bound;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.started = true;
	}

	@Override
	public BindHandler apply(BindHandler handler) {
		return new AbstractBindHandler(handler) {

			@Override
			public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target,
					BindContext context) {
				boolean again = !BindAdvisor.this.started && ValueProblems.ROOT.equals(name)
						&& BindAdvisor.this.bound.getAsBoolean();
				return again ? null : super.onStart(name, target, context);
			}

			@Override
			public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
					Object result) {
				return isBelowRoot(name) ? result : super.onSuccess(name, target, context, result);
			}

			@Override
			public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
					Exception error) throws Exception {
				boolean rebound = BindAdvisor.this.started && isBelowRoot(name);
				return (rebound || isServiceVariable(name, context)) ? null
						: super.onFailure(name, target, context, error);
			}

		};
	}

	private static boolean isBelowRoot(ConfigurationPropertyName name) {
		return ValueProblems.ROOT.equals(name) || ValueProblems.ROOT.isAncestorOf(name);
	}

	/** What fails to be bound below a scalar leaves no trace of it in the context. */
	private static boolean isServiceVariable(ConfigurationPropertyName name, BindContext context) {
		if (!ValueProblems.ROOT.isAncestorOf(name)) {
			return false;
		}
		for (ConfigurationPropertySource source : context.getSources()) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return isServiceVariable(name, property);
			}
		}
		return false;
	}

	/** Return whether Kubernetes has set a variable below {@code cors}. */
	static boolean isServiceVariable(ConfigurationPropertyName name, ConfigurationProperty property) {
		return ConfigurationFormat.of(property) == PolicyFormat.ENVIRONMENT
				&& PropertyKeys.isKubernetesServiceVariable(name.subName(1).toString());
	}

}
