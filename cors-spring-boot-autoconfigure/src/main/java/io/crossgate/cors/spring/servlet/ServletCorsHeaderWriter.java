package io.crossgate.cors.spring.servlet;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsDecision.HeaderSetter;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.VaryHeader;

/**
 * Writes the headers of a decision. {@code Access-Control-*} is set, because a second
 * line makes browsers refuse; {@code Vary} is added to, because others write it, too, and
 * stays one line, because some caches read only one.
 */
final class ServletCorsHeaderWriter {

	private static final HeaderSetter<HttpServletResponse> SET = HttpServletResponse::setHeader;

	private ServletCorsHeaderWriter() {
	}

	static void write(CorsDecision decision, @Nullable String origin, HttpServletResponse response) {
		// {@code Vary} first: later look-ups scan the header lines in order.
		vary(decision, response);
		decision.writeTo(origin, response, SET);
	}

	/**
	 * Puts back what a reset of the response has removed, and nothing else. Looks at one
	 * header only, because a reset leaves none, and hardly any response was reset.
	 */
	static void restore(CorsDecision decision, @Nullable String origin, HttpServletResponse response) {
		boolean intact = decision.vary().isEmpty() ? response.containsHeader(HeaderNames.ALLOW_ORIGIN)
				: isVarying(decision, response);
		if (!intact) {
			complete(decision, origin, response);
		}
	}

	/**
	 * Adds what is missing, and changes nothing that is there. Names of {@code Vary} get
	 * a line of their own, because Spring looks for lines to see whether they are there.
	 */
	static void complete(CorsDecision decision, @Nullable String origin, HttpServletResponse response) {
		decision.writeTo(origin, response, ServletCorsHeaderWriter::setIfMissing);
		if (!response.containsHeader(HeaderNames.VARY)) {
			vary(decision, response);
			return;
		}
		for (String name : VaryHeader.missing(response.getHeaders(HeaderNames.VARY), decision.vary())) {
			response.addHeader(HeaderNames.VARY, name);
		}
	}

	private static void setIfMissing(HttpServletResponse response, String name, String value) {
		if (!response.containsHeader(name)) {
			response.setHeader(name, value);
		}
	}

	/** Return whether {@code Vary} has the names of the decision, or everything. */
	static boolean isVarying(CorsDecision decision, HttpServletResponse response) {
		String line = response.getHeader(HeaderNames.VARY);
		return decision.varyLine().equals(line) || (line != null
				&& VaryHeader.missing(response.getHeaders(HeaderNames.VARY), decision.vary()).isEmpty());
	}

	private static void vary(CorsDecision decision, HttpServletResponse response) {
		if (decision.vary().isEmpty()) {
			return;
		}
		if (response.containsHeader(HeaderNames.VARY)) {
			response.setHeader(HeaderNames.VARY,
					VaryHeader.join(response.getHeaders(HeaderNames.VARY), decision.vary()));
		}
		else {
			response.addHeader(HeaderNames.VARY, decision.varyLine());
		}
	}

}
