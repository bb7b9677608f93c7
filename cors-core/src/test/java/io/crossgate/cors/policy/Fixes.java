package io.crossgate.cors.policy;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.policy.format.PolicyFormat;
import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;

/**
 * What a person does who follows a problem: its edits, or its acceptance where it has
 * none.
 */
final class Fixes {

	private Fixes() {
	}

	static List<PolicyEdit> of(Problem problem) {
		return !problem.edits().isEmpty() ? problem.edits() : problem.acceptance().stream().toList();
	}

	/** Return the property that is changed as YAML, or {@code null} if none is. */
	static @Nullable String yaml(CorsPolicy policy, Problem... problems) {
		List<PolicyEdit> edits = Stream.of(problems).flatMap((problem) -> of(problem).stream()).toList();
		PolicySection changed = PolicySection.of(policy).changed(edits);
		List<String> lines = PolicyFormat.YAML.write(List.of(changed)).lines().toList();
		return changed.keys().isEmpty() ? null : lines.get(lines.size() - 1).strip();
	}

	/** Return the policy with the problem solved. */
	static CorsPolicy follow(CorsPolicy policy, Problem problem) {
		return PolicySection.of(policy).apply(of(problem)).toPolicy();
	}

}
