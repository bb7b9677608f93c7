package io.crossgate.cors.spring.servlet;

import java.util.Enumeration;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsRequestAccessor;
import io.crossgate.cors.path.RequestPath;

/**
 * Reads the facts off a servlet request. The path is the one the container has decoded
 * and normalised to choose a servlet, so that the policy is chosen by what really runs.
 */
enum ServletCorsRequestAccessor implements CorsRequestAccessor<HttpServletRequest> {

	INSTANCE;

	@Override
	public String method(HttpServletRequest request) {
		return request.getMethod();
	}

	@Override
	public String rawPath(HttpServletRequest request) {
		return request.getRequestURI();
	}

	/**
	 * Containers differ over {@code //app/x}, {@code /%61pp/x} and {@code /app;v=1/x}:
	 * some report the beginning of the path as it was sent, some the path the application
	 * is deployed at.
	 */
	@Override
	public String contextPath(HttpServletRequest request) {
		return RequestPath.prefix(request.getRequestURI(), request.getContextPath());
	}

	@Override
	public String path(HttpServletRequest request) {
		String pathInfo = request.getPathInfo();
		return (pathInfo != null) ? request.getServletPath() + pathInfo : request.getServletPath();
	}

	@Override
	public @Nullable String header(HttpServletRequest request, String name) {
		return request.getHeader(name);
	}

	@Override
	public Enumeration<String> headers(HttpServletRequest request, String name) {
		return request.getHeaders(name);
	}

	@Override
	public String scheme(HttpServletRequest request) {
		return request.getScheme();
	}

	@Override
	public String host(HttpServletRequest request) {
		return request.getServerName();
	}

	@Override
	public int port(HttpServletRequest request) {
		return request.getServerPort();
	}

}
