package io.crossgate.cors.spring.metrics;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.util.EnumNames;

/**
 * The outcome of a decision in one word. What a policy only reports is neither allowed
 * nor denied.
 */
final class OutcomeName {

	private OutcomeName() {
	}

	/**
	 * Return the word.
	 * @param decision a decision
	 * @return {@code allowed}, {@code denied} or {@code not-applicable};
	 * {@code would-allow} or {@code would-deny} of a policy that only reports;
	 * {@code unanswered} where no policy covers the path, and nothing was refused
	 */
	static String of(CorsDecision decision) {
		if (decision.policy() == null && !decision.reason().isOfProtection()) {
			return "unanswered";
		}
		if (!decision.isReportOnly()) {
			return EnumNames.kebabCase(decision.outcome());
		}
		return switch (decision.outcome()) {
			case ALLOWED -> "would-allow";
			case DENIED -> "would-deny";
			case NOT_APPLICABLE -> EnumNames.kebabCase(decision.outcome());
		};
	}

}
