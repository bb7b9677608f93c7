package io.crossgate.cors.spring.reactive;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.HeaderWriter;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Vary;

/**
 * Writes the headers of a decision. {@code Access-Control-*} is set, because a second
 * line makes browsers refuse; {@code Vary} is added to, because it is everybody's, and
 * stays one line, because some caches read only one.
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
		if (decision.vary().isEmpty()) {
			return;
		}
		if (first) {
			headers.add(HeaderNames.VARY, decision.varyLine());
		}
		else {
			vary(decision, headers);
		}
	}

	/** Writes them where there are none, at all or of the policy's any more. */
	static void write(CorsDecision decision, @Nullable String origin, MultiValueMap<String, String> headers) {
		decision.writeTo(origin, headers, MultiValueMap::set);
		if (!decision.vary().isEmpty()) {
			headers.set(HeaderNames.VARY, decision.varyLine());
		}
	}

	/** Puts back what a handler has replaced, and nothing else. */
	static void restore(CorsDecision decision, @Nullable String origin, HttpHeaders headers) {
		if (decision.vary().isEmpty() || !decision.varyLine().equals(headers.getFirst(HeaderNames.VARY))) {
			decision.writeTo(origin, headers, SET_IF_MISSING);
			List<String> lines = HeaderLines.of(headers, HeaderNames.VARY);
			Vary.missing(lines, decision.vary()).forEach((name) -> headers.add(HeaderNames.VARY, name));
		}
	}

	private static void vary(CorsDecision decision, HttpHeaders headers) {
		List<String> lines = HeaderLines.of(headers, HeaderNames.VARY);
		if (lines.size() > 1 || !Vary.missing(lines, decision.vary()).isEmpty()) {
			headers.set(HeaderNames.VARY, Vary.join(lines, decision.vary()));
		}
	}

	/** Drops what others have written past the policy. */
	static void replace(CorsDecision decision, @Nullable String origin, HttpHeaders headers,
			AuthoritativeServerResponse response) {
		Map<String, String> ours = decision.headers(origin);
		for (String name : HeaderNames.RESPONSE) {
			for (String value : HeaderLines.of(headers, name)) {
				if (!value.equals(ours.get(name))) {
					response.replaced(name, value);
				}
			}
			HeaderLines.remove(headers, name);
		}
		decision.writeTo(origin, headers, SET);
		vary(decision, headers);
	}

}
