package io.crossgate.cors.spring.explain;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.fetch.HeaderNames;

/**
 * A URL of this application that explains one refusal. It has a path, so it can never
 * equal an origin; and no blank or comma, which browsers take for a list.
 */
final class ExplanationLink {

	static final String PATH = "/__cors/why/";

	private static final int LONGEST = 200;

	private ExplanationLink() {
	}

	static String of(CorsRequest request, CorsDecision decision, String contextPath) {
		boolean preflight = decision.kind() == CorsDecision.Kind.PREFLIGHT;
		StringBuilder link = new StringBuilder(base(request)).append(contextPath)
			.append(PATH)
			.append(decision.reason().code())
			.append("?origin=")
			.append(encoded(first(request, HeaderNames.ORIGIN)))
			.append("&method=")
			.append(encoded(preflight ? first(request, HeaderNames.REQUEST_METHOD) : request.method()))
			.append("&path=")
			.append(encoded(request.path()));
		if (preflight) {
			link.append("&preflight=true");
			String names = first(request, HeaderNames.REQUEST_HEADERS);
			link.append(names.isEmpty() ? "" : "&headers=" + encoded(names));
		}
		return link.toString();
	}

	/** The server as its own user called it. */
	static String base(CorsRequest request) {
		boolean standard = request.port() < 0 || (request.port() == 80 && request.scheme().equals("http"))
				|| (request.port() == 443 && request.scheme().equals("https"));
		return request.scheme() + "://" + request.host() + (standard ? "" : ":" + request.port());
	}

	private static String first(CorsRequest request, String header) {
		List<String> lines = request.lines(header);
		return lines.isEmpty() ? "" : lines.get(0);
	}

	private static String encoded(String text) {
		String bounded = (text.length() > LONGEST) ? text.substring(0, LONGEST) : text;
		return URLEncoder.encode(bounded, StandardCharsets.UTF_8);
	}

}
