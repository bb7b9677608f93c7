package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;

/**
 * The policies of a start that failed, to which the edits of its problems apply.
 */
final class WrittenPolicies {

	private static final String SAME_ORIGINS = "same-origins";

	private final Map<String, PolicySection> sections = new HashMap<>();

	private final List<Problem> problems;

	WrittenPolicies(Environment environment, InvalidCorsPolicyException failure) {
		this.problems = failure.problems().stream().filter(Problem::isFatal).toList();
		List<String> sameOrigins = Binder.get(environment)
			.bind("cors." + SAME_ORIGINS, Bindable.listOf(String.class))
			.orElse(List.of());
		this.sections.put(CorsPolicy.DEFAULT_NAME, PolicySection.of(CorsPolicy.DEFAULT_NAME));
		if (failure instanceof InvalidCorsConfigurationException known) {
			known.policies().forEach((policy) -> this.sections.put(policy.name(), PolicySection.of(policy)));
		}
		this.sections.computeIfPresent(CorsPolicy.DEFAULT_NAME,
				(name, section) -> section.with(SAME_ORIGINS, sameOrigins));
	}

	/**
	 * Return what to write to solve a problem, or {@code null} if only the author can
	 * know. A list is corrected as a whole, so that it needs to be pasted only once.
	 */
	@Nullable PolicySection fix(Problem problem) {
		List<PolicyEdit> edits = new ArrayList<>(edits(problem));
		if (edits.isEmpty()) {
			return null;
		}
		PolicySection section = this.sections.getOrDefault(problem.policy(), PolicySection.of(problem.policy()));
		String property = edits.get(0).property();
		if (PolicySection.isShort(section.values(property))) {
			for (Problem other : this.problems) {
				if (other.policy().equals(problem.policy())) {
					edits(other).stream().filter((edit) -> edit.property().equals(property)).forEach(edits::add);
				}
			}
		}
		return section.changed(edits);
	}

	private static List<PolicyEdit> edits(Problem problem) {
		return !problem.edits().isEmpty() ? problem.edits() : problem.acceptance().stream().toList();
	}

}
