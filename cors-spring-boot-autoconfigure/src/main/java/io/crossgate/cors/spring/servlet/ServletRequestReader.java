package io.crossgate.cors.spring.servlet;

import java.util.Enumeration;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsRequest;

/**
 * Reads the facts off a servlet request. The path is the one the container has decoded
 * and normalised to choose a servlet, so that the policy is chosen by what really runs.
 */
enum ServletRequestReader implements CorsRequest.Reader<HttpServletRequest> {

	INSTANCE;

	@Override
	public String method(HttpServletRequest request) {
		return request.getMethod();
	}

	@Override
	public String rawPath(HttpServletRequest request) {
		return request.getRequestURI();
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
