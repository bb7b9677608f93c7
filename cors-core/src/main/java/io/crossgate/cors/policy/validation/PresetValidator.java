package io.crossgate.cors.policy.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyPreset;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.util.SpellingSuggester;

/**
 * What can be wrong with {@code preset}.
 */
final class PresetValidator {

	private static final List<String> KEYS = Arrays.stream(PolicyPreset.values()).map(PolicyPreset::key).toList();

	private PresetValidator() {
	}

	static void check(ProblemCollector collector) {
		for (ProblemCollector.ListEntry entry : ProblemCollector.ListEntry.of(PolicyProperty.PRESET.key(),
				collector.policy().preset())) {
			if (!collector.isEmpty(entry)) {
				PolicyPreset.of(entry.value())
					.ifPresentOrElse((preset) -> checkEffect(collector, entry, preset),
							() -> collector.addCorrected(ProblemCode.MALFORMED_VALUE, entry,
									"There is no preset of this name; those are " + String.join(", ", KEYS) + ".",
									SpellingSuggester.nearest(entry.value().strip(), KEYS).orElse(null)));
			}
		}
	}

	/**
	 * Who names a preset and lists the same property expects both, and gets the list.
	 */
	private static void checkEffect(ProblemCollector collector, ProblemCollector.ListEntry entry, PolicyPreset preset) {
		List<String> keys = new ArrayList<>();
		List<PolicyEdit> edits = new ArrayList<>();
		for (PolicyProperty property : PolicyProperty.values()) {
			if (preset.value(property).orElse(null) instanceof List<?> values) {
				if (isAnyThere(collector.policy(), property, values)) {
					return;
				}
				keys.add(property.key());
				edits.add(PolicyEdit.add(property.key(), values.stream().map(String::valueOf).toList()));
			}
		}
		collector.add(ProblemCode.INEFFECTIVE_PRESET, entry,
				"The policy's own " + String.join(" and ", keys) + ((keys.size() == 1) ? " takes" : " take")
						+ " the place of all that this preset lists. Add what is needed of it there, or leave the "
						+ ((keys.size() == 1) ? "key" : "keys") + " out.",
				edits.toArray(PolicyEdit[]::new));
	}

	private static boolean isAnyThere(CorsPolicy policy, PolicyProperty property, List<?> values) {
		List<String> present = property.format(policy.get(property));
		return present.contains("*")
				|| present.stream().anyMatch((entry) -> values.stream().anyMatch((value) -> isSame(entry, value)));
	}

	private static boolean isSame(String entry, Object value) {
		return Tokens.toAsciiLowerCase(entry).equals(Tokens.toAsciiLowerCase(value.toString()));
	}

}
