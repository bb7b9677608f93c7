package io.crossgate.cors.sample.lab;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.fetch.HeaderNames;

/**
 * A decision as the page shows it.
 *
 * @param number counts up
 * @param kind what kind of request it was
 * @param outcome how it came out
 * @param reason why
 * @param policy which policy decided, if any
 * @param status with which status the exchange ended, or 0 if the application went on to
 * serve it
 * @param request the request as far as CORS looks at it
 * @param headers what CORS added to the response
 */
record RecordedDecision(long number, String kind, String outcome, String reason, @Nullable String policy, int status,
		Request request, Map<String, String> headers) {

	static RecordedDecision of(long number, CorsDecision decision, CorsRequest request) {
		List<String> origin = request.lines(HeaderNames.ORIGIN);
		String port = (request.port() < 0) ? "" : ":" + request.port();
		String url = request.scheme() + "://" + request.host() + port + request.path();
		return new RecordedDecision(number, lowerCase(decision.kind()), lowerCase(decision.outcome()),
				decision.reason().code(), decision.policy(), decision.status(),
				new Request(request.method(), url, request.headers()),
				decision.headers(origin.isEmpty() ? null : origin.get(0)));
	}

	private static String lowerCase(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	record Request(String method, String url, Map<String, List<String>> headers) {

	}

}
