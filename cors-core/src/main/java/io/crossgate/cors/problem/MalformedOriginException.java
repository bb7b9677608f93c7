package io.crossgate.cors.problem;

import java.util.List;

/**
 * Thrown for an origin or a pattern that could never match what a browser sends. Says why
 * and, where that is certain, what was meant.
 *
 * @since 0.1.0
 */
public class MalformedOriginException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final ProblemCode code;

	private final transient List<String> corrections;

	/**
	 * Creates an exception.
	 * @param code the kind of problem
	 * @param message what is wrong
	 * @param corrections values that parse; empty if the intention is not clear
	 */
	public MalformedOriginException(ProblemCode code, String message, List<String> corrections) {
		super(message);
		this.code = code;
		this.corrections = List.copyOf(corrections);
	}

	/**
	 * Return the kind of problem.
	 * @return the code
	 */
	public ProblemCode code() {
		return this.code;
	}

	/**
	 * Return what was probably meant.
	 * @return values that parse: one, or several if the entry holds a list; empty if the
	 * intention is not clear
	 */
	public List<String> corrections() {
		return this.corrections;
	}

}
