package io.crossgate.cors.spring.explain;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.diagnosis.PolicyChange;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyPreset;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.policy.format.PolicyFormat;
import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.util.SafeText;

/**
 * Writes a change in the notation in which its policy is written: YAML means nothing to a
 * policy that is a bean.
 */
final class AdviceWriter {

	private AdviceWriter() {
	}

	static String write(PolicyChange change, CorsPolicies policies, Function<String, PolicyFormat> notation) {
		PolicyFormat format = notation.apply(change.policy());
		Optional<CorsPolicy> declared = policies.policies()
			.stream()
			.filter((policy) -> policy.name().equals(change.policy()))
			.findFirst();
		if (format == PolicyFormat.YAML || declared.isEmpty()) {
			return change.yaml();
		}
		List<String> keys = change.edits().stream().map(PolicyEdit::property).toList();
		PolicySection section = PolicySection.of(change.apply(declared.get())).only(keys);
		if (!keys.stream()
			.allMatch((key) -> isProvided(declared.get(), key) || PolicySection.isShort(section.values(key)))) {
			return change.yaml();
		}
		String text = format.write(List.of(section));
		return (format == PolicyFormat.JAVA)
				? "// on the builder of the bean that is policy '" + SafeText.of(change.policy()) + "'\n" + text : text;
	}

	private static boolean isProvided(CorsPolicy policy, String key) {
		return PolicyProperty.of(key).filter((property) -> PolicyPreset.provides(policy, property)).isPresent();
	}

}
