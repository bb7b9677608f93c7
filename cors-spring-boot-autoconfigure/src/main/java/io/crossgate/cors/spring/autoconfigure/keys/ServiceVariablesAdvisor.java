package io.crossgate.cors.spring.autoconfigure.keys;

import org.jspecify.annotations.Nullable;
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
 * service called {@code cors-policies}: {@code CORS_POLICIES_PORT} is no policy.
 */
final class ServiceVariablesAdvisor implements ConfigurationPropertiesBindHandlerAdvisor {

	@Override
	public BindHandler apply(BindHandler handler) {
		return new AbstractBindHandler(handler) {

			@Override
			public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
					Exception error) throws Exception {
				return isServiceVariable(name, context) ? null : super.onFailure(name, target, context, error);
			}

		};
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
