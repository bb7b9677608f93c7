package io.crossgate.cors.spring.explain;

import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.Reason;
import io.crossgate.cors.diagnose.Diagnosis;
import io.crossgate.cors.diagnose.Rule;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.util.SafeText;

/**
 * A refusal as a block of lines. Apart from the log, so that an application that refuses
 * nobody never loads what explains.
 */
final class DenialText {

	private static final String INDENT = System.lineSeparator() + "      ";

	private DenialText() {
	}

	static String of(CorsRequest request, Diagnosis diagnosis, long suppressed) {
		String origin = String.join(", ", request.lines(HeaderNames.ORIGIN));
		StringBuilder text = new StringBuilder((diagnosis.reason() != Reason.NO_POLICY)
				? "CORS refused " + diagnosis.reason().code() : "CORS is not configured")
			.append("  ")
			.append(SafeText.of(method(request)))
			.append(' ')
			.append(SafeText.of(request.fullPath()))
			.append("  from ")
			.append(SafeText.of(origin));
		line(text, "rule", rule(diagnosis.rule()));
		line(text, "because", diagnosis.sentence());
		diagnosis.change()
			.ifPresent(
					(change) -> line(text, "to allow", change.yaml().strip().replace("\n", INDENT + " ".repeat(10))));
		line(text, "check", diagnosis.curl(ExplanationLink.base(request)));
		if (suppressed > 0) {
			line(text, "before", suppressed + " other refusals were not logged, to keep the log readable");
		}
		return text.toString();
	}

	private static String method(CorsRequest request) {
		return request.lines(HeaderNames.REQUEST_METHOD).isEmpty() ? request.method()
				: "preflight of " + request.lines(HeaderNames.REQUEST_METHOD).get(0);
	}

	private static String rule(Rule rule) {
		String policy = rule.policy();
		return (policy != null) ? "%s of policy '%s'".formatted(rule.property(), policy) : rule.property();
	}

	private static void line(StringBuilder text, String label, String content) {
		text.append(INDENT).append("%-10s".formatted(label)).append(content);
	}

}
