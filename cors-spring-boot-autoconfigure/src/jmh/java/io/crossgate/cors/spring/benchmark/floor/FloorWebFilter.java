package io.crossgate.cors.spring.benchmark.floor;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

import io.crossgate.cors.spring.benchmark.scenarios.Policy;

/** The floor of the reactive world. */
public final class FloorWebFilter implements WebFilter {

	private final FloorPolicies policies;

	public FloorWebFilter(FloorPolicies policies) {
		this.policies = policies;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		String path = request.getPath().pathWithinApplication().value();
		FloorPolicy policy = this.policies.select(path, path);
		return (policy == null || handle(policy, request, exchange.getResponse())) ? chain.filter(exchange)
				: Mono.empty();
	}

	private static boolean handle(FloorPolicy policy, ServerHttpRequest request, ServerHttpResponse response) {
		HttpHeaders headers = request.getHeaders();
		List<String> origins = headers.get("Origin");
		if (origins == null) {
			if (policy.anyOrigin) {
				allow(policy, "*", response.getHeaders());
			}
			else {
				vary(response.getHeaders(), FloorPolicy.VARY);
			}
			return true;
		}
		String origin = origins.get(0);
		boolean several = origins.size() > 1;
		if (request.getMethod() == HttpMethod.OPTIONS) {
			List<String> methods = headers.get("Access-Control-Request-Method");
			if (methods != null) {
				vary(response.getHeaders(), FloorPolicy.PREFLIGHT_VARY);
				return several ? refuse(response) : preflight(policy, origin, methods, headers, response);
			}
		}
		if (!policy.anyOrigin) {
			vary(response.getHeaders(), FloorPolicy.VARY);
		}
		return several ? refuse(response) : actual(policy, origin, request, response);
	}

	private static boolean actual(FloorPolicy policy, String origin, ServerHttpRequest request,
			ServerHttpResponse response) {
		if (policy.allowsOrigin(origin)
				&& (policy.allowsMethod(request.getMethod().name()) || request.getMethod() == HttpMethod.OPTIONS)) {
			allow(policy, policy.anyOrigin ? "*" : origin, response.getHeaders());
			return true;
		}
		return isOwnPage(origin, request) || refuse(response);
	}

	private static boolean preflight(FloorPolicy policy, String origin, List<String> methods, HttpHeaders headers,
			ServerHttpResponse response) {
		if (methods.size() > 1 || !policy.allowsOrigin(origin) || !policy.allowsMethod(methods.get(0))) {
			return refuse(response);
		}
		List<String> requested = headers.get("Access-Control-Request-Headers");
		for (int i = 0; requested != null && i < requested.size(); i++) {
			if (!policy.allowsHeaders(requested.get(i))) {
				return refuse(response);
			}
		}
		response.setStatusCode(HttpStatus.NO_CONTENT);
		HttpHeaders answer = response.getHeaders();
		answer.set("Access-Control-Allow-Origin", policy.anyOrigin ? "*" : origin);
		if (policy.credentials) {
			answer.set("Access-Control-Allow-Credentials", "true");
		}
		answer.set("Access-Control-Allow-Methods", policy.allowMethods);
		answer.set("Access-Control-Allow-Headers", policy.allowHeaders);
		answer.set("Access-Control-Max-Age", policy.maxAge);
		return false;
	}

	private static void allow(FloorPolicy policy, String origin, HttpHeaders headers) {
		headers.set("Access-Control-Allow-Origin", origin);
		if (policy.credentials) {
			headers.set("Access-Control-Allow-Credentials", "true");
		}
		headers.set("Access-Control-Expose-Headers", Policy.EXPOSED);
	}

	private static boolean refuse(ServerHttpResponse response) {
		response.getHeaders().set("Cache-Control", "no-store");
		response.setStatusCode(HttpStatus.FORBIDDEN);
		return false;
	}

	private static void vary(HttpHeaders headers, String names) {
		String vary = headers.getFirst("Vary");
		if (vary == null || !vary.contains("Origin")) {
			headers.add("Vary", names);
		}
	}

	private static boolean isOwnPage(String origin, ServerHttpRequest request) {
		String site = request.getHeaders().getFirst("Sec-Fetch-Site");
		return is("same-origin", site) || is("none", site)
				|| is("navigate", request.getHeaders().getFirst("Sec-Fetch-Mode")) || isSameOrigin(origin, request);
	}

	private static boolean isSameOrigin(String origin, ServerHttpRequest request) {
		URI uri = request.getURI();
		String scheme = uri.getScheme();
		String authority = uri.getRawAuthority();
		int start = scheme.length() + "://".length();
		return origin.length() == start + authority.length() && origin.startsWith(scheme)
				&& origin.startsWith("://", scheme.length()) && origin.startsWith(authority, start);
	}

	private static boolean is(String expected, @Nullable String value) {
		return expected.equals(value);
	}

}
