package io.crossgate.cors.util;

/**
 * Where the documentation says more. Each code has a section of its own, whose anchor is
 * the code.
 *
 * @since 0.1.0
 */
public final class Documentation {

	/** Where all of it is. */
	public static final String REPOSITORY = "https://github.com/crossgate/cors-spring-boot-starter";

	/** When tokens against forged requests may be dropped. */
	public static final String TOKENS = REPOSITORY
			+ "/blob/main/cors-spring-boot-autoconfigure/docs/protection.md#may-csrf-tokens-be-dropped";

	private static final String PROBLEMS = REPOSITORY + "/blob/main/cors-spring-boot-autoconfigure/docs/problems.md";

	private static final String REASONS = REPOSITORY + "/blob/main/cors-spring-boot-autoconfigure/docs/reasons.md";

	private Documentation() {
	}

	/**
	 * Return the section about a problem, or another finding of a check.
	 * @param code its code
	 * @return the link
	 */
	public static String ofProblem(String code) {
		return PROBLEMS + "#" + code;
	}

	/**
	 * Return the section about a reason of decisions.
	 * @param code its code
	 * @return the link
	 */
	public static String ofReason(String code) {
		return REASONS + "#" + code;
	}

}
