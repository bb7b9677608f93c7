package io.crossgate.cors.policy.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.util.SafeText;

/**
 * YAML that can be pasted into an application's configuration: the very properties that
 * would be edited, where they stand. The policy named {@value CorsPolicy#DEFAULT_NAME}
 * stands right below {@code cors:}, any other below {@code cors.policies}.
 *
 * @since 0.1.0
 */
public final class PolicyYamlWriter {

	/** Words that YAML, in one version or another, does not take for strings. */
	private static final Set<String> RESERVED = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

	/** What may follow a number without making a word of another type of it. */
	private static final Set<String> UNITS = Set.of("", "ns", "us", "ms", "s", "m", "h", "d");

	private final Map<String, List<String>> policies = new LinkedHashMap<>();

	private final Map<String, WrittenTerms> terms = new HashMap<>();

	/**
	 * Create a writer of nothing yet.
	 */
	public PolicyYamlWriter() {
	}

	/**
	 * Takes note of the terms on which entries of a policy are there. They are written
	 * beside the entries that are added from now on.
	 * @param policy the policy as declared
	 * @return this
	 */
	public PolicyYamlWriter terms(CorsPolicy policy) {
		this.terms.put(policy.name(), WrittenTerms.of(policy));
		return this;
	}

	/**
	 * Adds a list property.
	 * @param policy the policy's name
	 * @param property the property, such as {@code allowed-origins}
	 * @param values all its values
	 * @return this
	 */
	public PolicyYamlWriter list(String policy, String property, List<String> values) {
		if (!Assignment.isOneLine(values) || termsOf(policy).areOfAny(property, values)) {
			return block(policy, property, "", values);
		}
		return add(policy, key(property) + ": " + (values.isEmpty() ? "[]" : scalar(String.join(", ", values))));
	}

	/**
	 * Adds a list property that has more values than before. A short list is repeated, so
	 * that the result can be pasted; of a longer one only the new values are shown.
	 * @param policy the policy's name
	 * @param property the property
	 * @param present the values it has
	 * @param added the values to add
	 * @return this
	 */
	public PolicyYamlWriter extended(String policy, String property, List<String> present, List<String> added) {
		if (!PolicySection.isShort(present)) {
			return block(policy, property, "  # append to the " + present.size() + " entries that are there", added);
		}
		List<String> values = new ArrayList<>(present);
		values.addAll(added);
		return list(policy, property, values);
	}

	/**
	 * Adds a property that is a switch.
	 * @param policy the policy's name
	 * @param property the property
	 * @param value whether it is on
	 * @return this
	 */
	public PolicyYamlWriter flag(String policy, String property, boolean value) {
		return add(policy, property + ": " + value);
	}

	/**
	 * Adds a comment.
	 * @param policy the policy's name
	 * @param text what to say; made printable
	 * @return this
	 */
	public PolicyYamlWriter comment(String policy, String text) {
		return add(policy, "# " + SafeText.of(text));
	}

	/**
	 * Adds what is written of a policy, with its remarks as comments.
	 * @param section the section
	 * @return this
	 */
	public PolicyYamlWriter section(PolicySection section) {
		this.terms.put(section.policy(), section.terms);
		for (String key : section.keys()) {
			section.note(key).ifPresent((note) -> add(section.policy(), "# " + note));
			List<String> values = section.values(key);
			boolean list = values.size() != 1 || PolicyProperty.of(key)
				.map((property) -> property.type() == PolicyProperty.Type.LIST)
				.orElse(false);
			if (!list && isWord(values.get(0))) {
				add(section.policy(), key(key) + ": " + values.get(0));
			}
			else {
				list(section.policy(), key, values);
			}
		}
		section.remarks().forEach((remark) -> add(section.policy(), "# " + remark));
		return this;
	}

	private PolicyYamlWriter block(String policy, String property, String comment, List<String> values) {
		add(policy, key(property) + ":" + comment);
		for (String value : values) {
			String text = (value.indexOf(',') < 0) ? scalar(value) : quoted(value);
			Map<String, String> terms = termsOf(policy).get(property, value);
			add(policy, terms.isEmpty() ? "  - " + text : "  - value: " + text);
			terms.forEach((term, words) -> add(policy, "    " + term + ": " + scalar(words)));
		}
		return this;
	}

	private WrittenTerms termsOf(String policy) {
		return this.terms.getOrDefault(policy, WrittenTerms.NONE);
	}

	private PolicyYamlWriter add(String policy, String line) {
		this.policies.computeIfAbsent(policy, (key) -> new ArrayList<>()).add(line);
		return this;
	}

	/**
	 * Writes a value so that YAML reads it as the string it is. A star begins an alias, a
	 * hash behind a blank a comment, and a bare {@code no} is a switch.
	 * @param value the value
	 * @return the value, in quotes if it needs them
	 */
	public static String scalar(String value) {
		boolean plain = !value.isEmpty() && isPlainStart(value.charAt(0)) && !value.contains(": ")
				&& !value.contains(" #") && !value.endsWith(":") && !value.endsWith(" ")
				&& !RESERVED.contains(value.toLowerCase(Locale.ROOT))
				&& value.chars().allMatch((c) -> c >= ' ' && c <= '~');
		return plain ? value : quoted(value);
	}

	/** Return whether a text is a number, a duration or a switch as YAML writes it. */
	private static boolean isWord(String text) {
		int digits = 0;
		while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
			digits++;
		}
		boolean number = digits > 0 && (digits == 1 || text.charAt(0) != '0');
		return text.equals("true") || text.equals("false") || (number && UNITS.contains(text.substring(digits)));
	}

	private static boolean isPlainStart(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/';
	}

	private static String quoted(String value) {
		StringBuilder quoted = new StringBuilder("\"");
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			boolean special = c == '"' || c == '\\';
			quoted.append(special ? "\\" + c : SafeText.of(String.valueOf(c)));
		}
		return quoted.append('"').toString();
	}

	private static String key(String property) {
		return scalar(property);
	}

	/**
	 * Return the YAML.
	 * @return lines from {@code cors:} on, without a line break at the end
	 */
	@Override
	public String toString() {
		StringBuilder yaml = new StringBuilder("cors:");
		this.policies.getOrDefault(CorsPolicy.DEFAULT_NAME, List.of())
			.forEach((line) -> yaml.append("\n  ").append(line));
		if (this.policies.size() > (this.policies.containsKey(CorsPolicy.DEFAULT_NAME) ? 1 : 0)) {
			yaml.append("\n  policies:");
		}
		this.policies.forEach((policy, lines) -> {
			if (!policy.equals(CorsPolicy.DEFAULT_NAME)) {
				yaml.append("\n    ")
					.append(scalar(Assignment.isName(policy) ? policy : "[" + policy + "]"))
					.append(':');
				lines.forEach((line) -> yaml.append("\n      ").append(line));
			}
		});
		return yaml.toString();
	}

}
