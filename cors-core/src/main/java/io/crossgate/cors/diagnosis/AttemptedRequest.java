package io.crossgate.cors.diagnosis;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.HttpList;
import io.crossgate.cors.fetch.Methods;
import io.crossgate.cors.fetch.Tokens;

/**
 * What a page asked for, whether the request at hand is its preflight or the request
 * itself.
 *
 * @param request the request at hand
 */
record AttemptedRequest(CorsRequest request) {

	/** No page asks for more. */
	private static final int MAX_NAMES = 256;

	@Nullable String origin() {
		return first(HeaderNames.ORIGIN);
	}

	boolean isPreflight() {
		return this.request.method().equals("OPTIONS") && first(HeaderNames.REQUEST_METHOD) != null;
	}

	/** The method the page wants to use. */
	String method() {
		String requested = isPreflight() ? first(HeaderNames.REQUEST_METHOD) : null;
		return (requested != null) ? requested : this.request.method();
	}

	/** The well-formed names among the requested headers, in lower case, once each. */
	Set<String> headers() {
		Set<String> names = new LinkedHashSet<>();
		for (String line : this.request.lines(HeaderNames.REQUEST_HEADERS)) {
			for (String name : HttpList.of(line, MAX_NAMES)) {
				if (Tokens.isToken(name)) {
					names.add(Tokens.toAsciiLowerCase(name));
				}
			}
		}
		return names;
	}

	/** The requested headers which the engine refuses when they are asked for alone. */
	List<String> refusedHeaders(CorsPolicies policies) {
		return refusedHeaders((request) -> policies.decide(request).reason());
	}

	/** The requested headers that are refused when they are asked for alone. */
	List<String> refusedHeaders(Function<CorsRequest, DecisionReason> decide) {
		return headers().stream()
			.filter((name) -> decide
				.apply(with(HeaderNames.REQUEST_HEADERS, name)) == DecisionReason.HEADERS_NOT_ALLOWED)
			.toList();
	}

	/** The request with one header replaced. */
	CorsRequest with(String name, String value) {
		Map<String, List<String>> headers = new LinkedHashMap<>(this.request.headers());
		headers.put(Tokens.toAsciiLowerCase(name), List.of(value));
		return new CorsRequest(this.request.method(), this.request.contextPath(), this.request.path(), headers,
				this.request.scheme(), this.request.host(), this.request.port());
	}

	/**
	 * The other half of the exchange: the request a preflight announces, or the preflight
	 * a browser sends first for a method that is not safelisted. A handshake over HTTP/2
	 * is a {@code CONNECT}, which no preflight can ask for.
	 */
	@Nullable CorsRequest counterpart() {
		String origin = origin();
		if (origin == null) {
			return null;
		}
		CorsRequest other = new CorsRequest(isPreflight() ? method() : "OPTIONS", this.request.path())
			.below(this.request.contextPath())
			.to(this.request.scheme(), this.request.host(), this.request.port())
			.origin(origin);
		if (isPreflight()) {
			return other;
		}
		return (Methods.isSafelisted(method()) || Methods.isForbidden(method())) ? null
				: other.header(HeaderNames.REQUEST_METHOD, method());
	}

	private @Nullable String first(String header) {
		List<String> lines = this.request.lines(header);
		return lines.isEmpty() ? null : lines.get(0);
	}

}
