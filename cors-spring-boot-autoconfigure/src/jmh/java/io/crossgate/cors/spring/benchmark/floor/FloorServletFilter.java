package io.crossgate.cors.spring.benchmark.floor;

import java.io.IOException;
import java.util.Enumeration;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import io.crossgate.cors.spring.benchmark.scenarios.Policy;

/** The floor of the servlet world. */
public final class FloorServletFilter implements Filter {

	private final FloorPolicies policies;

	public FloorServletFilter(FloorPolicies policies) {
		this.policies = policies;
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest request = (HttpServletRequest) servletRequest;
		HttpServletResponse response = (HttpServletResponse) servletResponse;
		FloorPolicy policy = this.policies.select(request.getRequestURI(), path(request));
		if (policy == null || handle(policy, request, response)) {
			chain.doFilter(request, response);
		}
	}

	private static String path(HttpServletRequest request) {
		String path = request.getPathInfo();
		return (path != null) ? request.getServletPath() + path : request.getServletPath();
	}

	private static boolean handle(FloorPolicy policy, HttpServletRequest request, HttpServletResponse response) {
		Enumeration<String> origins = request.getHeaders("Origin");
		if (!origins.hasMoreElements()) {
			if (policy.anyOrigin) {
				allow(policy, "*", response);
			}
			else {
				vary(response, FloorPolicy.VARY);
			}
			return true;
		}
		String origin = origins.nextElement();
		boolean several = origins.hasMoreElements();
		if (request.getMethod().equals("OPTIONS")) {
			Enumeration<String> methods = request.getHeaders("Access-Control-Request-Method");
			if (methods.hasMoreElements()) {
				vary(response, FloorPolicy.PREFLIGHT_VARY);
				return several ? refuse(response) : preflight(policy, origin, methods, request, response);
			}
		}
		if (!policy.anyOrigin) {
			vary(response, FloorPolicy.VARY);
		}
		return several ? refuse(response) : actual(policy, origin, request, response);
	}

	private static boolean actual(FloorPolicy policy, String origin, HttpServletRequest request,
			HttpServletResponse response) {
		if (policy.allowsOrigin(origin)
				&& (policy.allowsMethod(request.getMethod()) || request.getMethod().equals("OPTIONS"))) {
			allow(policy, policy.anyOrigin ? "*" : origin, response);
			return true;
		}
		return isOwnPage(origin, request) || refuse(response);
	}

	private static boolean preflight(FloorPolicy policy, String origin, Enumeration<String> methods,
			HttpServletRequest request, HttpServletResponse response) {
		String method = methods.nextElement();
		if (methods.hasMoreElements() || !policy.allowsOrigin(origin) || !policy.allowsMethod(method)) {
			return refuse(response);
		}
		Enumeration<String> headers = request.getHeaders("Access-Control-Request-Headers");
		while (headers.hasMoreElements()) {
			if (!policy.allowsHeaders(headers.nextElement())) {
				return refuse(response);
			}
		}
		response.setStatus(HttpServletResponse.SC_NO_CONTENT);
		response.setHeader("Access-Control-Allow-Origin", policy.anyOrigin ? "*" : origin);
		if (policy.credentials) {
			response.setHeader("Access-Control-Allow-Credentials", "true");
		}
		response.setHeader("Access-Control-Allow-Methods", policy.allowMethods);
		response.setHeader("Access-Control-Allow-Headers", policy.allowHeaders);
		response.setHeader("Access-Control-Max-Age", policy.maxAge);
		return false;
	}

	private static void allow(FloorPolicy policy, String origin, HttpServletResponse response) {
		response.setHeader("Access-Control-Allow-Origin", origin);
		if (policy.credentials) {
			response.setHeader("Access-Control-Allow-Credentials", "true");
		}
		response.setHeader("Access-Control-Expose-Headers", Policy.EXPOSED);
	}

	private static boolean refuse(HttpServletResponse response) {
		response.setHeader("Cache-Control", "no-store");
		response.setStatus(HttpServletResponse.SC_FORBIDDEN);
		return false;
	}

	private static void vary(HttpServletResponse response, String names) {
		String vary = response.getHeader("Vary");
		if (vary == null || !vary.contains("Origin")) {
			response.addHeader("Vary", names);
		}
	}

	private static boolean isOwnPage(String origin, HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		return is("same-origin", site) || is("none", site) || is("navigate", request.getHeader("Sec-Fetch-Mode"))
				|| isSameOrigin(origin, request);
	}

	private static boolean isSameOrigin(String origin, HttpServletRequest request) {
		String scheme = request.getScheme();
		String host = request.getServerName();
		int port = request.getServerPort();
		int hostStart = scheme.length() + "://".length();
		int hostEnd = hostStart + host.length();
		if (!origin.startsWith(scheme) || !origin.startsWith("://", scheme.length())
				|| !origin.startsWith(host, hostStart)) {
			return false;
		}
		return (origin.length() == hostEnd) ? port == (scheme.equals("https") ? 443 : 80)
				: origin.substring(hostEnd).equals(":" + port);
	}

	private static boolean is(String expected, @Nullable String value) {
		return expected.equals(value);
	}

}
