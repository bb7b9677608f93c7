package io.crossgate.cors.problem;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a policy.
 *
 * @param code what kind of problem it is
 * @param policy the name of the policy that has it
 * @param property the property below the policy, such as {@code allowed-origins[1]}
 * @param value the offending value, or {@code null} if something is missing
 * @param message why it is a problem, in one or two sentences
 * @param fix YAML that can be pasted in place of the property, such as
 * {@code allowed-origins: https://app.example.com}, or {@code null} if only the author
 * can know
 * @since 0.1.0
 */
public record Problem(ProblemCode code, String policy, String property, @Nullable String value, String message,
		@Nullable String fix) {

	/**
	 * Tells whether the policy must not be used because of this problem.
	 * @return whether it is more than a warning
	 */
	public boolean isFatal() {
		return this.code.severity() != Severity.WARNING;
	}

	@Override
	public String toString() {
		return "[" + this.code.code() + "] policy '" + this.policy + "', " + this.property
				+ ((this.value != null) ? " = '" + this.value + "'" : "") + ": " + this.message
				+ ((this.fix != null) ? " Fix: " + this.fix : "");
	}

}
