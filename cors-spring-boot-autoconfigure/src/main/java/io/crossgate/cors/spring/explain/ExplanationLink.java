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
 *
 * <p>
 * It repeats the lines of the request that were decided on, each as a parameter of its
 * own. What is too long to repeat is left out as a whole and named: part of a path is
 * another path, of which something else may be true.
 */
final class ExplanationLink {

	static final String PATH = "/__cors/why/";

	static final String ORIGIN = "origin";

	static final String METHOD = "method";

	static final String TARGET = "path";

	static final String HEADERS = "headers";

	static final String PREFLIGHT = "preflight";

	static final String OMITTED = "omitted";

	/** All that can be omitted. */
	static final List<String> VALUES = List.of(ORIGIN, METHOD, TARGET, HEADERS);

	/** Of one parameter, encoded. Four of them fit into one header of every server. */
	private static final int LONGEST = 1000;

	private final StringBuilder link;

	private char separator = '?';

	private ExplanationLink(String start) {
		this.link = new StringBuilder(start);
	}

	static String of(CorsRequest request, CorsDecision decision, String servletPath) {
		boolean preflight = decision.kind() == CorsDecision.Kind.PREFLIGHT;
		ExplanationLink link = new ExplanationLink(

				base(request) + request.contextPath() + servletPath + PATH + decision.reason().code());
		link.add(ORIGIN, request.lines(HeaderNames.ORIGIN));
		link.add(METHOD, preflight ? request.lines(HeaderNames.REQUEST_METHOD) : List.of(request.method()));
		link.add(TARGET, List.of(request.path()));
		if (preflight) {
			link.parameter(PREFLIGHT, "true");
			link.add(HEADERS, request.lines(HeaderNames.REQUEST_HEADERS));
		}
		return link.link.toString();
	}

	/** The server as its own user called it. */
	static String base(CorsRequest request) {
		boolean standard = request.port() < 0 || (request.port() == 80 && request.scheme().equals("http"))
				|| (request.port() == 443 && request.scheme().equals("https"));
		return request.scheme() + "://" + request.host() + (standard ? "" : ":" + request.port());
	}

	private void add(String name, List<String> values) {
		List<String> encoded = values.stream()
			.map((value) -> URLEncoder.encode(value, StandardCharsets.UTF_8))
			.toList();
		if (encoded.stream().mapToInt(String::length).sum() > LONGEST) {
			parameter(OMITTED, name);
			return;
		}
		encoded.forEach((value) -> parameter(name, value));
	}

	private void parameter(String name, String value) {
		this.link.append(this.separator).append(name).append('=').append(value);
		this.separator = '&';
	}

}
