package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.crossgate.cors.policy.format.PolicyFormat;

/**
 * Finds out in which notation a property is written, so that a fix can be shown in the
 * same one.
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

}
