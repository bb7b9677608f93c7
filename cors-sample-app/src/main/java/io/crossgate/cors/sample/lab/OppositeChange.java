package io.crossgate.cors.sample.lab;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.policy.format.PolicyFormat;
import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.problem.InvalidCorsPolicyException;

/**
 * What would have refused a request that was allowed: the policy without the entries that
 * let the origin in, or switched off if it has no others.
 */
final class OppositeChange {

	private OppositeChange() {
	}

	static @Nullable String of(CorsRequest request, CorsDecision decision, CorsPolicies policies) {
		CorsPolicy policy = (decision.outcome() == CorsDecision.Outcome.ALLOWED && decision.policy() != null)
				? policies.policy(decision.policy()).orElse(null) : null;
		if (policy == null) {
			return null;
		}
		List<String> others = policy.allowedOrigins()
			.stream()
			.filter((entry) -> !isAllowed(request, policy, entry, policies))
			.toList();
		boolean lists = !others.isEmpty() && policy.allowedOriginPatterns().isEmpty();
		String key = lists ? PolicyProperty.ALLOWED_ORIGINS.key() : PolicyProperty.MODE.key();
		List<String> values = lists ? others : PolicyProperty.MODE.format(CorsPolicy.Mode.OFF);
		return PolicyFormat.YAML.write(List.of(PolicySection.of(policy.name()).with(key, values)));
	}

	private static boolean isAllowed(CorsRequest request, CorsPolicy policy, String entry, CorsPolicies policies) {
		try {
			CorsPolicy single = policy.toBuilder().allowedOrigins(entry).allowedOriginPatterns(List.of()).build();
			return policies.with(single).decide(request).outcome() == CorsDecision.Outcome.ALLOWED;
		}
		catch (InvalidCorsPolicyException ex) {
			return true;
		}
	}

}
