package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.springframework.core.env.Environment;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.pattern.OriginPattern;
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

	private static final Set<String> PRODUCTION = Set.of("prod", "production");

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
					problems.add(problem(ex.code(), written, i,
							isPattern(value) ? "An application has few origins of its own; list each, exactly."
									: String.valueOf(ex.getMessage()),
							ex.corrections().isEmpty() ? new PolicyEdit[0]
									: new PolicyEdit[] { PolicyEdit.replace(KEY, i, ex.corrections()) }));
				}
			}
		}
		return new SameOriginsParser(origins, problems);
	}

	/** Return whether it would be an entry of a policy. */
	private static boolean isPattern(String value) {
		try {
			OriginPattern.parse(value);
			return true;
		}
		catch (MalformedOriginException ex) {
			return false;
		}
	}

	/** Return what policies are judged by. */
	DeploymentContext deployment(Environment environment, ApplicationPaths paths) {
		return new DeploymentContext(isProduction(environment), paths, this.origins);
	}

	/** Without Spring's expressions, which take more than this at every start. */
	private static boolean isProduction(Environment environment) {
		String[] active = environment.getActiveProfiles();
		for (String profile : (active.length > 0) ? active : environment.getDefaultProfiles()) {
			if (PRODUCTION.contains(profile)) {
				return true;
			}
		}
		return false;
	}

	private static Problem problem(ProblemCode code, List<String> written, int index, String message,
			PolicyEdit... edits) {
		return new Problem(code, CorsPolicy.DEFAULT_NAME, KEY + "[" + index + "]", written.get(index), message,
				List.of(edits));
	}

}
