package io.crossgate.cors.policy.validation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;

/**
 * All problems of some policies, solved together: the edits, and what is left for the
 * author. What the edits make is validated, so that nothing is promised that would not
 * start.
 *
 * @param rounds edits by policy, one round after the other: the entries of a round are
 * counted as the round before has left them
 * @param remaining what would still stop the start
 * @since 0.1.0
 */
public record PolicyCorrection(List<Map<String, List<PolicyEdit>>> rounds, List<Problem> remaining) {

	/** What one correction uncovers, another solves; then it is the author's turn. */
	private static final int MAX_ROUNDS = 3;

	/**
	 * Copies the lists.
	 */
	public PolicyCorrection {
		rounds = List.copyOf(rounds);
		remaining = List.copyOf(remaining);
	}

	/**
	 * Applies the edits of problems, and of those that come to light by it. A risk is
	 * never accepted by the way.
	 * @param sections what is written, one section a policy
	 * @param problems what is wrong with it
	 * @param context the deployment the policies are for
	 * @return the correction
	 */
	public static PolicyCorrection of(Collection<PolicySection> sections, Collection<Problem> problems,
			DeploymentContext context) {
		Map<String, PolicySection> corrected = new LinkedHashMap<>();
		sections.forEach((section) -> corrected.put(section.policy(), section));
		List<Map<String, List<PolicyEdit>>> rounds = new ArrayList<>();
		List<Problem> author = new ArrayList<>();
		List<Problem> open = problems.stream().filter(Problem::isFatal).toList();
		Set<Problem> validated = new HashSet<>(validate(sections, context, List.of(), new ArrayList<>()));
		open.stream()
			.filter((problem) -> problem.edits().isEmpty() && !validated.contains(problem))
			.forEach(author::add);
		for (int round = 0; round < MAX_ROUNDS; round++) {
			Map<String, List<PolicyEdit>> edits = new LinkedHashMap<>();
			for (Problem problem : open) {
				if (!problem.edits().isEmpty()) {
					edits.computeIfAbsent(problem.policy(), (name) -> new ArrayList<>()).addAll(problem.edits());
				}
			}
			if (edits.isEmpty()) {
				break;
			}
			rounds.add(edits);
			edits.forEach((name, ofPolicy) -> corrected.compute(name,
					(policy, section) -> ((section != null) ? section : PolicySection.of(name)).apply(ofPolicy)));
			open = validate(corrected.values(), context, problems, author);
		}
		Set<String> said = new TreeSet<>();
		List<Problem> remaining = new ArrayList<>(author);
		remaining.addAll(open);
		remaining.removeIf((problem) -> !said.add(problem.policy() + ' ' + problem.property() + ' ' + problem.code()));
		return new PolicyCorrection(rounds, remaining);
	}

	/**
	 * A policy whose text means nothing keeps the problems that it had; a default policy
	 * without origins is none.
	 */
	private static List<Problem> validate(Collection<PolicySection> sections, DeploymentContext context,
			Collection<Problem> before, List<Problem> author) {
		List<CorsPolicy> policies = new ArrayList<>();
		for (PolicySection section : sections) {
			try {
				CorsPolicy policy = section.toPolicy();
				boolean none = policy.name().equals(CorsPolicy.DEFAULT_NAME) && policy.allowedOrigins().isEmpty()
						&& policy.allowedOriginPatterns().isEmpty() && policy.originsFrom().isEmpty();
				if (!none) {
					policies.add(policy);
				}
			}
			catch (IllegalArgumentException ex) {
				before.stream()
					.filter((problem) -> problem.isFatal() && problem.policy().equals(section.policy()))
					.forEach(author::add);
			}
		}
		return PolicyValidator.of(context.with(ProtectionValidator.corrected(context.protection(), sections)))
			.validate(policies)
			.problems()
			.stream()
			.filter(Problem::isFatal)
			.toList();
	}

}
