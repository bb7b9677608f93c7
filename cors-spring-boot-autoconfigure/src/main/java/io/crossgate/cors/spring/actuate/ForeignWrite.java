package io.crossgate.cors.spring.actuate;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.browser.FetchCall;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.problem.InvalidCorsPolicyException;

/**
 * How the write is answered for which a page needs no permission: a form post, which CORS
 * lets through as the navigation that it is.
 */
final class ForeignWrite {

	private ForeignWrite() {
	}

	/** Say how one is answered from the page to the path that are asked about. */
	static String describe(SimulatedServer server) {
		CorsRequest write = request(server);
		CorsPolicies policies = server.policies();
		CrossOriginProtection protection = policies.context().protection();
		CorsDecision decision = server.decide(write);
		String subject = "A form post of this origin ";
		if (decision.endsExchange()) {
			return subject + refusal("is", decision);
		}
		return switch (protection.mode()) {
			case ENFORCE -> subject + "arrives.";
			case REPORT_ONLY -> subject + "arrives: cors.protection.mode is report-only." + enforced(policies, write);
			case OFF -> subject + "arrives: cors.protection.mode is off." + enforced(policies, write);
		};
	}

	private static CorsRequest request(SimulatedServer server) {
		ExplainRequest question = server.question();
		// No script sends a form, and what it sends blindly is of the same site.
		CorsRequest sent = server.last(question.browser()
			.fetch(FetchCall.post(question.url()).mode(FetchCall.RequestMode.NO_CORS), server::answer), "POST");
		CorsRequest request = question.request("POST", question.url()).origin(question.origin());
		for (String site : sent.lines(HeaderNames.SEC_FETCH_SITE)) {
			request = request.header(HeaderNames.SEC_FETCH_SITE, site).header(HeaderNames.SEC_FETCH_MODE, "navigate");
		}
		return request;
	}

	private static String enforced(CorsPolicies policies, CorsRequest write) {
		CrossOriginProtection declared = policies.context().protection();
		CrossOriginProtection enforced = new CrossOriginProtection(CorsPolicy.Mode.ENFORCE, declared.trustedOrigins(),
				declared.exemptPaths(), declared.acceptRisks());
		try {
			CorsDecision decision = CorsPolicies.compile(policies.policies(), policies.context().with(enforced))
				.decide(write);
			return " Under enforce it "
					+ (decision.endsExchange() ? refusal("would be", decision) : "would arrive, too.");
		}
		catch (InvalidCorsPolicyException ex) {
			// What is off has not been checked.
			return "";
		}
	}

	private static String refusal(String verb, CorsDecision decision) {
		return verb + " refused: %d, %s.".formatted(decision.status(), decision.reason().code());
	}

}
