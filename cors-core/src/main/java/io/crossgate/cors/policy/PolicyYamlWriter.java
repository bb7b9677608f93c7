package io.crossgate.cors.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.util.SafeText;

/**
 * YAML that can be pasted into an application's configuration: the very properties that
 * would be edited, where they stand. The policy named {@value CorsPolicy#DEFAULT_NAME}
 * stands right below {@code cors:}, any other below {@code cors.policies}.
 *
 * @since 0.1.0
 */
public final class PolicyYamlWriter {

	/** A longer list is not repeated for the sake of one more entry. */
	private static final int MAX_REPEATED_ENTRIES = 8;

	/** What a list that is repeated may have of characters. */
	private static final int PASTABLE_LENGTH = 1024;

	/** Words that YAML, in one version or another, does not take for strings. */
	private static final Set<String> RESERVED = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

	private final Map<String, List<String>> policies = new LinkedHashMap<>();

	/**
	 * Create a writer of nothing yet.
	 */
	public PolicyYamlWriter() {
	}

	/**
	 * Adds a list property.
	 * @param policy the policy's name
	 * @param property the property, such as {@code allowed-origins}
	 * @param values all its values
	 * @return this
	 */
	public PolicyYamlWriter list(String policy, String property, List<String> values) {
		if (values.stream().anyMatch((value) -> value.indexOf(',') >= 0)) {
			return block(policy, property, "", values);
		}
		return add(policy, property + ": " + (values.isEmpty() ? "[]" : scalar(String.join(", ", values))));
	}

	/**
	 * Adds a list property that has more values than before. A list of up to
	 * {@value #MAX_REPEATED_ENTRIES} values is repeated, so that the result can be
	 * pasted; of a longer one only the new values are shown.
	 * @param policy the policy's name
	 * @param property the property
	 * @param present the values it has
	 * @param added the values to add
	 * @return this
	 */
	public PolicyYamlWriter extended(String policy, String property, List<String> present, List<String> added) {
		if (!isPastable(present)) {
			return block(policy, property, "  # append to the " + present.size() + " entries that are there", added);
		}
		List<String> values = new ArrayList<>(present);
		values.addAll(added);
		return list(policy, property, values);
	}

	/**
	 * Return whether a list is short enough to be repeated for the sake of one entry.
	 * @param values the values of the list
	 * @return whether it has few values, and no endless one
	 */
	public static boolean isPastable(List<String> values) {
		if (values.size() > MAX_REPEATED_ENTRIES) {
			return false;
		}
		int length = 0;
		for (String value : values) {
			length += Math.min(value.length(), PASTABLE_LENGTH + 1);
		}
		return length <= PASTABLE_LENGTH;
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
	 * Adds what solves a problem; what several problems have in common is added once.
	 * @param problem the problem; one that has no fix adds nothing
	 * @return this
	 */
	public PolicyYamlWriter fix(Problem problem) {
		String fix = problem.fix();
		if (fix == null || this.policies.getOrDefault(problem.policy(), List.of()).contains(fix)) {
			return this;
		}
		if (!fix.startsWith("- ")) {
			return add(problem.policy(), fix);
		}
		String value = "'" + SafeText.of(problem.value()) + "'";
		return entry(problem.policy(), problem.property().substring(0, problem.property().indexOf('[')) + ":",
				fix.equals("- ") ? "  # without " + value : "  " + fix + "  # for " + value);
	}

	/** Adds one entry of a list that is too long to be repeated. */
	private PolicyYamlWriter entry(String policy, String head, String line) {
		List<String> lines = this.policies.computeIfAbsent(policy, (key) -> new ArrayList<>());
		if (!lines.contains(head)) {
			lines.add(head);
		}
		int end = lines.indexOf(head) + 1;
		while (end < lines.size() && lines.get(end).startsWith(" ")) {
			end++;
		}
		lines.add(end, line);
		return this;
	}

	private PolicyYamlWriter block(String policy, String property, String comment, List<String> values) {
		add(policy, property + ":" + comment);
		values.forEach((value) -> add(policy, "  - " + ((value.indexOf(',') < 0) ? scalar(value) : quoted(value))));
		return this;
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
				&& !RESERVED.contains(value.toLowerCase(Locale.ROOT)) && value.chars().allMatch((c) -> c <= '~');
		return plain ? value : quoted(value);
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

	/** Anything but letters, digits and dashes gets lost unless it stands in brackets. */
	private static String key(String policy) {
		boolean word = !policy.isEmpty()
				&& policy.chars().allMatch((c) -> c < 128 && (Character.isLetterOrDigit(c) || c == '-'));
		return scalar(word ? policy : "[" + policy + "]");
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
				yaml.append("\n    ").append(key(policy)).append(':');
				lines.forEach((line) -> yaml.append("\n      ").append(line));
			}
		});
		return yaml.toString();
	}

}
