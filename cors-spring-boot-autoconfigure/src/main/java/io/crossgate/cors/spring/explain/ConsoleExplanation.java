package io.crossgate.cors.spring.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.fetch.HeaderNames;

/**
 * Makes the browser's console name the true cause of a refusal. For development only, and
 * the one exception to the rule that a refusal carries no CORS header.
 *
 * <p>
 * Browsers print the value of an {@code Access-Control-Allow-Origin} that does not match.
 * So a refused origin gets one that is a URL with a path, which no origin can equal, and
 * which leads to a page that explains this very refusal. A refused method or header of an
 * allowed origin gets a truthful answer, because browsers name the method or the header
 * only if the preflight succeeds otherwise. Neither allows any client more.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#concept-cors-check">Fetch, CORS check</a>
 */
final class ConsoleExplanation {

	private static final int NO_CONTENT = 204;

	private final CorsEngine engine;

	/**
	 * Creates an explanation.
	 * @param engine has the policies
	 */
	ConsoleExplanation(CorsEngine engine) {
		this.engine = engine;
	}

	/**
	 * Explains a refusal.
	 * @param request the request
	 * @param servletPath the path within the application that leads to the servlet, or
	 * the empty string: outside of it a container may have no handler
	 * @return what to answer, or empty if the request is not refused or was not sent to
	 * this machine by its own user
	 */
	Optional<ExplanatoryResponse> answer(CorsRequest request, String servletPath) {
		CorsPolicies policies = this.engine.policies();
		CorsDecision decision = this.engine.explain(policies, request);
		if (isUnanswered(decision) || decision.outcome() != CorsDecision.Outcome.DENIED || !decision.isEnforced()
				|| !LoopbackRequests.isHost(request.host()) || decision.kind() == CorsDecision.Kind.WEBSOCKET) {
			return Optional.empty();
		}
		if (decision.kind() == CorsDecision.Kind.PREFLIGHT) {
			Map<String, String> truth = PartialPreflightResponse.headers(request, decision, this.engine);
			return Optional
				.of(answer(NO_CONTENT, truth.isEmpty() ? link(request, decision, servletPath) : truth, decision));
		}
		return Optional.of(answer(decision.status(), link(request, decision, servletPath), decision));
	}

	/** What a page can't do anything about is said in the log. */
	private static boolean isUnanswered(CorsDecision decision) {
		return decision.reason() == DecisionReason.LOOKUP_FAILED
				|| decision.reason() == DecisionReason.LOOKUP_OVERLOADED;
	}

	/**
	 * Return whether an {@link #answer answer} may take time, because policies in force
	 * look up origins.
	 */
	boolean mayWait() {
		return this.engine.policies().policies().stream().anyMatch((policy) -> !policy.originsFrom().isEmpty());
	}

	private static ExplanatoryResponse answer(int status, Map<String, String> cors, CorsDecision decision) {
		Map<String, String> headers = new LinkedHashMap<>(cors);
		headers.put(HeaderNames.CACHE_CONTROL, "no-store");
		return new ExplanatoryResponse(status, headers, List.copyOf(decision.vary()));
	}

	private static Map<String, String> link(CorsRequest request, CorsDecision decision, String servletPath) {
		return Map.of(HeaderNames.ALLOW_ORIGIN, ExplanationLink.of(request, decision, servletPath));
	}

}
