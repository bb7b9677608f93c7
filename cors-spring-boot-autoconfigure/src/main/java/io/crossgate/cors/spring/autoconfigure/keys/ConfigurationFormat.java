package io.crossgate.cors.spring.autoconfigure.keys;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.StringUtils;

import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.policy.PolicyYamlWriter;
import io.crossgate.cors.problem.Problem;

/**
 * The ways in which policies are written. A fix is shown in the way in which the mistake
 * was written.
 */
public enum ConfigurationFormat {

	/** YAML, and whatever else has no notation of its own. */
	YAML {

		@Override
		public String write(Problem problem) {
			return new PolicyYamlWriter().fix(problem).toString();
		}

	},

	/** A properties file. */
	PROPERTIES {

		@Override
		public String write(Problem problem) {
			return PropertyLookup.policy(problem.policy()) + "." + Fix.of(problem).property() + "="
					+ Fix.of(problem).value();
		}

	},

	/** An environment variable. */
	ENVIRONMENT {

		@Override
		public String write(Problem problem) {
			Fix fix = Fix.of(problem);
			return variable(PropertyLookup.policy(problem.policy()) + "." + fix.property()) + "="
					+ fix.value().replace(", ", ",");
		}

	},

	/** A bean. */
	JAVA {

		@Override
		public String write(Problem problem) {
			Fix fix = Fix.of(problem);
			String[] words = StringUtils.delimitedListToStringArray(fix.property(), "-");
			String method = Arrays.stream(words).map(StringUtils::capitalize).collect(Collectors.joining());
			String arguments = switch (PolicyProperty.of(fix.property())
				.map(PolicyProperty::type)
				.orElse(PolicyProperty.Type.LIST)) {
				case DURATION -> "Duration.ofSeconds("
						+ DurationStyle.detectAndParse(fix.value(), ChronoUnit.SECONDS).toSeconds() + ")";
				case FLAG, NUMBER -> fix.value();
				case LIST,
						CHOICE ->
					Arrays.stream(StringUtils.delimitedListToStringArray(fix.value(), ", "))
						.map((word) -> "\"" + word + "\"")
						.collect(Collectors.joining(", "));
			};
			return "." + StringUtils.uncapitalize(method) + "(" + arguments + ")";
		}

	};

	/**
	 * Writes a problem's fix so that it can be pasted.
	 * @param problem a problem that has a fix
	 * @return the fix in this format
	 */
	public abstract String write(Problem problem);

	static ConfigurationFormat of(ConfigurationProperty property) {
		if (property.getSource() != null
				&& property.getSource().getUnderlyingSource() instanceof PropertySource<?> source
				&& source instanceof SystemEnvironmentPropertySource) {
			return ENVIRONMENT;
		}
		TextResourceOrigin file = file(property);
		String name = (file != null && file.getResource() != null) ? file.getResource().getFilename() : null;
		return (name != null && name.endsWith(".properties")) ? PROPERTIES : YAML;
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

	/**
	 * A fix, taken apart.
	 *
	 * @param property the property
	 * @param value its value, as YAML reads it
	 */
	private record Fix(String property, String value) {

		static Fix of(Problem problem) {
			String yaml = String.valueOf(problem.fix());
			if (yaml.startsWith("- ")) {
				return new Fix(problem.property(), unquoted(yaml.substring(2)));
			}
			int colon = yaml.indexOf(": ");
			return new Fix(yaml.substring(0, colon), unquoted(yaml.substring(colon + 2)));
		}

		private static String unquoted(String value) {
			if (!value.startsWith("\"")) {
				return value.equals("[]") ? "" : value;
			}
			return value.substring(1, value.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
		}

	}

}
