package io.crossgate.cors.spring.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.diagnosis.Diagnosis;
import io.crossgate.cors.diagnosis.Diagnosis.DecidingRule;
import io.crossgate.cors.diagnosis.PolicyChange;
import io.crossgate.cors.diagnosis.ProtectionChange;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.util.Documentation;
import io.crossgate.cors.util.EnumNames;
import io.crossgate.cors.util.SafeText;

/**
 * A refusal as a block of lines. Separate from the logger, so that an application without
 * denials never loads the diagnosis.
 */
final class DenialLogFormatter {

	private static final String INDENT = System.lineSeparator() + "      ";

	private DenialLogFormatter() {
	}

	static String of(CorsDecision decision, CorsRequest request, Diagnosis diagnosis, long suppressed,
			Function<PolicyChange, String> advice) {
		String origin = String.join(", ", request.lines(HeaderNames.ORIGIN));
		StringBuilder text = new StringBuilder(title(decision, diagnosis)).append("  ")
			.append(SafeText.of(method(request)))
			.append(' ')
			.append(SafeText.of(request.fullPath()))
			.append("  from ")
			.append(SafeText.of(origin));
		if (isUnanswered(decision)) {
			line(text, "answered", "by the application, without CORS headers: browsers keep the answer from the page");
		}
		line(text, "rule", rule(diagnosis.rule()));
		line(text, "because", diagnosis.sentence());
		diagnosis.change()
			.ifPresent((change) -> line(text, "to allow",
					advice.apply(change).strip().replace("\n", INDENT + " ".repeat(10))));
		for (ProtectionChange change : diagnosis.protectionChanges()) {
			line(text, "to allow", change.yaml().strip().replace("\n", INDENT + " ".repeat(10)));
		}
		line(text, "check", diagnosis.curl(request.server()));
		line(text, "read more", Documentation.ofReason(decision.reason().code()));
		if (suppressed > 0) {
			line(text, "note", suppressed + " further denials were not logged (rate limit)");
		}
		return text.toString();
	}

	/** Return the facts as fields, in the names that traces have. */
	static Map<String, String> fields(CorsDecision decision, CorsRequest request) {
		Map<String, String> fields = new LinkedHashMap<>();
		String policy = decision.policy();
		fields.put("cors.policy", SafeText.of((policy != null) ? policy : "none"));
		fields.put("cors.reason", decision.reason().code());
		fields.put("cors.kind", EnumNames.kebabCase(decision.kind()));
		fields.put("cors.mode", isUnanswered(decision) ? "off" : decision.isReportOnly() ? "report-only" : "enforce");
		fields.put("cors.origin", SafeText.of(String.join(", ", request.lines(HeaderNames.ORIGIN))));
		List<String> requested = request.lines(HeaderNames.REQUEST_METHOD);
		fields.put("cors.method", SafeText.of(requested.isEmpty() ? request.method() : requested.get(0)));
		fields.put("cors.path", SafeText.of(request.fullPath()));
		return fields;
	}

	/** No policy has refused it, but its browser keeps the answer from the page. */
	private static boolean isUnanswered(CorsDecision decision) {
		return decision.policy() == null && !decision.reason().isOfProtection();
	}

	private static String title(CorsDecision decision, Diagnosis diagnosis) {
		if (isUnanswered(decision)) {
			return diagnosis.isDenied() ? "CORS is not configured" : "CORS unanswered " + decision.reason().code();
		}
		return (decision.isReportOnly() ? "CORS would refuse (report-only) " : "CORS refused ")
				+ decision.reason().code();
	}

	private static String method(CorsRequest request) {
		return request.lines(HeaderNames.REQUEST_METHOD).isEmpty() ? request.method()
				: "preflight of " + request.lines(HeaderNames.REQUEST_METHOD).get(0);
	}

	private static String rule(DecidingRule rule) {
		String policy = rule.policy();
		return (policy != null) ? "%s of policy '%s'".formatted(rule.property(), policy) : rule.property();
	}

	private static void line(StringBuilder text, String label, String content) {
		text.append(INDENT).append("%-10s".formatted(label)).append(content);
	}

}
