package io.crossgate.cors.problem;

/**
 * How bad a {@link Problem} is.
 *
 * @since 0.1.0
 */
public enum Severity {

	/** Never starts: the value is meaningless or unsafe whatever the circumstances. */
	ERROR,

	/** Starts only if the policy names the problem's code in {@code accept-risks}. */
	RISK,

	/** Starts, and is logged. */
	WARNING

}
