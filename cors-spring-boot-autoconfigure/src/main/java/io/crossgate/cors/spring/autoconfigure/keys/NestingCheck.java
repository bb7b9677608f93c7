package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

	NestingCheck(List<WrittenProperty> properties) {
		properties.forEach(this::read);
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
		if (PropertyKeys.contains(text(name, 1, size), false, true)) {
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
			add(property, "cors." + first, first, 2, size,
					"These are the keys of a policy, which stands below policies: it is cors.policies." + first + ".");
		}
		else if (size > 3 && key(property, 3, size) != null) {
			add(property, "cors." + first + "." + second, second, 3, size,
					"Policies stand below policies, not " + first + ": this one is cors.policies." + second + ".");
		}
	}

	private void readPolicies(WrittenProperty property, int size) {
		ConfigurationPropertyName name = property.name();
		if (size == 3 && key(property, 2, size) != null) {
			add(property, "cors.policies", EXAMPLE, 2, size, "A policy has a name, and its keys stand below it: "
					+ "cors.policies.<name>; " + EXAMPLE + " stands for the name here.");
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
		block.first = (block.first != null) ? block.first : text(property.name(), from, size);
		if (key != null) {
			block.values.computeIfAbsent(key, (known) -> new ArrayList<>()).add(property.value());
			block.isPolicy |= isTelling(key);
		}
		return block;
	}

	/** Words such as mode are keys of many components. */
	private static boolean isTelling(String key) {
		return !key.equals("mode") && !key.equals("preflight");
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

		private final String message;

		private final List<ConfigurationPropertyName> names = new ArrayList<>();

		private final Map<String, List<String>> values = new LinkedHashMap<>();

		private String policy;

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
			return new Problem(ProblemCode.UNKNOWN_KEY, this.policy, String.valueOf(this.first), null, this.message,
					edits);
		}

	}

}
