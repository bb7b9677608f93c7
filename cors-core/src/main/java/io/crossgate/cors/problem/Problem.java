package io.crossgate.cors.problem;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.problem.ProblemCode.Severity;
import io.crossgate.cors.util.SafeText;

/**
 * One thing that is wrong with a policy.
 *
 * @param code what kind of problem it is
 * @param policy the name of the policy that has it
 * @param property the property below the policy, such as {@code allowed-origins[1]}
 * @param value the offending value, or {@code null} if something is missing
 * @param message why it is a problem, in one or two sentences
 * @param edits what solves it, all to be applied; empty if only the author can know
 * @param severity how bad it is, which is the code's severity unless configuration says
 * otherwise
 * @since 0.1.0
 */
public record Problem(ProblemCode code, String policy, String property, @Nullable String value, String message,
		List<PolicyEdit> edits, Severity severity) {

	/** A longer sentence repeats something that is endless. */
	private static final int MAX_SENTENCE = 2048;

	/** A longer fix is not worth pasting. */
	private static final int MAX_FIX = 2048;

	private static final String ACCEPT_RISKS = "accept-risks";

	/**
	 * Drops edits that are endless.
	 */
	public Problem {
		edits = isEndless(edits) ? List.of() : List.copyOf(edits);
	}

	/**
	 * Creates a problem as bad as its code says.
	 * @param code what kind of problem it is
	 * @param policy the name of the policy that has it
	 * @param property the property below the policy
	 * @param value the offending value, or {@code null} if something is missing
	 * @param message why it is a problem
	 * @param edits what solves it
	 */
	public Problem(ProblemCode code, String policy, String property, @Nullable String value, String message,
			List<PolicyEdit> edits) {
		this(code, policy, property, value, message, edits, code.severity());
	}

	/**
	 * Creates a problem that only its author can solve.
	 * @param code what kind of problem it is
	 * @param policy the name of the policy that has it
	 * @param property the property below the policy
	 * @param value the offending value, or {@code null} if something is missing
	 * @param message why it is a problem
	 */
	public Problem(ProblemCode code, String policy, String property, @Nullable String value, String message) {
		this(code, policy, property, value, message, List.of());
	}

	private static boolean isEndless(List<PolicyEdit> edits) {
		return edits.stream().mapToLong(PolicyEdit::length).sum() > MAX_FIX;
	}

	/**
	 * Return the same problem with other edits.
	 * @param edits what solves it
	 * @return another problem
	 */
	public Problem withEdits(List<PolicyEdit> edits) {
		return new Problem(this.code, this.policy, this.property, this.value, this.message, edits, this.severity);
	}

	/**
	 * Return the alternative to the edits: what the author writes who knows the risk and
	 * takes it.
	 * @return the edit that accepts the risk, or empty if the problem is none
	 */
	public Optional<PolicyEdit> acceptance() {
		// What is no policy's stands beside its own list of risks.
		String beside = this.property.substring(0, this.property.lastIndexOf('.', key().length()) + 1);
		return (this.severity == Severity.RISK) ? Optional.of(PolicyEdit.add(beside + ACCEPT_RISKS, this.code.code()))
				: Optional.empty();
	}

	/**
	 * Return whether the policy must not be used because of this problem.
	 * @return whether it is more than a warning
	 */
	public boolean isFatal() {
		return this.severity != Severity.WARNING;
	}

	/**
	 * Return whether one of several problems stops the application.
	 * @param problems the problems
	 * @return whether one of them is fatal
	 */
	public static boolean isAnyFatal(Iterable<Problem> problems) {
		for (Problem problem : problems) {
			if (problem.isFatal()) {
				return true;
			}
		}
		return false;
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

	/**
	 * Return the key that the property begins with.
	 * @return the key without the number of an entry, such as {@code allowed-origins}
	 */
	public String key() {
		int bracket = this.property.indexOf('[');
		return (bracket < 0) ? this.property : this.property.substring(0, bracket);
	}

	/**
	 * Return what solves the problem in a few words: the edits first, then the acceptance
	 * of a risk.
	 * @return the remedies in their order; empty if only the author can know
	 */
	public List<String> remedies() {
		List<String> remedies = new ArrayList<>();
		if (this.edits.size() == 1 && isDeletion(this.edits.get(0))) {
			remedies.add("delete this entry");
		}
		else if (!this.edits.isEmpty()) {
			boolean example = this.edits.stream().anyMatch(PolicyEdit::example);
			remedies.add(this.edits.stream().map(PolicyEdit::toString).collect(Collectors.joining("; "))
					+ (example ? " (an example)" : ""));
		}
		acceptance().ifPresent((edit) -> remedies.add(edit + " to take the risk"));
		return remedies;
	}

	private String remedy() {
		List<String> remedies = remedies();
		return remedies.isEmpty() ? "" : " Fix: " + String.join(", or ", remedies)
				+ (this.edits.stream().allMatch(Problem::isDeletion) ? "." : "");
	}

	private static boolean isDeletion(PolicyEdit edit) {
		return edit.operation() == PolicyEdit.Operation.REMOVE && edit.isOfEntry();
	}

	/**
	 * As many problems as a person reads: the first {@value #SHOWN} of each kind, and how
	 * many more there are. Problems of one kind have the same cure, and configuration
	 * that is generated has them by the thousand.
	 *
	 * @param shown the problems to show, in their order
	 * @param omitted how many more there are of a kind, in words, such as
	 * {@code [malformed-origin] and 12 more of this kind}; empty if all are shown
	 * @since 0.1.0
	 */
	public record ProblemSummary(List<Problem> shown, List<String> omitted) {

		/** So many problems of a kind are shown. */
		public static final int SHOWN = 50;

		/**
		 * Copies the lists.
		 */
		public ProblemSummary {
			shown = List.copyOf(shown);
			omitted = List.copyOf(omitted);
		}

		/**
		 * Summarises problems.
		 * @param problems any number of problems
		 * @return the summary
		 */
		public static ProblemSummary of(List<Problem> problems) {
			Map<ProblemCode, Integer> counts = new EnumMap<>(ProblemCode.class);
			List<Problem> shown = new ArrayList<>();
			for (Problem problem : problems) {
				if (counts.merge(problem.code(), 1, Integer::sum) <= SHOWN) {
					shown.add(problem);
				}
			}
			List<String> omitted = new ArrayList<>();
			for (Map.Entry<ProblemCode, Integer> count : counts.entrySet()) {
				if (count.getValue() > SHOWN) {
					omitted.add(
							"[" + count.getKey().code() + "] and " + (count.getValue() - SHOWN) + " more of this kind");
				}
			}
			return new ProblemSummary(shown, omitted);
		}

	}

}
