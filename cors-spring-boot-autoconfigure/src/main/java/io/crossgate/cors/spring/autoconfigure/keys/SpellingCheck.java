package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

/**
 * Finds names that the binder takes for one although they were written as two, and names
 * it reads as others: what is written for one policy would be in force for another, or
 * for none.
 */
final class SpellingCheck {

	private static final String POLICIES = "policies";

	private static final int ROOT_LENGTH = "cors".length();

	private final List<Problem> problems = new ArrayList<>();

	private final Set<ConfigurationPropertyName> claimed = new HashSet<>();

	/** Names that are not read as they are written, with the keys of their policies. */
	private final Map<String, Misread> misread = new LinkedHashMap<>();

	SpellingCheck(List<WrittenProperty> properties) {
		Map<ConfigurationPropertySource, Spellings> sources = new LinkedHashMap<>();
		boolean reserved = false;
		for (WrittenProperty property : properties) {
			List<String> parts = property.parts();
			Spellings spellings = sources.computeIfAbsent(property.source(), (source) -> new Spellings());
			if (isBroken(property)) {
				continue;
			}
			if (property.isVariable()) {
				addVariable(spellings, property);
				continue;
			}
			boolean policy = parts.size() > 1 && CorsPolicy.uniformName(parts.get(0)).equals(POLICIES);
			if (policy && parts.size() > 2 && !isMisread(property, parts)) {
				String name = bare(parts.get(1));
				addPolicy(spellings, property, name);
				if (!reserved && CorsPolicy.uniformName(name).equals(CorsPolicy.DEFAULT_NAME)) {
					reserved = true;
					this.problems.add(new Problem(ProblemCode.DUPLICATE_POLICY, CorsPolicy.DEFAULT_NAME,
							POLICIES + "." + name, null, "The policy right below cors has this name. Move the keys "
									+ "there, or give this policy another name."));
				}
			}
			addKey(spellings, property, parts);
		}
		this.misread.forEach((name, misread) -> this.problems.add(misread.problem(name)));
	}

	List<Problem> problems() {
		return this.problems;
	}

	/** Return whether a property is part of one of the problems. */
	boolean explains(ConfigurationPropertyName name) {
		return this.claimed.contains(name);
	}

	/** Return whether a bracket makes a name that can't be read. */
	private boolean isBroken(WrittenProperty property) {
		int open = property.text().indexOf('[');
		if (property.isVariable() ? open < 0 || property.text().indexOf('.') == ROOT_LENGTH : !property.isCut()) {
			return false;
		}
		if (property.isVariable() && property.isEntry() && open == property.text().lastIndexOf('[')) {
			return isUnread(property);
		}
		if (this.claimed.add(property.name())) {
			int close = property.text().indexOf(']');
			String name = property.text().substring(open + 1, (close > open) ? close : property.text().length());
			this.problems.add(new Problem(ProblemCode.MALFORMED_POLICY_NAME, name, "name", property.text(),
					property.isVariable()
							? "No variable has brackets in its name, so this one is not read. Set " + "cors.policies["
									+ name.toLowerCase(Locale.ROOT)
									+ "] in a file or in SPRING_APPLICATION_JSON, and remove the variable."
							: "A blank, a colon or an equals sign ends the key of a properties file, here at "
									+ property.place() + ". Write a backslash before each, such as cors.policies[my\\ "
									+ "name].paths."));
		}
		return true;
	}

	/**
	 * Return whether the binder does not find the entry of a list that a variable has in
	 * brackets. Containers take such names, if shells do not.
	 */
	private boolean isUnread(WrittenProperty property) {
		ConfigurationPropertyName name = property.name();
		boolean named = name.getElement(1, ConfigurationPropertyName.Form.UNIFORM).equals(POLICIES);
		int key = named ? 3 : 1;
		int size = name.getNumberOfElements();
		if (size - 1 > key && PropertyKeys.contains(name.chop(size - 1).subName(key).toString(), named, false)) {
			return false;
		}
		if (this.claimed.add(name)) {
			this.problems.add(new Problem(ProblemCode.UNKNOWN_KEY, CorsPolicy.DEFAULT_NAME, name.subName(1).toString(),
					property.value(), "A variable of this name is not read. Write the index behind an underscore: "
							+ property.text().replace('[', '_').replace("]", "") + "."));
		}
		return true;
	}

	private void addPolicy(Spellings spellings, WrittenProperty property, String name) {
		WrittenProperty first = spellings.policies.putIfAbsent(CorsPolicy.uniformName(name), property);
		String other = (first != null) ? bare(first.parts().get(1)) : name;
		if (first != null && !other.equals(name) && spellings.reported.add(name)) {
			this.problems.add(new Problem(ProblemCode.DUPLICATE_POLICY, name, "name", name,
					"Policy '" + other + "' (" + first.place() + ") has the same name; case and dashes do not tell "
							+ "names apart, so that each would have the keys of the other. This one is at "
							+ property.place() + "."));
		}
	}

	private void addKey(Spellings spellings, WrittenProperty property, List<String> parts) {
		String written = String.join(".", parts);
		String uniform = CorsPolicy.uniformName(written);
		WrittenProperty first = spellings.keys.putIfAbsent(uniform, property);
		if (first == null) {
			return;
		}
		String key = parts.get(parts.size() - 1);
		String other = first.parts().get(first.parts().size() - 1);
		boolean spelled = !other.equals(key);
		boolean scalar = property.isEntry() != first.isEntry();
		if ((spelled || scalar) && !this.claimed.contains(property.name()) && !property.value().equals(first.value())
				&& spellings.reported.add(uniform)) {
			add(property, first, spelled ? other : "one line" + (first.isEntry() ? "" : " here"));
		}
	}

	private void addVariable(Spellings spellings, WrittenProperty property) {
		String text = property.text();
		int end = text.length();
		while (end > 0 && (text.charAt(end - 1) == '_' || Character.isDigit(text.charAt(end - 1)))) {
			end--;
		}
		String key = text.substring(0, end);
		WrittenProperty first = spellings.keys.putIfAbsent(CorsPolicy.uniformName(key), property);
		if (first != null && !first.text().startsWith(key) && !first.value().equals(property.value())
				&& isKey(property.name()) && spellings.reported.add(key)) {
			add(property, first, first.text());
		}
	}

	private static boolean isKey(ConfigurationPropertyName name) {
		String written = name.subName(1).toString();
		return written.startsWith(POLICIES) || PropertyKeys.contains(written, false, true);
	}

	private void add(WrittenProperty property, WrittenProperty first, String other) {
		List<String> parts = property.parts();
		boolean policy = parts.size() > 2 && CorsPolicy.uniformName(parts.get(0)).equals(POLICIES)
				&& !property.isVariable();
		String name = policy ? bare(parts.get(1)) : CorsPolicy.DEFAULT_NAME;
		String key = property.isVariable() ? property.name().subName(1).toString() : parts.get(parts.size() - 1);
		this.problems.add(new Problem(ProblemCode.DUPLICATE_KEY, name, key, property.value(),
				"The same key is at " + first.place() + ", written " + other + ", and at " + property.place()
						+ "; one of the two is dropped. Keep one."));
	}

	/** Return whether the policy that the binder reads has another name than this one. */
	private boolean isMisread(WrittenProperty property, List<String> parts) {
		String name = bare(parts.get(1));
		boolean bracket = parts.get(1).startsWith("[");
		String key = parts.get(parts.size() - 1);
		String why = null;
		if (bracket && name.startsWith("[")) {
			name = bare(name);
			why = "In YAML, brackets without quotes are a list; a name in brackets is written \"[" + name + "]\".";
		}
		else if (!bracket && parts.size() > 3 && PropertyKeys.ofPolicy(key, false) != null
				&& PropertyKeys.ofPolicy(parts.get(2), false) == null) {
			name = String.join(".", parts.subList(1, parts.size() - 1));
			why = "A dot ends a key. A name with a dot is written \"[" + name + "]\" in YAML, and policies[" + name
					+ "] elsewhere.";
		}
		else if (!bracket && !name.chars().allMatch(SpellingCheck::isKept)) {
			String read = (property.name().getNumberOfElements() > 3)
					? property.name().getElement(2, ConfigurationPropertyName.Form.ORIGINAL) : "";
			why = "Only ASCII letters, digits, dashes and underscores of a name are read"
					+ (read.isEmpty() ? "" : ": this one is '" + read + "'") + ". Any other name is written \"[" + name
					+ "]\" in YAML, and policies[" + name + "] elsewhere.";
		}
		else if (name.isEmpty()) {
			why = "A policy has a name.";
		}
		if (why == null) {
			return false;
		}
		this.claimed.add(property.name());
		String reason = why;
		this.misread.computeIfAbsent(name, (text) -> new Misread(property, key, reason)).add(property, key);
		return true;
	}

	private static boolean isKept(int c) {
		return c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
	}

	private static String bare(String part) {
		return (part.startsWith("[") && part.endsWith("]")) ? part.substring(1, part.length() - 1) : part;
	}

	/**
	 * What one source has, by its uniform spelling.
	 */
	private static final class Spellings {

		private final Map<String, WrittenProperty> policies = new HashMap<>();

		private final Map<String, WrittenProperty> keys = new HashMap<>();

		private final Set<String> reported = new HashSet<>();

	}

	/**
	 * A policy whose name is not read as it is written.
	 */
	private static final class Misread {

		private final WrittenProperty first;

		private final String key;

		private final String message;

		private final Map<String, List<String>> values = new LinkedHashMap<>();

		/** What to remove once the name is written so that it is read. */
		private final Set<String> places = new LinkedHashSet<>();

		Misread(WrittenProperty first, String key, String message) {
			this.first = first;
			this.key = key;
			this.message = message;
		}

		void add(WrittenProperty property, String written) {
			String place = property.withoutIndex();
			boolean whole = property.isInFile() && place.endsWith("." + written);
			this.places.add(whole ? place.substring(0, place.length() - written.length() - 1) : place);
			@Nullable String known = PropertyKeys.ofPolicy(written, false);
			if (known != null) {
				this.values.computeIfAbsent(known, (all) -> new ArrayList<>()).add(property.value());
			}
		}

		Problem problem(String name) {
			List<PolicyEdit> edits = new ArrayList<>();
			this.values
				.forEach((known, entries) -> edits.add(PolicyEdit.set(known, PropertyKeys.entries(known, entries))));
			this.places.forEach((place) -> edits.add(PolicyEdit.remove(place)));
			return new Problem(ProblemCode.MALFORMED_POLICY_NAME, name, this.key, null,
					this.message + " It is at " + this.first.place() + ".", name.isEmpty() ? List.of() : edits);
		}

	}

}
