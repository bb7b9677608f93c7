package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.problem.MalformedOriginException;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

/**
 * The application's own public origins, as far as they are origins.
 *
 * @param origins those that are
 * @param problems those that are not
 */
record SameOriginsParser(List<Origin> origins, List<Problem> problems) {

	private static final String KEY = "same-origins";

	private static final Profiles PRODUCTION = Profiles.of("prod", "production");

	private static final PolicyEdit[] NONE = {};

	static SameOriginsParser read(List<String> written) {
		List<Origin> origins = new ArrayList<>();
		List<Problem> problems = new ArrayList<>();
		for (int i = 0; i < written.size(); i++) {
			String value = written.get(i);
			if (value.isBlank()) {
				problems.add(problem(ProblemCode.BLANK_VALUE, written, i, "The entry is empty; remove it.",
						PolicyEdit.delete(KEY, i)));
			}
			else if (value.contains("${")) {
				problems.add(problem(ProblemCode.UNRESOLVED_PLACEHOLDER, written, i,
						"Nothing resolved the placeholder. Define the property or environment variable it names."));
			}
			else {
				try {
					origins.add(Origin.of(value));
				}
				catch (MalformedOriginException ex) {
					problems
						.add(problem(ex.code(), written, i, String.valueOf(ex.getMessage()), ex.corrections().isEmpty()
								? NONE : new PolicyEdit[] { PolicyEdit.replace(KEY, i, ex.corrections()) }));
				}
			}
		}
		return new SameOriginsParser(origins, problems);
	}

	/** Return what policies are judged by. */
	DeploymentContext deployment(Environment environment, ApplicationPaths paths) {
		return new DeploymentContext(environment.acceptsProfiles(PRODUCTION), paths, this.origins);
	}

	private static Problem problem(ProblemCode code, List<String> written, int index, String message,
			PolicyEdit... edits) {
		return new Problem(code, CorsPolicy.DEFAULT_NAME, KEY + "[" + index + "]", written.get(index), message,
				List.of(edits));
	}

}
