package io.crossgate.cors.spring.actuate;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.traffic.PolicySuggestion;
import io.crossgate.cors.traffic.TrafficRecorder;

/**
 * What policies would have to allow for the traffic seen, as shown.
 *
 * @param note what to think of it, or why there is nothing
 * @param yaml the suggestion, or the empty string
 * @param usage what was used of the policies that only report, and what is open and
 * unused
 */
record SuggestionDescriptor(String note, String yaml,
		List<ReportedUsageDescriptor> usage) implements OperationResponseBody {

	static SuggestionDescriptor of(TrafficRecorder recorder, CorsPolicies policies, OriginMask mask) {
		List<PolicySuggestion> suggestions = recorder.suggestions(policies);
		List<String> documents = new ArrayList<>();
		if (!suggestions.isEmpty()) {
			documents.add(PolicySuggestion.yaml(suggestions, mask::isOpen));
		}
		if (policies.context().protection().mode() == CorsPolicy.Mode.REPORT_ONLY) {
			recorder.protectionSuggestion(policies)
				.ifPresent((suggestion) -> documents.add(suggestion.yaml(mask.shown())));
		}
		List<ReportedUsageDescriptor> usage = recorder.usages(policies)
			.stream()
			.map((used) -> ReportedUsageDescriptor.of(used, mask))
			.toList();
		return documents.isEmpty() ? new SuggestionDescriptor(nothing(policies), "", usage)
				: new SuggestionDescriptor("An observation of unauthenticated input: any client can send any Origin.",
						String.join("\n---\n", documents), usage);
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
