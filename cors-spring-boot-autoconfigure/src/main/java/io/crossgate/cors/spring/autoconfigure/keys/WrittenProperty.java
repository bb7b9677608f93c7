package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyProperty;

/**
 * A property below {@code cors} as its source has it. The name that is bound has lost
 * what does not distinguish names, and more: letters outside ASCII.
 *
 * @param source where it is
 * @param text its name there
 * @param name its name as the binder reads it
 */
record WrittenProperty(ConfigurationPropertySource source, String text, ConfigurationPropertyName name) {

	private static final String ROOT = "cors";

	private static final ConfigurationPropertyName ROOT_NAME = ConfigurationPropertyName.of(ROOT);

	private static final String POLICIES = "cors.policies.";

	private static final String CANDIDATE = "cors.candidate";

	private static final ConfigurationPropertyName CANDIDATE_NAME = ConfigurationPropertyName.of(CANDIDATE);

	/**
	 * Return all of them, source by source, the one with the highest precedence first.
	 */
	static List<WrittenProperty> of(Environment environment) {
		List<WrittenProperty> properties = new ArrayList<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.getUnderlyingSource() instanceof EnumerablePropertySource<?> names
					&& !(names instanceof SystemEnvironmentPropertySource)) {
				for (String text : names.getPropertyNames()) {
					if (isBelowRoot(text)) {
						properties.add(new WrittenProperty(source, text, ConfigurationPropertyName.adapt(text, '.')));
					}
				}
			}
			else if (source instanceof IterableConfigurationPropertySource iterable) {
				addBracketed(source, properties);
				for (ConfigurationPropertyName name : iterable) {
					if (isBelowRoot(name)) {
						properties.add(new WrittenProperty(source, variable(source, name), name));
					}
				}
			}
		}
		return properties;
	}

	/**
	 * Return whether all of them are keys of policies that are written as the
	 * documentation has them, each once in its source, with text or a flag for a value:
	 * there is nothing wrong with such keys. It is asked first, because it is so in most
	 * applications, where what looks for mistakes is then not even loaded.
	 * @param root whether keys right below {@code cors} are a policy's
	 */
	static boolean areAllPlain(Environment environment, boolean root) {
		Map<String, String> policies = new HashMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			int bound = 0;
			if (source instanceof IterableConfigurationPropertySource iterable) {
				for (ConfigurationPropertyName name : iterable) {
					bound += isBelowRoot(name) ? 1 : 0;
				}
			}
			if (bound != plain(source, root, policies)) {
				return false;
			}
		}
		return true;
	}

	/** Return how many plain properties a source has, or -1 if there are others. */
	private static int plain(ConfigurationPropertySource source, boolean root, Map<String, String> policies) {
		int plain = 0;
		if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource variables) {
			for (String text : variables.getPropertyNames()) {
				if (isBracketed(text)) {
					return -1;
				}
			}
		}
		else if (source.getUnderlyingSource() instanceof EnumerablePropertySource<?> names) {
			Map<String, Boolean> keys = new HashMap<>();
			for (String text : names.getPropertyNames()) {
				if (isBelowRoot(text)) {
					if (!isPlain(text, names, root, keys, policies)) {
						return -1;
					}
					plain++;
				}
			}
		}
		return plain;
	}

	private static boolean isPlain(String text, EnumerablePropertySource<?> names, boolean root,
			Map<String, Boolean> keys, Map<String, String> policies) {
		int bracket = text.indexOf('[');
		boolean entry = bracket > 0;
		String key = entry ? text.substring(0, bracket) : text;
		int dot = key.lastIndexOf('.');
		boolean named = key.startsWith(POLICIES) && dot >= POLICIES.length();
		boolean ofPolicy = named || (root && dot == ROOT.length() && key.startsWith(ROOT));
		if ((entry && !isIndex(text.substring(bracket))) || !ofPolicy) {
			return false;
		}
		String policy = named ? key.substring(POLICIES.length(), dot) : CorsPolicy.DEFAULT_NAME;
		PolicyProperty property = PolicyProperty.of(key.substring(dot + 1)).orElse(null);
		Object value = names.getProperty(text);
		String namesake = policies.putIfAbsent(CorsPolicy.uniformName(policy), policy);
		Boolean known = keys.putIfAbsent(key, entry);
		boolean alone = (namesake == null || namesake.equals(policy)) && (known == null || (entry && known));
		boolean fitting = property != null && (!entry || property.type() == PolicyProperty.Type.LIST);
		boolean readable = (value instanceof CharSequence) ? !value.toString().isBlank()
				: value instanceof Boolean && property != null && property.type() == PolicyProperty.Type.FLAG;
		return fitting && (!named || isPlainName(policy)) && alone && readable;
	}

	private static boolean isPlainName(String policy) {
		for (int i = 0; i < policy.length(); i++) {
			char c = policy.charAt(i);
			if (!((c >= 'a' && c <= 'z') || (i > 0 && ((c >= '0' && c <= '9') || c == '-')))) {
				return false;
			}
		}
		return !policy.isEmpty() && !policy.equals(CorsPolicy.DEFAULT_NAME);
	}

	/** A variable with a bracket has no name that the binder looks for. */
	private static void addBracketed(ConfigurationPropertySource source, List<WrittenProperty> properties) {
		if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource variables) {
			for (String text : variables.getPropertyNames()) {
				if (isBracketed(text)) {
					properties.add(new WrittenProperty(source, text, ConfigurationPropertyName.adapt(text, '_')));
				}
			}
		}
	}

	private static boolean isBracketed(String variable) {
		return variable.regionMatches(true, 0, "cors_policies", 0, 13) && variable.indexOf('[') > 0;
	}

	/**
	 * Return whether a bracket is not closed: a blank ends a key of a properties file.
	 */
	boolean isCut() {
		return this.text.lastIndexOf('[') > this.text.lastIndexOf(']');
	}

	private static boolean isBelowRoot(String text) {
		return text.length() > ROOT.length() && text.regionMatches(true, 0, ROOT, 0, ROOT.length())
				&& ".[".indexOf(text.charAt(ROOT.length())) >= 0
				&& !text.regionMatches(true, 0, CANDIDATE + ".", 0, CANDIDATE.length() + 1);
	}

	/**
	 * Return whether a name stands below {@code cors} and is not the candidate's, which
	 * is read by itself.
	 */
	static boolean isBelowRoot(ConfigurationPropertyName name) {
		return ROOT_NAME.isAncestorOf(name) && !CANDIDATE_NAME.isAncestorOf(name);
	}

	private static String variable(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		ConfigurationProperty property = source.getConfigurationProperty(name);
		return (property != null && property.getOrigin() instanceof PropertySourceOrigin origin)
				? origin.getPropertyName() : name.toString();
	}

	/** Return its name as it is written, of a list's entry without the index. */
	String withoutIndex() {
		return isEntry() ? this.text.substring(0, this.text.lastIndexOf('[')) : this.text;
	}

	/** Return whether keys that stand below one another can be removed together. */
	boolean isInFile() {
		return !isVariable() && !(this.source.getUnderlyingSource() instanceof CommandLinePropertySource);
	}

	boolean isVariable() {
		return this.source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
	}

	/** Return the value, or empty text if there is none. */
	String value() {
		@Nullable Object value = raw();
		ConfigurationProperty property = (value != null) ? null : this.source.getConfigurationProperty(this.name);
		value = (property != null) ? property.getValue() : value;
		return (value != null) ? value.toString() : "";
	}

	/** Return the value as it was read, before anything is made of it. */
	@Nullable Object raw() {
		EnumerablePropertySource<?> names = names();
		return (names != null) ? names.getProperty(this.text) : null;
	}

	@Nullable Origin origin() {
		EnumerablePropertySource<?> names = names();
		return (names != null) ? OriginLookup.getOrigin(names, this.text) : null;
	}

	/** Return where it is, or its name if that is not known. */
	String place() {
		Origin origin = origin();
		ConfigurationProperty property = (origin != null) ? new ConfigurationProperty(this.name, value(), origin)
				: this.source.getConfigurationProperty(this.name);
		String place = (property != null) ? ConfigurationFormat.describe(property) : null;
		return (place != null) ? place : this.text;
	}

	private @Nullable EnumerablePropertySource<?> names() {
		return (!isVariable() && this.source.getUnderlyingSource() instanceof EnumerablePropertySource<?> names) ? names
				: null;
	}

	/**
	 * Return the parts of the name below {@code cors}, as they are written: names in
	 * brackets with their brackets, and a list's name without the index.
	 */
	List<String> parts() {
		List<String> parts = new ArrayList<>();
		int from = ROOT.length();
		while (from < this.text.length()) {
			boolean bracket = this.text.charAt(from) == '[';
			int start = bracket ? from : from + 1;
			int close = bracket ? closing(from) : -1;
			int end = (close > 0) ? close + 1 : start;
			while (close < 0 && end < this.text.length() && ".[".indexOf(this.text.charAt(end)) < 0) {
				end++;
			}
			parts.add(this.text.substring(start, end));
			from = Math.max(end, from + 1);
		}
		while (parts.size() > 1 && isIndex(parts.get(parts.size() - 1))) {
			parts.remove(parts.size() - 1);
		}
		return parts;
	}

	/** Return where a bracket is closed; one may stand within another. */
	private int closing(int open) {
		int depth = 0;
		for (int i = open; i < this.text.length(); i++) {
			char c = this.text.charAt(i);
			depth += (c == '[') ? 1 : (c == ']') ? -1 : 0;
			if (depth == 0) {
				return i;
			}
		}
		return -1;
	}

	/** Return whether the last part is the index of an entry. */
	boolean isEntry() {
		return this.text.endsWith("]") && isIndex(this.text.substring(this.text.lastIndexOf('[')));
	}

	private static boolean isIndex(String part) {
		return part.length() > 2 && part.startsWith("[") && part.endsWith("]")
				&& isNumber(part.substring(1, part.length() - 1));
	}

	private static boolean isNumber(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) < '0' || text.charAt(i) > '9') {
				return false;
			}
		}
		return true;
	}

}
