package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

import io.crossgate.cors.policy.CorsPolicy;

/**
 * Looks up what the binder has read, with its origin.
 */
final class PropertyLookup {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("cors");

	private final Environment environment;

	PropertyLookup(Environment environment) {
		this.environment = environment;
	}

	/** Return the place of a policy's properties. */
	static ConfigurationPropertyName policy(String policy) {
		if (policy.equals(CorsPolicy.DEFAULT_NAME)) {
			return ROOT;
		}
		boolean word = policy.chars().allMatch((c) -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
		ConfigurationPropertyName policies = ROOT.append("policies");
		return word ? policies.append(ConfigurationPropertyName.adapt(policy, '.'))
				: policies.append("[" + policy + "]");
	}

	/**
	 * Finds a property as the binder does: the first source decides about a whole list,
	 * be it one line or an entry a line.
	 * @param policy where to look
	 * @param property the property, perhaps with an index
	 */
	@Nullable ConfigurationProperty find(ConfigurationPropertyName policy, String property) {
		int bracket = property.indexOf('[');
		ConfigurationPropertyName name = policy
			.append(ConfigurationPropertyName.adapt((bracket < 0) ? property : property.substring(0, bracket), '.'));
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty found = source.getConfigurationProperty(name);
			if (found == null && bracket > 0) {
				ConfigurationPropertyName entry = name.append(property.substring(bracket));
				found = source.getConfigurationProperty(entry);
				found = (found != null) ? found : source.getConfigurationProperty(entry.append("value"));
			}
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	/** Finds a property as the binder does. */
	@Nullable ConfigurationProperty find(ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty found = source.getConfigurationProperty(name);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	/** Finds the first of the properties below a name. */
	@Nullable ConfigurationProperty below(ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				for (ConfigurationPropertyName candidate : iterable) {
					if (name.isAncestorOf(candidate)) {
						return source.getConfigurationProperty(candidate);
					}
				}
			}
		}
		return null;
	}

	/** Finds a policy's property that does not stand where it belongs. */
	@Nullable ConfigurationProperty misplaced(String policy, String property) {
		String below = "." + CorsPolicy.uniformName(property);
		List<String> ends = List.of("." + CorsPolicy.uniformName(policy) + below, ".policies" + below, ".cors" + below);
		for (String end : ends) {
			for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
				if (source instanceof IterableConfigurationPropertySource iterable) {
					for (ConfigurationPropertyName candidate : iterable) {
						if (ROOT.isAncestorOf(candidate) && withoutIndexes(candidate).endsWith(end)) {
							return source.getConfigurationProperty(candidate);
						}
					}
				}
			}
		}
		return null;
	}

	private static String withoutIndexes(ConfigurationPropertyName name) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < name.getNumberOfElements(); i++) {
			text.append(name.isNumericIndex(i) ? "" : "." + name.getElement(i, Form.UNIFORM));
		}
		return text.toString();
	}

	/** Return a property's text, with its placeholders resolved. */
	String text(ConfigurationProperty property) {
		return this.environment.resolvePlaceholders(String.valueOf(property.getValue()));
	}

}
