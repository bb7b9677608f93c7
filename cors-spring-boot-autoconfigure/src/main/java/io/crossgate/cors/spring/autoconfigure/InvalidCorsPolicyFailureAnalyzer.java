package io.crossgate.cors.spring.autoconfigure;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.Problem.ProblemSummary;
import io.crossgate.cors.problem.ProblemCode.Severity;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyLocation;
import io.crossgate.cors.util.SafeText;

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
		Map<String, String> beans = (cause instanceof InvalidCorsConfigurationException known) ? known.beans()
				: Map.of();
		List<Problem> problems = cause.problems().stream().filter(Problem::isFatal).toList();
		StringBuilder description = new StringBuilder("Invalid or unsafe CORS configuration (%d %s):"
			.formatted(problems.size(), (problems.size() == 1) ? "problem" : "problems"));
		Set<String> fixes = new HashSet<>();
		WrittenPolicies written = new WrittenPolicies(this.environment, cause);
		ProblemSummary summary = ProblemSummary.of(problems);
		summary.shown()
			.forEach((problem) -> description.append("%n%n".formatted())
				.append(describe(problem, PropertyLocation.of(problem, this.environment, beans), written.fix(problem),
						fixes)));
		summary.omitted().forEach((omitted) -> description.append("%n%n".formatted()).append(omitted));
		boolean risks = problems.stream().anyMatch((problem) -> problem.code().severity() == Severity.RISK);
		String action = "Correct the configuration as shown."
				+ (risks ? " A risk can be accepted knowingly, policy by policy, by naming it in accept-risks." : "");
		return new FailureAnalysis(description.toString(), action, cause);
	}

	private static String describe(Problem problem, PropertyLocation location, @Nullable PolicySection section,
			Set<String> fixes) {
		StringBuilder text = new StringBuilder("[" + problem.code().code() + "] " + SafeText.of(location.name()));
		if (problem.value() != null) {
			boolean visible = !problem.value().isEmpty() && problem.value().equals(problem.value().strip());
			String value = SafeText.of(problem.value());
			text.append(" = ").append(visible ? value : "'" + value + "'");
		}
		if (location.where() != null) {
			text.append("%n    at   ".formatted()).append(SafeText.of(location.where()));
		}
		text.append("%n    why  ".formatted()).append(problem.message());
		if (section != null) {
			String fix = location.format().write(List.of(section));
			text.append("%n    fix  ".formatted())
				.append(fixes.add(fix) ? fix.replace("\n", "%n         ".formatted()) : "as above");
		}
		return text.toString();
	}

}
