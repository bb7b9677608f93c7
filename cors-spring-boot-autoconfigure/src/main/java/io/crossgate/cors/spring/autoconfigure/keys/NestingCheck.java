package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

/**
 * Finds keys of a policy on the wrong level: without {@code policies}, below another word
 * in its place, without a name, or in a list. What they mean is clear only together: one
 * of them lifted to where it would be valid alone opens every path.
 */
final class NestingCheck {

	private static final String POLICIES = "policies";

	/** Stands for the name of a policy that has none. */
	private static final String EXAMPLE = "api";

	private final Map<String, Block> blocks = new LinkedHashMap<>();

	private final Set<ConfigurationPropertyName> claimed = new HashSet<>();

	private final List<Problem> problems = new ArrayList<>();

	/** Names of policies that have no key below them. */
	private final Set<String> bare = new LinkedHashSet<>();

	NestingCheck(List<WrittenProperty> properties) {
		properties.forEach(this::read);
		Block nameless = this.blocks.get("cors.policies");
		if (nameless != null && this.bare.size() == 1) {
			nameless.policy = this.bare.iterator().next();
			nameless.message = "The keys of a policy are indented below its name: these are those of cors.policies."
					+ nameless.policy + ".";
		}
		for (Block block : this.blocks.values()) {
			if (block.isPolicy && (block.isNamed || !block.isListed)) {
				this.problems.add(block.problem());
				this.claimed.addAll(block.names);
			}
		}
	}

	/** Return a problem for each group of keys. */
	List<Problem> problems() {
		return this.problems;
	}

	/** Return whether a property is part of one of the problems. */
	boolean explains(ConfigurationPropertyName name) {
		return this.claimed.contains(name);
	}

	private void read(WrittenProperty property) {
		ConfigurationPropertyName name = property.name();
		int size = name.getNumberOfElements();
		while (size > 2 && name.isNumericIndex(size - 1)) {
			size--;
		}
		if (size < 3 || (property.isVariable()
				&& PropertyKeys.isKubernetesServiceVariable(name.subName(1).toString().toLowerCase(Locale.ROOT)))) {
			return;
		}
		String first = name.getElement(1, Form.ORIGINAL);
		if (PropertyKeys.contains(first, false, false)) {
			if (CorsPolicy.uniformName(first).equals(POLICIES)) {
				readPolicies(property, size);
			}
			return;
		}
		if (PropertyKeys.contains(text(name, 1, size), false, true) || PropertyKeys.isAlias(text(name, 1, size))) {
			// The words of one key, with dots between them.
			return;
		}
		if (name.isNumericIndex(1)) {
			add(property, "cors", CorsPolicy.DEFAULT_NAME, 2, size, "A list stands where cors expects a mapping; "
					+ "these are the keys of the default policy, without a dash.");
			return;
		}
		String second = name.getElement(2, Form.ORIGINAL);
		if (key(property, 2, size) != null) {
			add(property, name.chop(2).toString(), first, 2, size,
					"Remove " + name.chop(2) + ": these are the keys of a policy, which stands below policies: it is "
							+ PropertyLookup.policy(first) + ".");
		}
		else if (size > 3 && key(property, 3, size) != null) {
			add(property, name.chop(3).toString(), second, 3, size,
					"Remove " + name.chop(2) + ". Policies stand below policies, not " + first + ": this one is "
							+ PropertyLookup.policy(second) + ".");
		}
	}

	private void readPolicies(WrittenProperty property, int size) {
		ConfigurationPropertyName name = property.name();
		if (size == 3 && key(property, 2, size) != null) {
			add(property, "cors.policies", EXAMPLE, 2, size, "A policy has a name, and its keys stand below it: "
					+ "cors.policies.<name>; " + EXAMPLE + " stands for the name here.");
		}
		else if (size == 3 && property.value().isBlank() && !property.isVariable()) {
			this.bare.add(name.getElement(2, Form.ORIGINAL));
		}
		else if (size > 3 && name.isNumericIndex(2)) {
			String place = "cors.policies[" + name.getElement(2, Form.ORIGINAL) + "]";
			Block block = add(property, place, name.getElement(2, Form.ORIGINAL), 3, size,
					"Policies are a mapping, not a list: the name of each is its key.");
			// A list without names is read, with the indexes as names.
			block.isListed = true;
			if (name.getElement(3, Form.UNIFORM).equals("name")) {
				block.policy = property.value();
				block.isNamed = true;
			}
		}
	}

	private Block add(WrittenProperty property, String place, String policy, int from, int size, String message) {
		String key = key(property, from, size);
		Block block = this.blocks.computeIfAbsent(place, (group) -> new Block(policy, message));
		block.names.add(property.name());
		boolean whole = property.isInFile() && !place.equals("cors.policies");
		block.places.add(whole ? place : property.withoutIndex());
		block.first = (block.first != null) ? block.first : text(property.name(), from, size);
		if (key != null) {
			block.values.computeIfAbsent(key, (known) -> new ArrayList<>()).add(property.value());
			block.isPolicy |= isTelling(key);
		}
		return block;
	}

	/** Words such as mode are keys of many components. */
	private static boolean isTelling(String key) {
		return !key.equals("mode") && !key.equals("preflight") && !key.equals("preset");
	}

	/** Return the key of a policy that stands at an element, or {@code null}. */
	private static @Nullable String key(WrittenProperty property, int from, int size) {
		return PropertyKeys.ofPolicy(text(property.name(), from, size), property.isVariable());
	}

	private static String text(ConfigurationPropertyName name, int from, int size) {
		StringBuilder text = new StringBuilder();
		for (int i = from; i < size; i++) {
			text.append(text.isEmpty() ? "" : ".").append(name.getElement(i, Form.ORIGINAL));
		}
		return text.toString();
	}

	/**
	 * Keys that stand together.
	 */
	private static final class Block {

		private final List<ConfigurationPropertyName> names = new ArrayList<>();

		/** What to remove once the keys stand where they belong. */
		private final Set<String> places = new LinkedHashSet<>();

		private final Map<String, List<String>> values = new LinkedHashMap<>();

		private String policy;

		private String message;

		private @Nullable String first;

		private boolean isPolicy;

		private boolean isListed;

		private boolean isNamed;

		Block(String policy, String message) {
			this.policy = policy;
			this.message = message;
		}

		Problem problem() {
			List<PolicyEdit> edits = new ArrayList<>();
			this.values.forEach((key, values) -> edits.add(PolicyEdit.set(key, PropertyKeys.entries(key, values))));
			if (this.policy.startsWith("/") && !this.values.containsKey("paths")) {
				// Where the name of a policy is its path.
				edits.add(PolicyEdit.set("paths", this.policy));
			}
			this.places.stream()
				.filter((place) -> !place.equals("cors"))
				.forEach((place) -> edits.add(PolicyEdit.remove(place)));
			return new Problem(ProblemCode.UNKNOWN_KEY, this.policy, String.valueOf(this.first), null, this.message,
					edits);
		}

	}

}
