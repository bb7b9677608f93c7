package io.crossgate.cors.origin;

import java.util.List;

import io.crossgate.cors.problem.ProblemCode;

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

	MalformedOriginException(ProblemCode code, String message, List<String> corrections) {
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
