package io.crossgate.cors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.AllowedHeaders;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.path.RequestPath;

/**
 * The facts CORS looks at, as a value: for tests, explanations and observers. Servers do
 * not copy a request into one; their adapters lend the engine a
 * {@link CorsRequestAccessor}.
 *
 * @param method the method, case-sensitive
 * @param contextPath the part of the path as sent that leads to the application; empty if
 * none does
 * @param path the path within the application, as sent, without the query, such as
 * {@code /api/todos/7}
 * @param headers the header lines by lower-case name
 * @param scheme the scheme the server was called with
 * @param host the host the server was called with
 * @param port the port the server was called with, or -1 for the scheme's default
 * @since 0.1.0
 */
public record CorsRequest(String method, String contextPath, String path, Map<String, List<String>> headers,
		String scheme, String host, int port) {

	/**
	 * The headers that explain a decision. No decision looks at them, because proxies and
	 * any client can set them.
	 */
	private static final List<String> EXPLAINING = List.of(HeaderNames.HOST, HeaderNames.USER_AGENT,
			HeaderNames.SEC_FETCH_DEST, HeaderNames.FORWARDED, HeaderNames.X_FORWARDED_PROTO,
			HeaderNames.X_FORWARDED_HOST, HeaderNames.X_FORWARDED_PORT);

	/** A longer line explains nothing. */
	private static final int MAX_EXPLAINING = 512;

	/** More lines of one header than this are never looked at. */
	static final int MAX_LINES = AllowedHeaders.MAX_LINES + 1;

	/**
	 * Creates a request to {@code http://localhost} without headers.
	 * @param method the method
	 * @param path the path as sent
	 */
	public CorsRequest(String method, String path) {
		this(method, "", path, Map.of(), "http", "localhost", -1);
	}

	/**
	 * Copies the headers, lower-casing their names.
	 */
	public CorsRequest {
		Map<String, List<String>> copy = new LinkedHashMap<>();
		headers.forEach((name, lines) -> copy.put(Tokens.toAsciiLowerCase(name), List.copyOf(lines)));
		headers = Map.copyOf(copy);
	}

	/**
	 * Return this request with one more header line.
	 * @param name the header's name in any case
	 * @param value the line's value
	 * @return a new request
	 */
	public CorsRequest header(String name, String value) {
		Map<String, List<String>> copy = new LinkedHashMap<>(this.headers);
		List<String> lines = new ArrayList<>(lines(name));
		lines.add(value);
		copy.put(Tokens.toAsciiLowerCase(name), lines);
		return new CorsRequest(this.method, this.contextPath, this.path, copy, this.scheme, this.host, this.port);
	}

	@Nullable String origin() {
		return SnapshotAccessor.INSTANCE.header(this, HeaderNames.ORIGIN);
	}

	/**
	 * Return this request with an {@code Origin}.
	 * @param origin the header's value
	 * @return a new request
	 */
	public CorsRequest origin(String origin) {
		return header(HeaderNames.ORIGIN, origin);
	}

	/**
	 * Return this request as sent to another server.
	 * @param scheme the scheme the server was called with
	 * @param host the host the server was called with
	 * @param port the port, or -1 for the scheme's default
	 * @return a new request
	 */
	public CorsRequest to(String scheme, String host, int port) {
		return new CorsRequest(this.method, this.contextPath, this.path, this.headers, scheme, host, port);
	}

	/**
	 * Return this request as sent to an application below a path.
	 * @param contextPath the part of the path as sent that leads to the application
	 * @return a new request
	 */
	public CorsRequest below(String contextPath) {
		return new CorsRequest(this.method, contextPath, this.path, this.headers, this.scheme, this.host, this.port);
	}

	/**
	 * Return the whole path, as it stands in a URL.
	 * @return the path as sent, with the part that leads to the application
	 */
	public String fullPath() {
		return this.contextPath.isEmpty() ? this.path : this.contextPath + this.path;
	}

	/**
	 * Return the server as it stands in a URL.
	 * @return scheme, host and port the server was called with, such as
	 * {@code http://localhost:8080}; without a port that is the scheme's default
	 */
	public String server() {
		boolean bare = this.host.indexOf(':') >= 0 && !this.host.startsWith("[");
		boolean standard = this.port < 0 || this.port == Origin.defaultPort(Tokens.toAsciiLowerCase(this.scheme));
		return this.scheme + "://" + (bare ? "[" + this.host + "]" : this.host) + (standard ? "" : ":" + this.port);
	}

	/**
	 * Return the lines of a header.
	 * @param name the header's name in any case
	 * @return its lines in order, or none
	 */
	public List<String> lines(String name) {
		return this.headers.getOrDefault(Tokens.toAsciiLowerCase(name), List.of());
	}

	/**
	 * Return whether the origin of the request is probably the application's own, and
	 * only its scheme or port was lost behind a proxy. Any client can send the headers
	 * that are read for it: use it in messages, never to decide.
	 * @return whether it looks like it
	 */
	public boolean isLikelyOfOwnOrigin() {
		return OwnOrigin.isLikely(this);
	}

	/**
	 * Copies the facts off another request object: those that decide, and those that
	 * explain a decision.
	 * @param <R> the type of the request object
	 * @param request the request object
	 * @param accessor reads it
	 * @return the facts
	 */
	public static <R> CorsRequest copyOf(R request, CorsRequestAccessor<? super R> accessor) {
		Map<String, List<String>> headers = new LinkedHashMap<>();
		for (String name : HeaderNames.DECIDING) {
			List<String> lines = new ArrayList<>(1);
			Enumeration<String> all = accessor.headers(request, name);
			while (all.hasMoreElements() && lines.size() < MAX_LINES) {
				lines.add(all.nextElement());
			}
			if (!lines.isEmpty()) {
				headers.put(name, lines);
			}
		}
		for (String name : EXPLAINING) {
			String line = accessor.header(request, name);
			if (line != null && line.length() <= MAX_EXPLAINING) {
				headers.put(name, List.of(line));
			}
		}
		String path = accessor.rawPath(request);
		String contextPath = accessor.contextPath(request);
		contextPath = path.startsWith(contextPath) ? contextPath : "";
		return new CorsRequest(accessor.method(request), contextPath, path.substring(contextPath.length()), headers,
				accessor.scheme(request), accessor.host(request), accessor.port(request));
	}

	/** Reads a request that has been copied into a value. */
	enum SnapshotAccessor implements CorsRequestAccessor<CorsRequest> {

		INSTANCE;

		@Override
		public String method(CorsRequest request) {
			return request.method();
		}

		@Override
		public String rawPath(CorsRequest request) {
			return request.fullPath();
		}

		@Override
		public String contextPath(CorsRequest request) {
			return request.contextPath();
		}

		@Override
		public String path(CorsRequest request) {
			return RequestPath.decode(request.path());
		}

		@Override
		public @Nullable String header(CorsRequest request, String name) {
			List<String> lines = request.lines(name);
			return lines.isEmpty() ? null : lines.get(0);
		}

		@Override
		public Enumeration<String> headers(CorsRequest request, String name) {
			return Collections.enumeration(request.lines(name));
		}

		@Override
		public String scheme(CorsRequest request) {
			return request.scheme();
		}

		@Override
		public String host(CorsRequest request) {
			return request.host();
		}

		@Override
		public int port(CorsRequest request) {
			return request.port();
		}

	}

}
