package io.crossgate.cors.spring.reactive;

import java.net.URI;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

import io.crossgate.cors.CorsRequestAccessor;
import io.crossgate.cors.path.RequestPath;

/**
 * Reads the facts off a reactive request. The path is the one within the application,
 * without the base path, as handler mappings see it.
 */
enum ReactiveCorsRequestAccessor implements CorsRequestAccessor<ServerHttpRequest> {

	INSTANCE;

	@Override
	public String method(ServerHttpRequest request) {
		return request.getMethod().name();
	}

	@Override
	public String rawPath(ServerHttpRequest request) {
		return request.getPath().value();
	}

	@Override
	public String contextPath(ServerHttpRequest request) {
		return request.getPath().contextPath().value();
	}

	@Override
	public String path(ServerHttpRequest request) {
		return RequestPath.decode(request.getPath().pathWithinApplication().value());
	}

	@Override
	public @Nullable String header(ServerHttpRequest request, String name) {
		return request.getHeaders().getFirst(name);
	}

	@Override
	public Enumeration<String> headers(ServerHttpRequest request, String name) {
		List<String> lines = HttpHeadersCompat.of(request.getHeaders(), name);
		return lines.isEmpty() ? Collections.emptyEnumeration() : new Lines(lines);
	}

	@Override
	public String scheme(ServerHttpRequest request) {
		String scheme = request.getURI().getScheme();
		return (scheme != null) ? scheme : "";
	}

	@Override
	public String host(ServerHttpRequest request) {
		String host = request.getURI().getHost();
		return (host != null) ? host : UriAuthority.host(request.getURI());
	}

	@Override
	public int port(ServerHttpRequest request) {
		URI uri = request.getURI();
		return (uri.getHost() != null) ? uri.getPort() : UriAuthority.port(uri);
	}

	/** The JDK's makes an iterator as well, for every header of every preflight. */
	@SuppressWarnings("JdkObsolete")
	private static final class Lines implements Enumeration<String> {

		private final List<String> lines;

		private int next;

		Lines(List<String> lines) {
			this.lines = lines;
		}

		@Override
		public boolean hasMoreElements() {
			return this.next < this.lines.size();
		}

		@Override
		public String nextElement() {
			if (!hasMoreElements()) {
				throw new NoSuchElementException();
			}
			return this.lines.get(this.next++);
		}

	}

}
