package io.crossgate.cors.spring.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.util.Documentation;

/**
 * The policies in force, as shown.
 *
 * @param fingerprint the fingerprint of the policies
 * @param inForceSince since when they are in force
 * @param lastReload what has become of the last change, or {@code null} if there was none
 * @param policies the policies
 * @param warnings what is to be said of them
 * @param moreWarnings warnings that are only counted, or {@code null}
 * @param recentDenials what was refused
 * @param otherCors other CORS code, or {@code null} if it is not looked for
 */
record CorsDescriptor(String fingerprint, String inForceSince, @Nullable ReloadDescriptor lastReload,
		List<PolicyDescriptor> policies, List<Warning> warnings, @Nullable List<String> moreWarnings,
		List<DenialDescriptor> recentDenials,
		@Nullable List<ConflictDescriptor> otherCors) implements OperationResponseBody {

	/**
	 * One warning.
	 *
	 * @param code its code
	 * @param policy the policy that has it
	 * @param property the property
	 * @param message what is meant
	 * @param help what the documentation says of the code
	 */
	record Warning(String code, String policy, String property, String message, String help) {

		static Warning of(Problem warning, CorsPolicies policies, OriginMask mask) {
			return of(warning, mask.sentence(warning.message(), policies));
		}

		static Warning of(Problem problem, String message) {
			return new Warning(problem.code().code(), problem.policy(), problem.property(), message,
					Documentation.ofProblem(problem.code().code()));
		}

	}

}
