package io.crossgate.cors.policy.format;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.crossgate.cors.policy.PolicyProperty;

/**
 * The notations in which policies are written. Each quotes whatever its readers would
 * take for something else.
 *
 * @since 0.1.0
 */
public enum PolicyFormat {

	/** YAML: lines from {@code cors:} on. */
	YAML {

		@Override
		public String write(Collection<PolicySection> sections) {
			PolicyYamlWriter yaml = new PolicyYamlWriter();
			sections.forEach(yaml::section);
			return yaml.toString();
		}

	},

	/** A properties file. */
	PROPERTIES {

		@Override
		public String write(Collection<PolicySection> sections) {
			return lines(sections, ", ", "# ", (line) -> name(line) + "=" + Quoting.properties(line.value()));
		}

		@Override
		String name(Assignment line) {
			return Quoting.propertiesKey(line.name());
		}

	},

	/** Environment variables, as a shell assigns them. */
	ENVIRONMENT {

		@Override
		public String write(Collection<PolicySection> sections) {
			return lines(sections, ",", "# ", (line) -> name(line) + "=" + Quoting.shell(line.value()));
		}

		@Override
		String name(Assignment line) {
			return line.name()
				.replace("-", "")
				.replace('.', '_')
				.replace('[', '_')
				.replace("]", "")
				.toUpperCase(Locale.ROOT);
		}

	},

	/** Arguments of the application, as they are given in a shell. */
	COMMAND_LINE {

		@Override
		public String write(Collection<PolicySection> sections) {
			return lines(sections, ",", "# ", (line) -> Quoting.shell(name(line) + "=" + line.value()));
		}

		@Override
		String name(Assignment line) {
			return "--" + line.name();
		}

	},

	/** Java: calls on the builder of a bean. */
	JAVA {

		@Override
		public String write(Collection<PolicySection> sections) {
			List<String> lines = new ArrayList<>();
			for (PolicySection section : sections) {
				for (String key : section.keys()) {
					section.note(key).ifPresent((note) -> lines.add("// " + note));
					PolicyProperty.of(key).ifPresent((property) -> {
						lines.add(call(property, section.values(key)));
						section.values(key)
							.stream()
							.filter((entry) -> !section.terms.get(key, entry).isEmpty())
							.distinct()
							.forEach((entry) -> lines.add(terms(property, entry, section.terms.get(key, entry))));
					});
				}
				section.remarks().forEach((remark) -> lines.add("// " + remark));
			}
			return String.join("\n", lines);
		}

	};

	/**
	 * Writes sections so that the text can be pasted.
	 * @param sections sections of different policies
	 * @return lines without a line break at the end
	 */
	public abstract String write(Collection<PolicySection> sections);

	/**
	 * Return the name of a property in this notation.
	 * @param policy the policy's name
	 * @param key the key below the policy
	 * @return such as {@code CORS_POLICIES_API_MAXAGE}
	 */
	public String name(String policy, String key) {
		return name(new Assignment(Assignment.name(policy, key), "", List.of()));
	}

	String name(Assignment line) {
		return line.name();
	}

	private static String lines(Collection<PolicySection> sections, String comma, String comment,
			Function<Assignment, String> line) {
		List<String> lines = new ArrayList<>();
		for (PolicySection section : sections) {
			for (Assignment assignment : Assignment.of(section, comma)) {
				assignment.notes().stream().map(comment::concat).forEach(lines::add);
				lines.add(line.apply(assignment));
			}
			section.remarks().stream().map(comment::concat).forEach(lines::add);
		}
		return String.join("\n", lines);
	}

	private static String call(PolicyProperty property, List<String> values) {
		StringBuilder method = new StringBuilder(".");
		boolean capital = false;
		for (char c : property.key().toCharArray()) {
			if (c != '-') {
				method.append(capital ? Character.toUpperCase(c) : c);
			}
			capital = c == '-';
		}
		return method + "(" + argument(property, values) + ")";
	}

	private static String terms(PolicyProperty property, String entry, Map<String, String> texts) {
		String until = texts.get("until");
		return ".terms(PolicyProperty." + property.name() + ", " + Quoting.java(entry) + ", new GrantTerms("
				+ ((until != null) ? "LocalDate.parse(" + Quoting.java(until) + ")" : "null") + ", "
				+ Quoting.java(texts.getOrDefault("owner", "")) + ", " + Quoting.java(texts.getOrDefault("reason", ""))
				+ "))";
	}

	private static String argument(PolicyProperty property, List<String> values) {
		if (property.type() == PolicyProperty.Type.LIST) {
			return values.stream().map(Quoting::java).collect(Collectors.joining(", "));
		}
		Object value = property.parse(values);
		if (value instanceof String text) {
			return Quoting.java(text);
		}
		if (value instanceof Duration duration) {
			boolean seconds = duration.equals(Duration.ofSeconds(duration.toSeconds()));
			return seconds ? "Duration.ofSeconds(" + duration.toSeconds() + ")"
					: "Duration.parse(" + Quoting.java(duration.toString()) + ")";
		}
		return (value instanceof Enum<?> choice)
				? "CorsPolicy." + choice.getDeclaringClass().getSimpleName() + "." + choice.name() : value.toString();
	}

}
