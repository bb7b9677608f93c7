package io.crossgate.cors.spring.actuate;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.diagnosis.Diagnosis;
import io.crossgate.cors.diagnosis.PolicyChange;
import io.crossgate.cors.traffic.Denial;

/**
 * One kind of refusal, as shown.
 *
 * @param policy the policy that refused
 * @param reason why
 * @param origin the origin
 * @param requests methods and shapes of paths
 * @param count how often
 * @param first when first
 * @param last when last
 * @param difference what almost matched, in words
 * @param fix the YAML that would allow it
 */
record DenialDescriptor(String policy, String reason, String origin, List<String> requests, long count, String first,
		String last, @Nullable String difference, @Nullable String fix) {

	static DenialDescriptor of(Denial denial, CorsPolicies policies, boolean shown) {
		Diagnosis diagnosis = shown ? diagnose(denial, policies) : null;
		return new DenialDescriptor(denial.policy(), denial.reason().code(),
				shown ? denial.origin() : PolicyDescriptor.HIDDEN, denial.requests(), denial.count(),
				Instant.ofEpochMilli(denial.first()).toString(), Instant.ofEpochMilli(denial.last()).toString(),
				(diagnosis != null) ? diagnosis.closestMatch().sentence() : null,
				(diagnosis != null) ? diagnosis.change().map(PolicyChange::yaml).orElse(null) : null);
	}

	/** Asks again with one of the requests, whose path is known only by its shape. */
	private static @Nullable Diagnosis diagnose(Denial denial, CorsPolicies policies) {
		if (denial.requests().isEmpty()) {
			return null;
		}
		String request = denial.requests().get(0);
		int space = request.indexOf(' ');
		if (space < 0) {
			return null;
		}
		String path = request.substring(space + 1).replace('*', 'x');
		return Diagnosis.of(new CorsRequest(request.substring(0, space), path).origin(denial.origin()), policies);
	}

}
