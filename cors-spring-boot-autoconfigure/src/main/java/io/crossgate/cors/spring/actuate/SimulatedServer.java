package io.crossgate.cors.spring.actuate;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.browser.Browser;
import io.crossgate.cors.browser.FetchResult;
import io.crossgate.cors.spring.conflict.CorsConflictDetector;
import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict;

/**
 * Answers a simulated browser as the policies in force do, and an application that serves
 * whatever reaches it.
 *
 * @param engine looks up origins exactly as it does for real requests
 * @param policies decide exactly as they do for real requests; observers are not notified
 * @param detector finds endpoints that refuse what a policy allows, or {@code null}
 * @param question the call
 */
record SimulatedServer(CorsEngine engine, CorsPolicies policies, @Nullable CorsConflictDetector detector,
		ExplainRequest question) {

	static final int FORBIDDEN = 403;

	private static final int OK = 200;

	Browser.Response answer(Browser.Request request) {
		CorsRequest received = received(request);
		CorsDecision decision = decide(received);
		Browser.Response response = Browser.Response.of(status(received, decision));
		for (Map.Entry<String, String> header : decision.headers(request.origin()).entrySet()) {
			response = response.header(header.getKey(), header.getValue());
		}
		return response;
	}

	CorsDecision decide(CorsRequest request) {
		return this.engine.explain(this.policies, request);
	}

	/**
	 * Return the request that was decided last. What a browser refuses to send is
	 * explained as if it had been sent.
	 */
	CorsRequest last(FetchResult result, String method) {
		List<FetchResult.Exchange> exchanges = result.exchanges();
		return exchanges.isEmpty() ? this.question.request(method, this.question.url()).origin(this.question.origin())
				: received(exchanges.get(exchanges.size() - 1).request());
	}

	/** Return the endpoint that refuses the origin of a request that is allowed. */
	Optional<CorsConflict> refusing(CorsRequest request, CorsDecision decision) {
		return (this.detector == null || decision.outcome() != CorsDecision.Outcome.ALLOWED) ? Optional.empty()
				: this.detector.refusing(this.policies, request.path(), this.question.origin(),
						this.question.handshake());
	}

	private CorsRequest received(Browser.Request request) {
		CorsRequest received = this.question.request(request.method(), request.url());
		for (var line : request.headers().lines()) {
			received = received.header(line.name(), line.value());
		}
		return received;
	}

	private int status(CorsRequest request, CorsDecision decision) {
		if (decision.endsExchange()) {
			return decision.status();
		}
		return refusing(request, decision).isPresent() ? FORBIDDEN : OK;
	}

}
