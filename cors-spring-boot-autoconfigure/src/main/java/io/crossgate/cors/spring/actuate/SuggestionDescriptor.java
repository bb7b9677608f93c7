package io.crossgate.cors.spring.actuate;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.traffic.PolicySuggestion;

/**
 * What policies would have to allow for the traffic seen, as shown.
 *
 * @param note what to think of it, or why there is nothing
 * @param yaml the suggestion, or the empty string
 */
record SuggestionDescriptor(String note, String yaml) implements OperationResponseBody {

	static SuggestionDescriptor of(List<PolicySuggestion> suggestions, CorsPolicies policies, OriginMask mask) {
		if (suggestions.isEmpty()) {
			return new SuggestionDescriptor(nothing(policies), "");
		}
		return new SuggestionDescriptor("An observation of unauthenticated input: any client can send any Origin.",
				PolicySuggestion.yaml(suggestions, mask::isOpen));
	}

	private static String nothing(CorsPolicies policies) {
		List<String> reporting = policies.policies()
			.stream()
			.filter((policy) -> policy.mode() == CorsPolicy.Mode.REPORT_ONLY)
			.map(CorsPolicy::name)
			.toList();
		if (policies.isEmpty()) {
			return "There is nothing to suggest: no policy is configured. Traffic is recorded for policies with "
					+ "mode: report-only.";
		}
		return reporting.isEmpty()
				? "There is nothing to suggest: traffic is recorded for policies with mode: report-only, and no policy "
						+ "has it."
				: "There is nothing to suggest yet: since the start, no cross-origin request that could be allowed has "
						+ "reached " + String.join(", ", reporting) + ".";
	}

}
