package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.Resource;

import io.crossgate.cors.policy.format.PolicyFormat;
import io.crossgate.cors.spring.check.Finding.Place;

/**
 * Finds out where and in which notation a property is written, so that a fix can be shown
 * in the same one.
 */
final class ConfigurationFormat {

	private ConfigurationFormat() {
	}

	/** YAML stands for whatever has no notation of its own. */
	static PolicyFormat of(ConfigurationProperty property) {
		if (property.getSource() != null
				&& property.getSource().getUnderlyingSource() instanceof PropertySource<?> source) {
			if (source instanceof SystemEnvironmentPropertySource) {
				return PolicyFormat.ENVIRONMENT;
			}
			if (source instanceof CommandLinePropertySource) {
				return PolicyFormat.COMMAND_LINE;
			}
		}
		TextResourceOrigin file = file(property);
		String name = (file != null && file.getResource() != null) ? file.getResource().getFilename() : null;
		return (name != null && name.endsWith(".properties")) ? PolicyFormat.PROPERTIES : PolicyFormat.YAML;
	}

	/** Return the environment variable that overrides a property. */
	static String variable(String property) {
		return property.replace("-", "").replace('.', '_').replace('[', '_').replace(']', '_').toUpperCase(Locale.ROOT);
	}

	/** Return where in a file a property is written, if it is in one. */
	static @Nullable TextResourceOrigin file(ConfigurationProperty property) {
		return (origin(property) instanceof TextResourceOrigin file) ? file : null;
	}

	static @Nullable Origin origin(ConfigurationProperty property) {
		Origin origin = property.getOrigin();
		return (origin instanceof PropertySourceOrigin source && source.getOrigin() != null) ? source.getOrigin()
				: origin;
	}

	/** Return where a property is written. */
	static Place place(ConfigurationProperty property) {
		Origin origin = origin(property);
		TextResourceOrigin text = file(property);
		if (text != null && text.getResource() != null) {
			return place(name(text.getResource()), text.getLocation());
		}
		if (origin instanceof SystemEnvironmentOrigin variable) {
			return Place.ofText("environment variable " + variable.getProperty());
		}
		if (of(property) == PolicyFormat.ENVIRONMENT && origin instanceof PropertySourceOrigin variable) {
			return Place.ofText("environment variable " + variable.getPropertyName());
		}
		return Place.ofText((origin != null) ? origin.toString() : null);
	}

	/** An empty value of a properties file is located behind the end of its line. */
	private static Place place(String file, TextResourceOrigin.@Nullable Location location) {
		if (location == null) {
			return Place.ofFile(file, 0, 0);
		}
		return (location.getColumn() < 0) ? Place.ofFile(file, location.getLine(), 0)
				: Place.ofFile(file, location.getLine() + 1, location.getColumn() + 1);
	}

	/** Return where a property is written, or {@code null} if that is not known. */
	static @Nullable String describe(ConfigurationProperty property) {
		Place place = place(property);
		return place.text().isEmpty() ? null : place.text();
	}

	static String name(Resource resource) {
		String description = resource.getDescription();
		int start = description.indexOf('[') + 1;
		int end = description.indexOf(']', start);
		String file = (start > 0 && end > 0) ? description.substring(start, end) : description;
		return file.startsWith("file:") ? file.substring("file:".length()) : file;
	}

}
