package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

import io.crossgate.cors.policy.CorsPolicy;

/**
 * Looks up what the binder has read, with its origin. Names are read once, as soon as
 * they are searched, so that one for each report is enough and one for ever is wrong.
 */
final class PropertyLookup {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("cors");

	private final Environment environment;

	private @Nullable Names names;

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
	 * Return the place of a policy's properties in a source, where a name that needs no
	 * brackets may have some.
	 */
	static ConfigurationPropertyName policy(String policy, ConfigurationPropertySource source) {
		ConfigurationPropertyName plain = policy(policy);
		// Variables have neither, and would be found below both.
		if (policy.equals(CorsPolicy.DEFAULT_NAME) || hasBelow(source, plain)) {
			return plain;
		}
		ConfigurationPropertyName bracketed = plain.getParent().append("[" + policy + "]");
		return hasBelow(source, bracketed) ? bracketed : plain;
	}

	private static boolean hasBelow(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		return source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT;
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
		return read(names().first.get(name));
	}

	/** Finds a policy's property that does not stand where it belongs. */
	@Nullable ConfigurationProperty misplaced(String policy, String property) {
		String below = "." + CorsPolicy.uniformName(property);
		List<String> ends = List.of("." + CorsPolicy.uniformName(policy) + below, ".policies" + below, ".cors" + below);
		for (String end : ends) {
			Named named = names().byEnd.get(end);
			if (named != null) {
				return read(named);
			}
		}
		return null;
	}

	private static @Nullable ConfigurationProperty read(@Nullable Named named) {
		return (named != null) ? named.source.getConfigurationProperty(named.name) : null;
	}

	private Names names() {
		Names names = this.names;
		if (names == null) {
			names = new Names();
			for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
				if (source instanceof IterableConfigurationPropertySource iterable) {
					for (ConfigurationPropertyName name : iterable) {
						names.add(new Named(source, name));
					}
				}
			}
			this.names = names;
		}
		return names;
	}

	private static String withoutIndexes(ConfigurationPropertyName name) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < name.getNumberOfElements(); i++) {
			text.append(name.isNumericIndex(i) ? "" : "." + CorsPolicy.uniformName(name.getElement(i, Form.ORIGINAL)));
		}
		return text.toString();
	}

	/** Return a property's text, with its placeholders resolved. */
	String text(ConfigurationProperty property) {
		return this.environment.resolvePlaceholders(String.valueOf(property.getValue()));
	}

	/**
	 * All names there are below {@code cors}, found by what is searched. The first source
	 * that has one counts.
	 */
	private static final class Names {

		/** By what they stand below, the first of the names. */
		private final Map<ConfigurationPropertyName, Named> first = new HashMap<>();

		/** By their ends, from a dot on. */
		private final Map<String, Named> byEnd = new HashMap<>();

		private void add(Named named) {
			if (ROOT.isAncestorOf(named.name)) {
				for (ConfigurationPropertyName above = named.name.getParent(); !above.isEmpty(); above = above
					.getParent()) {
					this.first.putIfAbsent(above, named);
				}
				String text = withoutIndexes(named.name);
				for (int dot = 0; dot >= 0; dot = text.indexOf('.', dot + 1)) {
					this.byEnd.putIfAbsent(text.substring(dot), named);
				}
			}
		}

	}

	/**
	 * A name in a source.
	 *
	 * @param source the source
	 * @param name the name
	 */
	private record Named(ConfigurationPropertySource source, ConfigurationPropertyName name) {

	}

}
