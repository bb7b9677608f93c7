package io.crossgate.cors.problem;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when policies can't be compiled. Carries every problem of every policy, not just
 * the first.
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
		super(problems.stream()
			.filter(Problem::isFatal)
			.map(Problem::toString)
			.collect(Collectors.joining(System.lineSeparator(), "Invalid CORS policy:" + System.lineSeparator(), "")));
		this.problems = List.copyOf(problems);
	}

	/**
	 * Returns what is wrong.
	 * @return all problems, in the order of the policies
	 */
	public List<Problem> problems() {
		return this.problems;
	}

}
