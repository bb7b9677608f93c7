package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.StringUtils;

import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.policy.format.PolicyFormat;
import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.spring.autoconfigure.grants.GrantEntry;
import io.crossgate.cors.spring.check.Finding.Place;

/**
 * Where a problem is written.
 *
 * @param name the whole property
 * @param place file, line and column, or the environment variable, or the bean
 * @param format the notation in which one writes there
 */
public record PropertyLocation(String name, Place place, PolicyFormat format) {

	/**
	 * Finds out where a problem is written.
	 * @param problem the problem
	 * @param environment has the properties
	 * @param beans the beans that have declared a policy, by its name, or changed a
	 * property of it, by the name, a dot and the key
	 */
	public static PropertyLocation of(Problem problem, Environment environment, Map<String, String> beans) {
		return of(problem, new PropertyLookup(environment), beans);
	}

	/**
	 * Return what finds out where each of many problems is written. Properties are read
	 * once for all of them.
	 * @param environment has the properties
	 * @param beans the beans that have declared or changed a policy
	 * @return what locates problems as long as the properties are the same
	 */
	public static Function<Problem, PropertyLocation> finder(Environment environment, Map<String, String> beans) {
		PropertyLookup lookup = new PropertyLookup(environment);
		return (problem) -> of(problem, lookup, beans);
	}

	/**
	 * Return what tells a person where each of many problems is written.
	 * @param environment has the properties
	 * @param beans the beans that have declared or changed a policy
	 * @return a text for each problem, or {@code null} if its place is unknown
	 */
	public static Function<Problem, @Nullable String> texts(Environment environment, Map<String, String> beans) {
		Function<Problem, PropertyLocation> finder = finder(environment, beans);
		return (problem) -> finder.apply(problem).where();
	}

	/**
	 * Return where it is written, as a person is told.
	 * @return the place, or {@code null} if it is unknown
	 */
	public @Nullable String where() {
		return this.place.text().isEmpty() ? null : this.place.text();
	}

	private static PropertyLocation of(Problem problem, PropertyLookup lookup, Map<String, String> beans) {
		ConfigurationPropertyName policy = PropertyLookup.policy(problem.policy());
		String name = problem.property().isEmpty() ? policy.toString() : policy + "." + problem.property();
		String elsewhere = problem.property() + " of policy '" + problem.policy() + "'";
		String key = problem.property();
		key = (key.indexOf('[') > 0) ? key.substring(0, key.indexOf('[')) : key;
		String bean = beans.getOrDefault(problem.policy() + "." + key, beans.get(problem.policy()));
		if (bean != null) {
			return new PropertyLocation(elsewhere, Place.ofText(bean), PolicyFormat.JAVA);
		}
		ConfigurationProperty property = find(problem, lookup);
		ConfigurationProperty misplaced = lookup.misplaced(problem.policy(), problem.property());
		if (property != null && misplaced != null && misplaced.getName().equals(property.getName())) {
			name = property.getName().toString();
		}
		return (property != null)
				? new PropertyLocation(name, ConfigurationFormat.place(property), ConfigurationFormat.of(property))
				: new PropertyLocation(elsewhere, Place.ofText(null), PolicyFormat.YAML);
	}

	/** Return the property that has a problem, or the first of its policy. */
	private static @Nullable ConfigurationProperty find(Problem problem, PropertyLookup lookup) {
		ConfigurationPropertyName policy = PropertyLookup.policy(problem.policy());
		ConfigurationProperty property = lookup.find(policy, problem.property());
		if (property == null) {
			// Something is missing, or stands one level deeper.
			property = lookup.below(policy.append(ConfigurationPropertyName.adapt(problem.property(), '.')));
		}
		if (property == null) {
			property = lookup.misplaced(problem.policy(), problem.property());
		}
		return (property != null) ? property : lookup.below(policy);
	}

	/** Names the file, and which of its documents it is where it has several. */
	static @Nullable String describeSource(ConfigurationProperty property) {
		TextResourceOrigin text = ConfigurationFormat.file(property);
		if (text == null || text.getResource() == null) {
			return ConfigurationFormat.describe(property);
		}
		String source = (property.getSource() != null
				&& property.getSource().getUnderlyingSource() instanceof PropertySource<?> named) ? named.getName()
						: "";
		int document = source.indexOf(" (document #");
		return ConfigurationFormat.name(text.getResource()) + ((document > 0) ? source.substring(document) : "");
	}

	/**
	 * Return where a property is written.
	 * @param property the whole property
	 * @param environment has the properties
	 * @return file, line and column, or the environment variable
	 */
	public static Place place(String property, Environment environment) {
		ConfigurationProperty found = new PropertyLookup(environment).find(ConfigurationPropertyName.of(property));
		return (found != null) ? ConfigurationFormat.place(found) : Place.ofText(null);
	}

	/**
	 * What one property source has of one policy, as it is written there: placeholders
	 * are not resolved.
	 *
	 * @param source identifies the source
	 * @param where the file, or what else the source is; {@code null} if unknown
	 * @param format the notation in which one writes there
	 * @param section the keys, with their texts
	 */
	public record WrittenSection(@Nullable Object source, @Nullable String where, PolicyFormat format,
			PolicySection section) {

		/**
		 * Return where a policy is written, the source that overrides the others first.
		 * @param policy the policy's name
		 * @param environment has the properties
		 */
		public static List<WrittenSection> of(String policy, Environment environment) {
			List<String> keys = PropertyKeys.of(policy);
			List<WrittenSection> sections = new ArrayList<>();
			for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
				WrittenSection section = null;
				ConfigurationPropertyName place = PropertyLookup.policy(policy, source);
				for (String key : keys) {
					ConfigurationPropertyName name = place.append(key);
					ConfigurationProperty first = first(source, name);
					if (first != null) {
						section = (section != null) ? section : empty(policy, first);
						section = section.with(
								terms(source, name, key, section.section().with(key, texts(source, name, key, first))));
					}
				}
				if (section != null) {
					sections.add(section);
				}
			}
			return sections;
		}

		/**
		 * Return the whole name of a property.
		 * @param policy the policy's name
		 * @param key the key below the policy
		 */
		public static ConfigurationPropertyName name(String policy, String key) {
			return PropertyLookup.policy(policy).append(key);
		}

		/**
		 * Return what finds the place of each of many problems, without what else is
		 * written there. Properties are read once for all of them.
		 * @param environment has the properties
		 * @return what locates problems as long as the properties are the same
		 */
		public static Function<Problem, WrittenSection> finder(Environment environment) {
			PropertyLookup lookup = new PropertyLookup(environment);
			return (problem) -> at(problem, lookup);
		}

		private static WrittenSection at(Problem problem, PropertyLookup lookup) {
			ConfigurationProperty property = find(problem, lookup);
			return (property != null) ? empty(problem.policy(), property)
					: new WrittenSection(null, null, PolicyFormat.YAML, PolicySection.of(problem.policy()));
		}

		/**
		 * Return the names under which the entries of a list are written one by one.
		 * @param key the key below the policy
		 */
		public List<String> entries(String key) {
			List<String> entries = new ArrayList<>();
			if (this.source instanceof EnumerablePropertySource<?> names) {
				ConfigurationPropertyName list = PropertyLookup.policy(this.section.policy())
					.append(ConfigurationPropertyName.adapt(key, '.'));
				String variable = PolicyFormat.ENVIRONMENT.name(this.section.policy(), key) + "_";
				for (String name : names.getPropertyNames()) {
					boolean entry = (this.format == PolicyFormat.ENVIRONMENT)
							? name.startsWith(variable) && isIndex(name.substring(variable.length()))
							: list.isAncestorOf(ConfigurationPropertyName.adapt(name, '.'));
					if (entry) {
						entries.add(((this.format == PolicyFormat.COMMAND_LINE) ? "--" : "") + name);
					}
				}
			}
			return entries;
		}

		private static boolean isIndex(String text) {
			return text.matches("[0-9]+(_(VALUE|UNTIL|OWNER|REASON))?");
		}

		/**
		 * Return the same place with another section.
		 * @param section the section
		 */
		public WrittenSection with(PolicySection section) {
			return new WrittenSection(this.source, this.where, this.format, section);
		}

		private static WrittenSection empty(String policy, ConfigurationProperty property) {
			PolicyFormat format = ConfigurationFormat.of(property);
			String where = switch (format) {
				case ENVIRONMENT -> "the environment";
				case COMMAND_LINE -> "the arguments";
				default -> PropertyLocation.describeSource(property);
			};
			return new WrittenSection(
					(property.getSource() != null) ? property.getSource().getUnderlyingSource() : null, where, format,
					PolicySection.of(policy));
		}

		private static @Nullable ConfigurationProperty first(ConfigurationPropertySource source,
				ConfigurationPropertyName name) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			return (property != null) ? property : entry(source, name, 0);
		}

		private static @Nullable ConfigurationProperty entry(ConfigurationPropertySource source,
				ConfigurationPropertyName name, int index) {
			ConfigurationProperty entry = source.getConfigurationProperty(name.append("[" + index + "]"));
			return (entry != null) ? entry : source.getConfigurationProperty(name.append("[" + index + "].value"));
		}

		private static PolicySection terms(ConfigurationPropertySource source, ConfigurationPropertyName name,
				String key, PolicySection section) {
			PolicySection known = section;
			for (int i = 0; i < section.values(key).size(); i++) {
				Map<String, String> terms = new LinkedHashMap<>();
				for (String term : List.of("until", "owner", "reason")) {
					ConfigurationProperty text = source.getConfigurationProperty(name.append("[" + i + "]." + term));
					if (text != null) {
						terms.put(term, GrantEntry.written(text.getValue().toString()));
					}
				}
				known = terms.isEmpty() ? known : known.withTerms(key, section.values(key).get(i), terms);
			}
			return known;
		}

		private static List<String> texts(ConfigurationPropertySource source, ConfigurationPropertyName name,
				String key, ConfigurationProperty first) {
			List<String> texts = new ArrayList<>();
			if (!first.getName().equals(name)) {
				for (int i = 0;; i++) {
					ConfigurationProperty entry = entry(source, name, i);
					if (entry == null) {
						return texts;
					}
					texts.add(String.valueOf(entry.getValue()));
				}
			}
			String text = String.valueOf(first.getValue());
			PropertyType type = PropertyType.of(key);
			boolean list = type != null && type.type() == PolicyProperty.Type.LIST;
			return list ? Arrays.stream(StringUtils.delimitedListToStringArray(text, ",")).map(String::strip).toList()
					: List.of(text);
		}

	}

}
