package io.crossgate.cors.spring.explain;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.traffic.ObservedRequest;

/**
 * A URL of this application that explains one refusal. It has a path, so it can never
 * equal an origin; and no blank or comma, which browsers take for a list.
 *
 * <p>
 * It repeats all facts of the request that a decision can depend on: the method, the
 * path, and each line of the headers as a parameter of its own. What is too long to
 * repeat is left out as a whole and named: part of a path is another path, of which
 * something else may be true.
 */
final class ExplanationLink {

	static final String PATH = "/__cors/why/";

	static final String OMITTED = "omitted";

	/** All that can be omitted. */
	static final List<String> FACTS = Stream
		.concat(Stream.of(ObservedRequest.METHOD, ObservedRequest.PATH, ObservedRequest.HOST),
				HeaderNames.DECIDING.stream())
		.toList();

	/** Of one fact, encoded. */
	private static final int LONGEST = 1000;

	/** Of all: a header of every server has room for as much. */
	private static final int LONGEST_LINK = 4000;

	private final StringBuilder link;

	private char separator = '?';

	private ExplanationLink(String start) {
		this.link = new StringBuilder(start);
	}

	static String of(CorsRequest request, CorsDecision decision, String servletPath) {
		ObservedRequest observed = ObservedRequest.of(decision, request);
		CorsRequest facts = observed.request();
		ExplanationLink link = new ExplanationLink(
				facts.server() + request.contextPath() + servletPath + PATH + decision.reason().code());
		for (String fact : FACTS) {
			if (observed.omitted().contains(fact)) {
				link.parameter(OMITTED, parameter(fact));
				continue;
			}
			switch (fact) {
				case ObservedRequest.METHOD -> link.add(fact, List.of(facts.method()));
				case ObservedRequest.PATH -> link.add(fact, List.of(facts.path()));
				// The page is on the server that was called.
				case ObservedRequest.HOST -> {
				}
				default -> link.add(fact, facts.lines(fact));
			}
		}
		return link.link.toString();
	}

	/** Return the name that a fact has as a parameter. */
	static String parameter(String fact) {
		return Tokens.toAsciiLowerCase(fact);
	}

	private void add(String fact, List<String> values) {
		List<String> encoded = values.stream()
			.map((value) -> URLEncoder.encode(value, StandardCharsets.UTF_8))
			.toList();
		int length = encoded.stream().mapToInt((value) -> value.length() + fact.length() + 2).sum();
		if (length > LONGEST || this.link.length() + length > LONGEST_LINK) {
			parameter(OMITTED, parameter(fact));
			return;
		}
		encoded.forEach((value) -> parameter(parameter(fact), value));
	}

	private void parameter(String name, String value) {
		this.link.append(this.separator).append(name).append('=').append(value);
		this.separator = '&';
	}

}
