package io.crossgate.cors.sample.lab;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.diagnosis.Diagnosis;
import io.crossgate.cors.diagnosis.PolicyChange;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.util.EnumNames;

/**
 * A decision as the page shows it.
 *
 * @param kind what kind of request it was
 * @param outcome how it came out
 * @param reason why
 * @param explanation why, in a sentence
 * @param change the YAML that would allow the request, if there is any that is harmless
 * @param opposite the YAML that would have refused the request, if it was allowed
 * @param policy which policy decided, if any
 * @param status with which status the exchange ended, or 0 if the application went on to
 * serve it
 * @param request the request as far as CORS looks at it
 * @param headers what CORS added to the response
 */
record DecisionView(String kind, String outcome, String reason, String explanation, @Nullable String change,
		@Nullable String opposite, @Nullable String policy, int status, Request request, Map<String, String> headers) {

	static DecisionView of(DecisionLog.Entry entry, CorsPolicies policies) {
		CorsDecision decision = entry.decision();
		CorsRequest request = entry.request();
		Diagnosis diagnosis = Diagnosis.of(request, decision, policies);
		List<String> origin = request.lines(HeaderNames.ORIGIN);
		return new DecisionView(EnumNames.kebabCase(decision.kind()), EnumNames.kebabCase(decision.outcome()),
				decision.reason().code(), diagnosis.sentence(), change(diagnosis),
				OppositeChange.of(request, decision, policies), decision.policy(), decision.status(),
				Request.of(request), decision.headers(origin.isEmpty() ? null : origin.get(0)));
	}

	/**
	 * A refusal of protection has two ways out, for different people: the second is a
	 * comment.
	 */
	private static @Nullable String change(Diagnosis diagnosis) {
		List<String> ways = diagnosis.protectionChanges().stream().map((way) -> way.yaml().strip()).toList();
		if (ways.isEmpty()) {
			return diagnosis.change().map(PolicyChange::yaml).orElse(null);
		}
		return ways.get(0) + ways.stream()
			.skip(1)
			.map((way) -> ("\nor\n" + way).replace("\n", "\n# "))
			.collect(Collectors.joining());
	}

	record Request(String method, String url, Map<String, List<String>> headers) {

		static Request of(CorsRequest request) {
			String port = (request.port() < 0) ? "" : ":" + request.port();
			return new Request(request.method(), request.scheme() + "://" + request.host() + port + request.fullPath(),
					request.headers());
		}

	}

}
