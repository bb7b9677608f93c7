package io.crossgate.cors.problem;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * As many problems as a person reads: the first {@value #SHOWN} of each kind, and how
 * many more there are. Problems of one kind have the same cure, and configuration that is
 * generated has them by the thousand.
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
		counts.forEach((code, count) -> {
			if (count > SHOWN) {
				omitted.add("[" + code.code() + "] and " + (count - SHOWN) + " more of this kind");
			}
		});
		return new ProblemSummary(shown, omitted);
	}

}
