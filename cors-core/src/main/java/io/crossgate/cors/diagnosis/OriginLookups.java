package io.crossgate.cors.diagnosis;

import java.util.ArrayList;
import java.util.List;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.diagnosis.Diagnosis.ClosestMatch;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.validation.PolicyValidator;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.util.SafeText;

/**
 * What to say where a policy looks up the origins that it does not list. Nothing is
 * looked up again for it.
 */
final class OriginLookups {

	static final String PROPERTY = "origins-from";

	private OriginLookups() {
	}

	/**
	 * Return the policies as they are to a request whose origin the lookup has allowed,
	 * so that what else was refused can be explained: with the origin listed.
	 */
	static CorsPolicies answered(CorsRequest request, DecisionReason reason, CorsPolicies policies, CorsPolicy policy) {
		String origin = new AttemptedRequest(request).origin();
		if (policy.originsFrom().isEmpty() || origin == null || !isBehindOrigin(reason)
				|| policies.decide(policy.name(), request)
					.filter((decision) -> decision.reason() == DecisionReason.LOOKUP_FAILED)
					.isEmpty()) {
			return policies;
		}
		List<String> origins = new ArrayList<>(policy.allowedOrigins());
		origins.add(origin);
		try {
			return policies.with(policy.toBuilder().allowedOrigins(origins).build());
		}
		catch (InvalidCorsPolicyException ex) {
			return policies;
		}
	}

	/** The order of the checks: the origin, the method, the headers. */
	private static boolean isBehindOrigin(DecisionReason reason) {
		return switch (reason) {
			case METHOD_NOT_ALLOWED, METHOD_MALFORMED, HEADERS_NOT_ALLOWED, HEADERS_MALFORMED, HEADERS_TOO_LARGE ->
				true;
			default -> false;
		};
	}

	static String verdict(DecisionReason reason, String title, String origin, CorsPolicy policy,
			CorsPolicies policies) {
		String bean = "the bean '" + SafeText.of(policy.originsFrom()) + "'";
		String unlisted = title + " does not list the origin " + SafeText.of(origin) + ", and " + bean + " ";
		return switch (reason) {
			case LOOKUP_FAILED -> unlisted + "could not be asked, failed or took too long.";
			case LOOKUP_OVERLOADED -> unlisted + "was not asked, because too many origins were being looked up.";
			default -> PolicyValidator.refusal(policy, origin, policies.context())
				.map((problem) -> unlisted + "was not asked, because the policy must not list it either ("
						+ problem.code().code() + "): " + SafeText.of(problem.message(), 512))
				.orElse(unlisted + "does not allow it.");
		};
	}

	/** What comes near to it is said where it is listed: the two are told apart by it. */
	static ClosestMatch match(DecisionReason reason, ClosestMatch near) {
		if (reason == DecisionReason.LOOKUP_FAILED || reason == DecisionReason.LOOKUP_OVERLOADED) {
			return ClosestMatch.because(MismatchKind.LOOKUP,
					"Nothing is allowed that could not be looked up. The logger io.crossgate.cors.lookups says why.");
		}
		return (near.kind() != MismatchKind.NONE && near.kind() != MismatchKind.NO_ORIGINS) ? near
				: ClosestMatch.because(MismatchKind.LOOKUP,
						"What it has answered is cached for a while; OriginsChanged makes it be asked anew.");
	}

	/** Return whether a refusal of the origin is the lookup's. */
	static boolean isAsked(DecisionReason reason, String origin, CorsPolicy policy) {
		return !policy.originsFrom().isEmpty() && Origin.isCanonical(origin)
				&& (reason == DecisionReason.ORIGIN_NOT_ALLOWED || reason == DecisionReason.LOOKUP_FAILED
						|| reason == DecisionReason.LOOKUP_OVERLOADED);
	}

}
