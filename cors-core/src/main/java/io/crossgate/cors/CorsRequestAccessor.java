package io.crossgate.cors;

import java.util.Enumeration;

import org.jspecify.annotations.Nullable;

/**
 * Reads the facts straight off a server's request object, so that deciding copies
 * nothing. Implementations hold no rule and no state.
 *
 * @param <R> the type of the request object
 * @since 0.1.0
 */
public interface CorsRequestAccessor<R> {

	/**
	 * Reads the method.
	 * @param request the request
	 * @return the method as sent
	 */
	String method(R request);

	/**
	 * Reads the whole path as sent.
	 * @param request the request
	 * @return the path of the request line, undecoded, without the query
	 */
	String rawPath(R request);

	/**
	 * Reads the part of the path as sent that leads to the application.
	 * @param request the request
	 * @return the beginning of {@link #rawPath}, undecoded; empty if the application has
	 * every path
	 */
	default String contextPath(R request) {
		return "";
	}

	/**
	 * Reads the path the application routes on.
	 * @param request the request
	 * @return the decoded path within the application
	 */
	String path(R request);

	/**
	 * Reads a header.
	 * @param request the request
	 * @param name the header's name
	 * @return the value of its first line, or {@code null} if there is none
	 */
	@Nullable String header(R request, String name);

	/**
	 * Reads all lines of a header. The engine is done with one header before it asks for
	 * the next.
	 * @param request the request
	 * @param name the header's name
	 * @return the values of its lines, in order
	 */
	Enumeration<String> headers(R request, String name);

	/**
	 * Reads the scheme.
	 * @param request the request
	 * @return the scheme the server was called with, as the container reports it
	 */
	String scheme(R request);

	/**
	 * Reads the host.
	 * @param request the request
	 * @return the host the server was called with, as the container reports it
	 */
	String host(R request);

	/**
	 * Reads the port.
	 * @param request the request
	 * @return the port the server was called with, or -1 for the scheme's default
	 */
	int port(R request);

}
