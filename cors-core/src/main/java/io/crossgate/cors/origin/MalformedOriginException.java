package io.crossgate.cors.origin;

import org.jspecify.annotations.Nullable;

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

	private final @Nullable String correction;

	MalformedOriginException(ProblemCode code, String message, @Nullable String correction) {
		super(message);
		this.code = code;
		this.correction = correction;
	}

	/**
	 * Return the kind of problem.
	 * @return the code
	 */
	public ProblemCode code() {
		return this.code;
	}

	/**
	 * Return the value that was probably meant.
	 * @return a value that parses, or {@code null} if the intention is not clear
	 */
	public @Nullable String correction() {
		return this.correction;
	}

}
