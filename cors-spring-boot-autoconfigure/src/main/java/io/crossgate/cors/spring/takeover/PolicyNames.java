package io.crossgate.cors.spring.takeover;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.policy.CorsPolicy;

/**
 * Names of policies, after their paths.
 */
final class PolicyNames {

	private static final int MAX_LENGTH = 40;

	private PolicyNames() {
	}

	/**
	 * Return a name that is new.
	 * @param group what the policy decides
	 * @param taken the names there are, to which the new one is added
	 */
	static String of(List<Decision> group, Set<String> taken) {
		String name = (group.get(0).configuration() == null) ? "left-alone" : name(group.get(0).path());
		String unique = name;
		for (int i = 2; !taken.add(CorsPolicy.uniformName(unique)); i++) {
			unique = name + "-" + i;
		}
		return unique;
	}

	private static String name(PathPattern path) {
		if (path.segments().isEmpty()) {
			return path.multiSegment() ? CorsPolicy.DEFAULT_NAME : "root";
		}
		StringBuilder name = new StringBuilder();
		for (String segment : path.segments()) {
			String word = segment.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
			if (!word.isEmpty() && name.length() + word.length() < MAX_LENGTH) {
				name.append(name.isEmpty() ? "" : "-").append(word);
			}
		}
		boolean word = !name.isEmpty() && Character.isLetter(name.charAt(0))
				&& !name.toString().equals(CorsPolicy.DEFAULT_NAME);
		return word ? name.toString() : "paths" + (name.isEmpty() ? "" : "-" + name);
	}

}
