package io.crossgate.cors.spring.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;

import io.crossgate.cors.problem.Problem;

/**
 * Where a problem is written.
 *
 * @param name the whole property
 * @param where file, line and column, or the environment variable; {@code null} if no
 * property source has it
 */
record PropertyLocation(String name, @Nullable String where) {

	static PropertyLocation of(Problem problem, Environment environment) {
		boolean unnamed = problem.policy().equals(PropertiesPolicies.DEFAULT);
		String policy = unnamed ? "cors" : "cors.policies." + problem.policy();
		String name = policy + "." + problem.property();
		ConfigurationProperty property = find(name, environment);
		int index = name.indexOf('[');
		if (property == null && index > 0) {
			// One line that holds the whole list.
			property = find(name.substring(0, index), environment);
		}
		if (property == null && !isDeclared(policy, environment)) {
			return new PropertyLocation(
					"%s of the CorsPolicy bean '%s'".formatted(problem.property(), problem.policy()), null);
		}
		return new PropertyLocation(name, (property != null) ? describe(property) : null);
	}

	private static String describe(ConfigurationProperty property) {
		return (property.getOrigin() != null) ? property.getOrigin().toString() : String.valueOf(property.getSource());
	}

	private static @Nullable ConfigurationProperty find(String name, Environment environment) {
		ConfigurationPropertyName propertyName = ConfigurationPropertyName.adapt(name, '.');
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(propertyName);
			if (property != null) {
				return property;
			}
		}
		return null;
	}

	private static boolean isDeclared(String policy, Environment environment) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(policy, '.');
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
				return true;
			}
		}
		return false;
	}

}
