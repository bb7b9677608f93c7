package io.crossgate.cors.spring.reactive;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsDecision.HeaderSetter;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.VaryHeader;

/**
 * Writes the headers of a decision. {@code Access-Control-*} is set, because a second
 * line makes browsers refuse; {@code Vary} is added to, because others write it, too, and
 * stays one line, because some caches read only one.
 */
final class ReactiveCorsHeaderWriter {

	private static final HeaderSetter<HttpHeaders> ADD = HttpHeaders::add;

	private static final HeaderSetter<HttpHeaders> SET = HttpHeaders::set;

	private static final HeaderSetter<HttpHeaders> SET_IF_MISSING = (headers, name, value) -> {
		if (headers.getFirst(name) == null) {
			headers.set(name, value);
		}
	};

	private ReactiveCorsHeaderWriter() {
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
			List<String> lines = HttpHeadersCompat.of(headers, HeaderNames.VARY);
			VaryHeader.missing(lines, decision.vary()).forEach((name) -> headers.add(HeaderNames.VARY, name));
		}
	}

	private static void vary(CorsDecision decision, HttpHeaders headers) {
		List<String> lines = HttpHeadersCompat.of(headers, HeaderNames.VARY);
		if (lines.size() > 1 || !VaryHeader.missing(lines, decision.vary()).isEmpty()) {
			headers.set(HeaderNames.VARY, VaryHeader.join(lines, decision.vary()));
		}
	}

	/** Drops what others have written past the policy. */
	static void replace(CorsDecision decision, @Nullable String origin, HttpHeaders headers,
			AuthoritativeServerResponse response) {
		Map<String, String> ours = decision.headers(origin);
		for (String name : HeaderNames.RESPONSE) {
			for (String value : HttpHeadersCompat.of(headers, name)) {
				if (!value.equals(ours.get(name))) {
					response.replaced(name, value);
				}
			}
			HttpHeadersCompat.remove(headers, name);
		}
		decision.writeTo(origin, headers, SET);
		vary(decision, headers);
	}

}
