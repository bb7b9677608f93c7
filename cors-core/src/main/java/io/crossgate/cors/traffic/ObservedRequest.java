package io.crossgate.cors.traffic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.fetch.HeaderNames;

/**
 * The bounded facts of one request: enough to decide about it again, and nothing else of
 * it.
 * <ul>
 * <li>held: the method, the path with the context path, the lines of
 * {@link HeaderNames#DECIDING}, and the server that was called</li>
 * <li>held of what proxies add: only what makes the origin look like the application's
 * own</li>
 * <li>never held: the query, cookies, any other header, part of a value. What is too long
 * is omitted as a whole and named, because a decision about part of a path or of a list
 * is a decision about another request</li>
 * </ul>
 * Where nothing is omitted, policies decide about {@link #request()} as they do about the
 * request that came. Its text may be anything that a client has sent.
 *
 * @param kind what kind of request it is
 * @param request its facts, without what is omitted
 * @param omitted what was too long to be held: {@value #METHOD}, {@value #PATH},
 * {@value #HOST}, or the name of a header
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#http-requests">Fetch, HTTP requests</a>
 */
public record ObservedRequest(CorsDecision.Kind kind, CorsRequest request, List<String> omitted) {

	/** The name of the method, where it is omitted. */
	public static final String METHOD = "method";

	/** The name of the path, where it is omitted. */
	public static final String PATH = "path";

	/** The name of the server, where it is omitted. */
	public static final String HOST = "host";

	/** Of scheme, method and every header that no other limit is for. */
	private static final int MAX_WORD = 64;

	private static final int MAX_HOST = 255;

	private static final int MAX_ORIGIN = 320;

	private static final int MAX_PATH = 512;

	private static final int MAX_HEADERS = 1024;

	private static final List<String> PROXY = List.of(HeaderNames.FORWARDED, HeaderNames.X_FORWARDED_PROTO,
			HeaderNames.X_FORWARDED_HOST, HeaderNames.X_FORWARDED_PORT);

	/** A line is more than its characters. */
	private static final int LINE = 16;

	private static final int LATIN_1 = 0xFF;

	/**
	 * Omits what is too long.
	 */
	public ObservedRequest {
		List<String> tooLong = new ArrayList<>(omitted);
		request = bounded(request, tooLong);
		omitted = tooLong.isEmpty() ? List.of() : tooLong.stream().distinct().toList();
	}

	/**
	 * Observes a request.
	 * @param decision what was decided about it
	 * @param request the request
	 * @return its bounded facts
	 */
	public static ObservedRequest of(CorsDecision decision, CorsRequest request) {
		return new ObservedRequest(decision.kind(), request, List.of());
	}

	/**
	 * Return whether policies can be asked again.
	 * @return whether nothing is omitted
	 */
	public boolean isComplete() {
		return this.omitted.isEmpty();
	}

	/**
	 * Return the method that the page wants to use.
	 * @return of a preflight, what it asks for, and otherwise the request's own; as it
	 * was sent, or empty if it is omitted
	 */
	public Optional<String> method() {
		if (this.kind == CorsDecision.Kind.PREFLIGHT) {
			return lines(HeaderNames.REQUEST_METHOD);
		}
		return this.omitted.contains(METHOD) ? Optional.empty() : Optional.of(this.request.method());
	}

	/**
	 * Return the whole path.
	 * @return the path as it was sent, or empty if it is omitted
	 */
	public Optional<String> path() {
		return this.omitted.contains(PATH) ? Optional.empty() : Optional.of(this.request.fullPath());
	}

	/**
	 * Return a header.
	 * @param name one of {@link HeaderNames#DECIDING}
	 * @return its lines as they were sent, joined by commas, or empty if there are none
	 * or they are omitted
	 */
	public Optional<String> lines(String name) {
		List<String> lines = this.request.lines(name);
		return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
	}

	private static CorsRequest bounded(CorsRequest request, List<String> omitted) {
		Map<String, List<String>> headers = new LinkedHashMap<>();
		for (String name : HeaderNames.DECIDING) {
			if (fits(request.lines(name), limit(name))) {
				headers.put(name, request.lines(name));
			}
			else {
				omitted.add(name);
			}
		}
		if (hasProxy(request) && request.isLikelyOfOwnOrigin()) {
			PROXY.stream()
				.filter((name) -> fits(request.lines(name), MAX_HOST))
				.forEach((name) -> headers.put(name, request.lines(name)));
		}
		headers.values().removeIf(List::isEmpty);
		boolean method = keep(fits(List.of(request.method()), MAX_WORD), METHOD, omitted);
		boolean path = keep(fits(List.of(request.fullPath()), MAX_PATH), PATH, omitted);
		boolean host = keep(fits(List.of(request.scheme(), request.host()), MAX_HOST), HOST, omitted);
		return new CorsRequest(method ? request.method() : "", path ? request.contextPath() : "",
				path ? request.path() : "/", headers, host ? request.scheme() : "http",
				host ? request.host() : "localhost", host ? request.port() : -1);
	}

	private static boolean hasProxy(CorsRequest request) {
		for (String name : PROXY) {
			if (!request.lines(name).isEmpty()) {
				return true;
			}
		}
		return false;
	}

	private static boolean keep(boolean fits, String name, List<String> omitted) {
		if (!fits) {
			omitted.add(name);
		}
		return fits;
	}

	private static int limit(String name) {
		return switch (name) {
			case HeaderNames.ORIGIN -> MAX_ORIGIN;
			case HeaderNames.REQUEST_HEADERS -> MAX_HEADERS;
			default -> MAX_WORD;
		};
	}

	/** A string that is not Latin-1 takes twice the memory. */
	private static boolean fits(List<String> values, int limit) {
		int size = -LINE;
		for (String value : values) {
			size += LINE;
			if (size + value.length() > limit) {
				return false;
			}
			size += isLatin1(value) ? value.length() : 2 * value.length();
		}
		return size <= limit;
	}

	private static boolean isLatin1(String value) {
		for (int i = 0; i < value.length(); i++) {
			if (value.charAt(i) > LATIN_1) {
				return false;
			}
		}
		return true;
	}

}
