package io.crossgate.cors.problem;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.util.SafeText;

/**
 * One thing that is wrong with a policy.
 *
 * @param code what kind of problem it is
 * @param policy the name of the policy that has it
 * @param property the property below the policy, such as {@code allowed-origins[1]}
 * @param value the offending value, or {@code null} if something is missing
 * @param message why it is a problem, in one or two sentences
 * @param fix YAML that can be pasted in place of the property, such as
 * {@code allowed-origins: https://app.example.com}; of a list that is too long to be
 * repeated, the entry that takes the place of this one, such as
 * {@code - https://app.example.com}, or a dash and a blank where it is to be deleted;
 * {@code null} if only the author can know
 * @since 0.1.0
 */
public record Problem(ProblemCode code, String policy, String property, @Nullable String value, String message,
		@Nullable String fix) {

	/** A longer sentence repeats something that is endless. */
	private static final int MAX_SENTENCE = 2048;

	/** A longer fix is not worth pasting. */
	private static final int MAX_FIX = 2048;

	private static final String DELETED = "- ";

	/**
	 * Drops a fix that is endless.
	 */
	public Problem {
		fix = (fix != null && fix.length() > MAX_FIX) ? null : fix;
	}

	/**
	 * Return whether the policy must not be used because of this problem.
	 * @return whether it is more than a warning
	 */
	public boolean isFatal() {
		return this.code.severity() != Severity.WARNING;
	}

	/**
	 * Return the problem in one line of printable ASCII. What it repeats of the
	 * configuration is bounded, because anything may stand there.
	 */
	@Override
	public String toString() {
		return "[" + this.code.code() + "] policy '" + SafeText.of(this.policy) + "', " + SafeText.of(this.property)
				+ ((this.value != null) ? " = '" + SafeText.of(this.value) + "'" : "") + ": "
				+ SafeText.of(this.message, MAX_SENTENCE) + remedy();
	}

	private String remedy() {
		if (this.fix == null) {
			return "";
		}
		if (this.fix.equals(DELETED)) {
			return " Fix: delete this entry.";
		}
		return " Fix: " + SafeText.of(this.fix, MAX_SENTENCE);
	}

}
