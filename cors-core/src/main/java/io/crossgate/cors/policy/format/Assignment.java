package io.crossgate.cors.policy.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.crossgate.cors.policy.CorsPolicy;

/**
 * One property as a flat notation has it.
 *
 * @param name the whole name, such as {@code cors.policies.api.allowed-origins}
 * @param value its text, a list with commas
 * @param notes what to say above it
 */
record Assignment(String name, String value, List<String> notes) {

	/** Return the properties of a section; an awkward list has one of each entry. */
	static List<Assignment> of(PolicySection section, String comma) {
		List<Assignment> all = new ArrayList<>();
		for (String key : section.keys()) {
			List<String> values = section.values(key);
			String name = name(section.policy(), key);
			List<String> notes = section.note(key).stream().toList();
			if (isOneLine(values) && !section.terms.areOfAny(key, values)) {
				all.add(new Assignment(name, String.join(comma, values), notes));
				continue;
			}
			for (int i = 0; i < values.size(); i++) {
				String entry = name + "[" + i + "]";
				Map<String, String> beside = section.terms.get(key, values.get(i));
				all.add(new Assignment(beside.isEmpty() ? entry : entry + ".value", values.get(i),
						(i == 0) ? notes : List.of()));
				beside.forEach((term, text) -> all.add(new Assignment(entry + "." + term, text, List.of())));
			}
		}
		return all;
	}

	/** Return the whole name of a property; a name that stands elsewhere is whole. */
	static String name(String policy, String key) {
		boolean whole = key.startsWith("cors.") || key.startsWith("cors[") || key.regionMatches(true, 0, "cors_", 0, 5);
		return whole ? key : policy(policy) + "." + key;
	}

	private static String policy(String policy) {
		if (policy.equals(CorsPolicy.DEFAULT_NAME)) {
			return "cors";
		}
		return isName(policy) ? "cors.policies." + policy : "cors.policies[" + policy + "]";
	}

	/** Anything but letters, digits and dashes gets lost unless it stands in brackets. */
	static boolean isName(String policy) {
		return !policy.isEmpty()
				&& policy.chars().allMatch((c) -> c < 128 && (Character.isLetterOrDigit(c) || c == '-'));
	}

	/** Return whether a list can be read again from one line with commas. */
	static boolean isOneLine(List<String> values) {
		for (String value : values) {
			boolean lost = value.indexOf(',') >= 0 || (values.size() > 1 && !value.equals(value.strip()))
					|| (values.size() > 1 && value.isEmpty());
			if (lost) {
				return false;
			}
		}
		return true;
	}

}
