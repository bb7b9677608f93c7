package io.crossgate.cors.spring.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

import io.crossgate.cors.Printable;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.Severity;

/**
 * Says why the application does not start: every problem of every policy, each with where
 * it is written and what to write instead.
 */
class InvalidCorsPolicyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidCorsPolicyException> {

	private final Environment environment;

	InvalidCorsPolicyFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidCorsPolicyException cause) {
		List<Problem> problems = cause.problems().stream().filter(Problem::isFatal).toList();
		String description = problems.stream()
			.map(this::describe)
			.collect(Collectors.joining("%n%n".formatted(),
					"CORS is configured in a way that is unsafe or means nothing (%d %s):%n%n"
						.formatted(problems.size(), (problems.size() == 1) ? "problem" : "problems"),
					""));
		boolean risks = problems.stream().anyMatch((problem) -> problem.code().severity() == Severity.RISK);
		String action = "Correct the configuration as shown."
				+ (risks ? " A risk can be accepted knowingly, policy by policy, by naming it in accept-risks." : "");
		return new FailureAnalysis(description, action, cause);
	}

	private String describe(Problem problem) {
		PropertyLocation location = PropertyLocation.of(problem, this.environment);
		StringBuilder text = new StringBuilder("[%s] %s".formatted(problem.code().code(), location.name()));
		if (problem.value() != null) {
			text.append(" = ").append(Printable.of(problem.value()));
		}
		if (location.where() != null) {
			text.append("%n    at   %s".formatted(location.where()));
		}
		text.append("%n    why  %s".formatted(problem.message()));
		if (problem.fix() != null) {
			text.append(fix(problem.policy(), problem.fix()));
		}
		return text.toString();
	}

	/** YAML in which every level stands on a line of its own, ready to be pasted. */
	private static String fix(String policy, @Nullable String fix) {
		return policy.equals(PropertiesPolicies.DEFAULT) ? "%n    fix  cors:%n           %s".formatted(fix)
				: "%n    fix  cors:%n           policies:%n             %s:%n               %s".formatted(policy, fix);
	}

}
