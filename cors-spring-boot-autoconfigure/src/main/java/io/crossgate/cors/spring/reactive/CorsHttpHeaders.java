package io.crossgate.cors.spring.reactive;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.HeaderWriter;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Vary;

/**
 * Writes the headers of a decision. {@code Access-Control-*} is set, because a second
 * line makes browsers refuse; {@code Vary} is added to, because it is everybody's.
 */
final class CorsHttpHeaders {

	private static final HeaderWriter<HttpHeaders> ADD = HttpHeaders::add;

	private static final HeaderWriter<HttpHeaders> SET = HttpHeaders::set;

	private static final HeaderWriter<HttpHeaders> SET_IF_MISSING = (headers, name, value) -> {
		if (headers.getFirst(name) == null) {
			headers.set(name, value);
		}
	};

	private CorsHttpHeaders() {
	}

	static void write(CorsDecision decision, @Nullable String origin, HttpHeaders headers) {
		// So early there are hardly ever any, and then none needs to be looked for.
		boolean first = headers.isEmpty();
		decision.writeTo(origin, headers, first ? ADD : SET);
		if (first && !decision.vary().isEmpty()) {
			headers.add(HeaderNames.VARY, decision.varyLine());
		}
		else {
			vary(decision, headers);
		}
	}

	/** Puts back what a handler has replaced, and nothing else. */
	static void restore(CorsDecision decision, @Nullable String origin, HttpHeaders headers) {
		if (decision.vary().isEmpty() || !decision.varyLine().equals(headers.getFirst(HeaderNames.VARY))) {
			decision.writeTo(origin, headers, SET_IF_MISSING);
			vary(decision, headers);
		}
	}

	private static void vary(CorsDecision decision, HttpHeaders headers) {
		if (decision.vary().isEmpty()) {
			return;
		}
		if (headers.getFirst(HeaderNames.VARY) == null) {
			headers.set(HeaderNames.VARY, decision.varyLine());
			return;
		}
		List<String> lines = HeaderLines.of(headers, HeaderNames.VARY);
		Vary.missing(lines, decision.vary()).forEach((name) -> headers.add(HeaderNames.VARY, name));
	}

	/** Drops what others said about CORS, such as the servers behind a gateway. */
	static void replace(CorsDecision decision, @Nullable String origin, HttpHeaders headers) {
		HeaderNames.RESPONSE.forEach((name) -> HeaderLines.remove(headers, name));
		List<String> lines = HeaderLines.of(headers, HeaderNames.VARY);
		if (lines.size() > 1) {
			headers.set(HeaderNames.VARY, String.join(", ", Vary.names(lines)));
		}
		write(decision, origin, headers);
	}

}
