package io.crossgate.cors.spring.test;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.browser.FetchResult;
import io.crossgate.cors.diagnosis.Diagnosis;
import io.crossgate.cors.fetch.HeaderNames;

/**
 * The reason of a call that did not come out as expected, as far as it is known: what the
 * browser did, what the policies decided, what the application said, and what to do.
 */
final class FailureExplanation {

	private static final int BAD_REQUEST = 400;

	private static final int UNAUTHORIZED = 401;

	private static final int FORBIDDEN = 403;

	private static final int UNSUPPORTED_MEDIA_TYPE = 415;

	private final PageCall call;

	private final FetchResult result;

	private final List<String> lines = new ArrayList<>();

	private FailureExplanation(PageCall call) {
		this.call = call;
		this.result = call.result();
	}

	static String of(PageCall call) {
		FailureExplanation explanation = new FailureExplanation(call);
		explanation.lines.addAll(call.result().steps());
		if (!call.result().exchanges().isEmpty()) {
			explanation.explain();
		}
		return String.join(System.lineSeparator(), explanation.lines);
	}

	private void explain() {
		if (this.result.isReadable()) {
			explainStatus();
			return;
		}
		CorsEngine engine = this.call.engine();
		if (engine != null) {
			explainDecision(engine, engine.policies());
		}
		else {
			line("why", this.call.server().missingEngine());
		}
	}

	private void explainDecision(CorsEngine engine, CorsPolicies policies) {
		CorsRequest facts = this.call.facts();
		CorsDecision decision = engine.explain(policies, facts);
		if (decision.outcome() == CorsDecision.Outcome.ALLOWED) {
			if (!this.call.hasResponseHeader(HeaderNames.ALLOW_ORIGIN)) {
				line("why", "The policies allow this, but the answer has no header of theirs: the filter is not part "
						+ "of what is tested here (MockMvcBuilders: addFilters), or something else answered before it.");
			}
			reason();
			return;
		}
		Diagnosis diagnosis = Diagnosis.of(facts, decision, policies);
		line("why",
				policies.isEmpty() ? "There is no policy in this test. " + diagnosis.sentence() : diagnosis.sentence());
		diagnosis.change().ifPresent((change) -> line("to allow", change.yaml()));
		TestSlice slice = TestSlice.running();
		if (slice != null) {
			line("note", slice.explanation());
		}
	}

	private void explainStatus() {
		int status = this.result.status();
		if (status < TestServer.FIRST_ERROR) {
			return;
		}
		reason();
		String advice = advice(status);
		if (advice != null) {
			line("note", advice);
		}
	}

	private void reason() {
		if (!this.call.reason().isEmpty()) {
			line("server", this.call.reason());
		}
	}

	private @Nullable String advice(int status) {
		boolean bodiless = !this.call.hasBody() && !this.call.method().equals("GET");
		return switch (status) {
			case BAD_REQUEST, UNSUPPORTED_MEDIA_TYPE ->
				bodiless ? "No body was sent: withJson(\"{...}\") or withBody(type, ...) sends one." : null;
			case UNAUTHORIZED ->
				"CORS is not the reason: the page could read the answer. Spring Security wants a user, such as "
						+ "@WithMockUser, or a header: sending(\"Authorization\", \"...\").";
			case FORBIDDEN ->
				"CORS is not the reason: the page could read the answer. With Spring Security it is a missing "
						+ "authority, or the CSRF token of a " + this.call.method() + ".";
			default -> null;
		};
	}

	private void line(String label, String content) {
		String indent = System.lineSeparator() + " ".repeat(10);
		this.lines.add("%-10s".formatted(label) + content.strip().replace("\n", indent));
	}

}
