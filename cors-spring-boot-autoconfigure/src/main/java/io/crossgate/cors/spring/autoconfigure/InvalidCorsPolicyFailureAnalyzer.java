package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.Problem.ProblemSummary;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyLocation;
import io.crossgate.cors.spring.explain.PolicyLogger;
import io.crossgate.cors.util.Documentation;
import io.crossgate.cors.util.SafeText;

/**
 * Says why the application does not start: every problem of every policy, each with where
 * it is written and what solves it, and then the corrected sections to paste.
 */
class InvalidCorsPolicyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidCorsPolicyException> {

	/** More are counted. */
	private static final int MAX_REMAINING = 10;

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
		ProblemSummary summary = ProblemSummary.of(problems);
		Function<Problem, PropertyLocation> finder = PropertyLocation.finder(this.environment, beans);
		Set<ProblemCode> linked = EnumSet.noneOf(ProblemCode.class);
		for (Problem problem : summary.shown()) {
			description.append("%n%n".formatted()).append(describe(problem, finder.apply(problem)));
			if (linked.add(problem.code())) {
				description.append("%n    more %s".formatted(Documentation.ofProblem(problem.code().code())));
			}
		}
		summary.omitted().forEach((omitted) -> description.append("%n%n".formatted()).append(omitted));
		return new FailureAnalysis(description.toString(), action(new CorrectedConfiguration(this.environment, cause)),
				cause);
	}

	private static String action(CorrectedConfiguration corrected) {
		List<String> paragraphs = new ArrayList<>(corrected.sections());
		List<Problem> remaining = corrected.remaining();
		if (!remaining.isEmpty()) {
			paragraphs
				.add((paragraphs.isEmpty() ? "Only you can decide: " : "With this it does not start yet. Left to you: ")
						+ remaining.stream()
							.limit(MAX_REMAINING)
							.map((problem) -> SafeText.of(problem.property()) + " of policy '"
									+ SafeText.of(problem.policy()) + "' [" + problem.code().code() + "]")
							.collect(Collectors.joining(", "))
						+ ((remaining.size() > MAX_REMAINING) ? " and " + (remaining.size() - MAX_REMAINING) + " more"
								: "")
						+ ".");
		}
		List<String> acceptances = corrected.acceptances();
		if (!acceptances.isEmpty()) {
			paragraphs.add("To take a risk knowingly, leave its entry as it is and name its code in accept-risks. "
					+ "For all risks at once:");
			paragraphs.addAll(acceptances);
		}
		return String.join("\n\n", paragraphs).replace("\n", "%n".formatted());
	}

	private static String describe(Problem problem, PropertyLocation location) {
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
		String label = "fix";
		for (String remedy : problem.remedies()) {
			text.append("%n    %-4s ".formatted(label)).append(remedy);
			label = "or";
		}
		return text.toString();
	}

	/**
	 * Logs why policies are not put in force while the application runs: what the start
	 * would say, unless it has just been said.
	 */
	static final class RejectionLog {

		private static final Log logger = LogFactory.getLog(PolicyLogger.PROBLEMS);

		private static final String UNCHANGED = "CORS policies stay as they are; ";

		private final Environment environment;

		private volatile List<Problem> logged = List.of();

		RejectionLog(Environment environment) {
			this.environment = environment;
		}

		void log(RuntimeException failure) {
			if (!(failure instanceof InvalidCorsPolicyException invalid)) {
				logger.error(UNCHANGED + "those that were to take their place could not be read.", failure);
			}
			else if (invalid.problems().equals(this.logged)) {
				logger
					.error(UNCHANGED + "what was to take their place still has the problems that were logged before.");
			}
			else {
				this.logged = invalid.problems();
				FailureAnalysis analysis = new InvalidCorsPolicyFailureAnalyzer(this.environment).analyze(failure,
						invalid);
				logger.error(UNCHANGED + "these do not take their place. " + analysis.getDescription()
						+ "%n%n".formatted() + analysis.getAction());
			}
		}

		/** What is logged once is new again after something else was put in force. */
		void clear() {
			this.logged = List.of();
		}

	}

}
