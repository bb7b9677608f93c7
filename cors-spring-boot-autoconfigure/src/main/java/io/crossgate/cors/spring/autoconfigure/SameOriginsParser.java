package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.MalformedOriginException;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyYamlWriter;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

/**
 * The application's own public origins, as far as they are origins.
 *
 * @param origins those that are
 * @param problems those that are not
 */
record SameOriginsParser(List<Origin> origins, List<Problem> problems) {

	static SameOriginsParser read(List<String> written) {
		List<Origin> origins = new ArrayList<>();
		List<Problem> problems = new ArrayList<>();
		for (int i = 0; i < written.size(); i++) {
			String value = written.get(i);
			if (value.isBlank()) {
				problems.add(problem(ProblemCode.BLANK_VALUE, written, i, "The entry is empty; remove it.", ""));
			}
			else if (value.contains("${")) {
				problems.add(problem(ProblemCode.UNRESOLVED_PLACEHOLDER, written, i,
						"Nothing resolved the placeholder. Define the property or environment variable it names.",
						null));
			}
			else {
				try {
					origins.add(Origin.of(value));
				}
				catch (MalformedOriginException ex) {
					problems.add(problem(ex.code(), written, i, String.valueOf(ex.getMessage()), ex.correction()));
				}
			}
		}
		return new SameOriginsParser(origins, problems);
	}

	private static Problem problem(ProblemCode code, List<String> written, int index, String message,
			@Nullable String correction) {
		return new Problem(code, CorsPolicy.DEFAULT_NAME, "same-origins[" + index + "]", written.get(index), message,
				(correction != null) ? fix(written, index, correction) : null);
	}

	private static String fix(List<String> written, int index, String correction) {
		if (!PolicyYamlWriter.isPastable(written)) {
			return "- " + (correction.isEmpty() ? correction : PolicyYamlWriter.scalar(correction));
		}
		List<String> corrected = new ArrayList<>(written);
		corrected.set(index, correction);
		corrected.removeIf(String::isBlank);
		return "same-origins: " + (corrected.isEmpty() ? "[]" : PolicyYamlWriter.scalar(String.join(", ", corrected)));
	}

}
