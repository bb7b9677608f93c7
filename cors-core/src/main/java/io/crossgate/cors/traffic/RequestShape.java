package io.crossgate.cors.traffic;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.fetch.Handshakes;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.HttpList;
import io.crossgate.cors.fetch.Methods;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.problem.MalformedOriginException;

/**
 * What requests that are counted together have in common: no text that is malformed or
 * long.
 *
 * @param kind what kind of request it is
 * @param origin the origin in the spelling browsers send, {@code null} in letters, or
 * {@value #MALFORMED}
 * @param method the method the page wants to use, or {@code *} if it is none
 * @param headers the requested header names in lower case, or {@code null} if they are
 * nothing a page could ask for
 * @param path the path, generalised
 */
record RequestShape(CorsDecision.Kind kind, String origin, String method, @Nullable Set<String> headers, String path) {

	static final String MALFORMED = "<malformed>";

	private static final String ANY = "*";

	private static final int MAX_METHOD = 16;

	private static final int MAX_HEADER = 64;

	private static final int MAX_HEADERS = 64;

	static RequestShape of(CorsDecision decision, CorsRequest request) {
		boolean preflight = decision.kind() == CorsDecision.Kind.PREFLIGHT;
		List<String> methods = preflight ? request.lines(HeaderNames.REQUEST_METHOD) : List.of(request.method());
		return new RequestShape(kind(decision, request), origin(request.lines(HeaderNames.ORIGIN)),
				(methods.size() == 1) ? method(methods.get(0)) : ANY,
				preflight ? headers(request.lines(HeaderNames.REQUEST_HEADERS)) : Set.of(),
				GeneralisedPath.of(request.path()));
	}

	/** Return the request in short, such as {@code GET /api/*}. */
	String request() {
		return this.method + " " + this.path;
	}

	/** Return whether a policy could be made to allow the request. */
	boolean isAllowable() {
		boolean method = this.kind == CorsDecision.Kind.WEBSOCKET
				|| !(this.method.equals(ANY) || Methods.isForbidden(this.method));
		return this.headers != null && method && isListable(this.origin);
	}

	/** Return whether {@code allowed-methods} has a say in the request. */
	boolean isMethodChecked() {
		return this.kind == CorsDecision.Kind.PREFLIGHT
				|| (this.kind == CorsDecision.Kind.ACTUAL && !this.method.equals("OPTIONS"));
	}

	/**
	 * An allowed handshake is decided as any other request, but needs no method listed.
	 */
	private static CorsDecision.Kind kind(CorsDecision decision, CorsRequest request) {
		boolean handshake = decision.kind() == CorsDecision.Kind.ACTUAL && request.method().equals("GET")
				&& request.lines(HeaderNames.UPGRADE).stream().limit(1).anyMatch(Handshakes::isWebSocket);
		return handshake ? CorsDecision.Kind.WEBSOCKET : decision.kind();
	}

	private static String origin(List<String> lines) {
		String origin = (lines.size() == 1) ? lines.get(0) : "";
		return (origin.equals("null") || Origin.isCanonical(origin)) ? origin : MALFORMED;
	}

	private static String method(String method) {
		return (method.length() <= MAX_METHOD && Tokens.isToken(method)) ? method : ANY;
	}

	private static @Nullable Set<String> headers(List<String> lines) {
		Set<String> names = new LinkedHashSet<>();
		for (String line : lines) {
			for (String name : HttpList.of(line, MAX_HEADERS + 1)) {
				if (!isAskable(name) || names.size() == MAX_HEADERS) {
					return null;
				}
				names.add(Tokens.toAsciiLowerCase(name));
			}
		}
		return names;
	}

	private static boolean isAskable(String name) {
		return name.length() <= MAX_HEADER && Tokens.isToken(name) && !HeaderNames.isForbiddenRequestHeader(name)
				&& !Tokens.toAsciiLowerCase(name).startsWith("access-control-") && !name.equals(ANY);
	}

	private static boolean isListable(String origin) {
		try {
			return OriginPattern.parse(origin).kind() == OriginPattern.Kind.EXACT;
		}
		catch (MalformedOriginException ex) {
			return false;
		}
	}

}
