package io.crossgate.cors.fuzz;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.CorsRequestAccessor;
import io.crossgate.cors.path.RequestPath;

/**
 * Reads a request, notes what is read, and fails at one of the calls.
 */
public final class RequestReader implements CorsRequestAccessor<CorsRequest> {

	private final int failing;

	private final List<CountedLines> lines = new ArrayList<>();

	private final Set<String> names = new HashSet<>();

	private int calls;

	/**
	 * Creates a reader.
	 * @param failing which call fails, from 0
	 */
	public RequestReader(int failing) {
		this.failing = failing;
	}

	/** Return the names of the headers that were asked for. */
	public Set<String> names() {
		return this.names;
	}

	int calls() {
		return this.calls;
	}

	int mostLines() {
		return this.lines.stream().mapToInt(CountedLines::read).max().orElse(0);
	}

	private <T> T called(T result) {
		if (this.calls++ == this.failing) {
			throw new FailureException();
		}
		return result;
	}

	@Override
	public String method(CorsRequest request) {
		return called(request.method());
	}

	@Override
	public String rawPath(CorsRequest request) {
		return called(request.fullPath());
	}

	@Override
	public String contextPath(CorsRequest request) {
		return called(request.contextPath());
	}

	@Override
	public String path(CorsRequest request) {
		return called(RequestPath.decode(request.path()));
	}

	@Override
	public @Nullable String header(CorsRequest request, String name) {
		this.names.add(name);
		return called(request.lines(name)).stream().findFirst().orElse(null);
	}

	@Override
	public Enumeration<String> headers(CorsRequest request, String name) {
		this.names.add(name);
		CountedLines counted = new CountedLines(called(request.lines(name)));
		this.lines.add(counted);
		return counted;
	}

	@Override
	public String scheme(CorsRequest request) {
		return called(request.scheme());
	}

	@Override
	public String host(CorsRequest request) {
		return called(request.host());
	}

	@Override
	public int port(CorsRequest request) {
		return called(request.port());
	}

	static final class FailureException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
