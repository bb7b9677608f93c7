package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.Environment;

import io.crossgate.cors.policy.format.PolicyFormat;
import io.crossgate.cors.problem.Problem;

/**
 * Where a problem is written.
 *
 * @param name the whole property
 * @param where file, line and column, or the environment variable; {@code null} if
 * unknown
 * @param format the notation in which one writes there
 */
public record PropertyLocation(String name, @Nullable String where, PolicyFormat format) {

	/**
	 * Finds out where a problem is written.
	 * @param problem the problem
	 * @param environment has the properties
	 * @param beans the names of the beans that are policies, by the policies' names
	 */
	public static PropertyLocation of(Problem problem, Environment environment, Map<String, String> beans) {
		ConfigurationPropertyName policy = PropertyLookup.policy(problem.policy());
		String name = policy + "." + problem.property();
		String elsewhere = problem.property() + " of policy '" + problem.policy() + "'";
		String bean = beans.get(problem.policy());
		if (bean != null) {
			return new PropertyLocation(elsewhere, "CorsPolicy bean '" + bean + "'", PolicyFormat.JAVA);
		}
		PropertyLookup lookup = new PropertyLookup(environment);
		ConfigurationProperty property = lookup.find(policy, problem.property());
		if (property == null) {
			// Something is missing, or stands one level deeper.
			property = lookup.below(policy.append(ConfigurationPropertyName.adapt(problem.property(), '.')));
		}
		if (property == null) {
			property = lookup.misplaced(problem.policy(), problem.property());
			name = (property != null) ? property.getName().toString() : name;
		}
		if (property == null) {
			property = lookup.below(policy);
		}
		return (property != null) ? new PropertyLocation(name, describe(property), ConfigurationFormat.of(property))
				: new PropertyLocation(elsewhere, null, PolicyFormat.YAML);
	}

	/**
	 * Return where a property is written.
	 * @param property the whole property
	 * @param environment has the properties
	 * @return file, line and column, or the environment variable; {@code null} if unknown
	 */
	public static @Nullable String describe(String property, Environment environment) {
		ConfigurationProperty found = new PropertyLookup(environment).find(ConfigurationPropertyName.of(property));
		return (found != null) ? describe(found) : null;
	}

	/** Names the file as development tools link to it. */
	static @Nullable String describe(ConfigurationProperty property) {
		Origin origin = ConfigurationFormat.origin(property);
		TextResourceOrigin text = ConfigurationFormat.file(property);
		if (text != null && text.getResource() != null) {
			String resource = text.getResource().getDescription();
			int start = resource.indexOf('[') + 1;
			int end = resource.indexOf(']', start);
			String file = (start > 0 && end > 0) ? resource.substring(start, end) : resource;
			file = file.startsWith("file:") ? file.substring("file:".length()) : file;
			return (text.getLocation() == null) ? file
					: file + ":" + (text.getLocation().getLine() + 1) + ":" + (text.getLocation().getColumn() + 1);
		}
		if (origin instanceof SystemEnvironmentOrigin variable) {
			return "environment variable " + variable.getProperty();
		}
		if (ConfigurationFormat.of(property) == PolicyFormat.ENVIRONMENT
				&& origin instanceof PropertySourceOrigin variable) {
			return "environment variable " + variable.getPropertyName();
		}
		return (origin != null) ? origin.toString() : null;
	}

}
