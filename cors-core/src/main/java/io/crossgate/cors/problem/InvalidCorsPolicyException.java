package io.crossgate.cors.problem;

import java.util.ArrayList;
import java.util.List;

import io.crossgate.cors.problem.Problem.ProblemSummary;

/**
 * Thrown when policies can't be compiled. Carries every problem of every policy, not just
 * the first; its message is a {@link ProblemSummary}.
 *
 * @since 0.1.0
 */
public class InvalidCorsPolicyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<Problem> problems;

	/**
	 * Creates the exception.
	 * @param problems all problems, warnings included
	 */
	public InvalidCorsPolicyException(List<Problem> problems) {
		super(message(problems));
		this.problems = List.copyOf(problems);
	}

	private static String message(List<Problem> problems) {
		ProblemSummary summary = ProblemSummary.of(problems.stream().filter(Problem::isFatal).toList());
		List<String> lines = new ArrayList<>();
		lines.add("Invalid CORS policy:");
		summary.shown().forEach((problem) -> lines.add(problem.toString()));
		lines.addAll(summary.omitted());
		return String.join(System.lineSeparator(), lines);
	}

	/**
	 * Return what is wrong.
	 * @return all problems, in the order of the policies
	 */
	public List<Problem> problems() {
		return this.problems;
	}

}
