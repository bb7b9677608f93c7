package io.crossgate.cors.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.fetch.AllowedHeaders.Answer;
import io.crossgate.cors.fetch.NaiveHeaderList;
import io.crossgate.cors.origin.pattern.NaiveOrigins;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.policy.CorsPolicy;

/**
 * What one policy says about a request, in the order of the standard and without regard
 * to cost.
 *
 * @param policy the policy
 * @param request the request
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-fetch-0">Fetch,
 * CORS-preflight fetch</a>
 */
record NaiveDecision(CorsPolicy policy, CorsRequest request) {

	private static final Set<String> FORBIDDEN = Set.of("CONNECT", "TRACE", "TRACK");

	static Map<String, CorsPolicy> patterns(List<CorsPolicy> policies) {
		Map<String, CorsPolicy> patterns = new LinkedHashMap<>();
		policies.forEach((policy) -> policy.paths()
			.forEach((path) -> patterns.put(PathPattern.parse(path).canonical(), policy)));
		return patterns;
	}

	boolean isAllowed() {
		if (this.policy.mode() == CorsPolicy.Mode.OFF || !isOriginAllowed()) {
			return false;
		}
		String method = this.request.method();
		List<String> requested = this.request.lines("Access-Control-Request-Method");
		if (method.equals("OPTIONS") && !requested.isEmpty()) {
			return requested.size() == 1 && isMethodAllowed(requested.get(0))
					&& NaiveHeaderList.check(this.policy.allowedHeaders(), requestedHeaders()) == Answer.ALLOWED;
		}
		List<String> upgrades = this.request.lines("Upgrade");
		boolean handshake = method.equals("CONNECT") || (method.equals("GET") && !upgrades.isEmpty()
				&& upgrades.get(0).toLowerCase(Locale.ROOT).equals("websocket"));
		return method.equals("OPTIONS") || handshake || isListed(method) || (isAnyMethod() && !isForbidden(method));
	}

	boolean isAny() {
		return entries().contains("*") || entries().contains("any");
	}

	@Nullable String methodsLine() {
		return isAnyMethod() ? this.request.lines("Access-Control-Request-Method").get(0) : String.join(",", methods());
	}

	@Nullable String headersLine() {
		List<String> declared = this.policy.allowedHeaders()
			.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.toList();
		boolean open = declared.stream().anyMatch((name) -> name.equals("*") || name.matches("[^*]{2,}-\\*"));
		String line = String.join(",",
				open ? NaiveHeaderList.names(requestedHeaders()) : new LinkedHashSet<>(declared));
		return line.isEmpty() ? null : line;
	}

	private List<String> requestedHeaders() {
		return this.request.lines("Access-Control-Request-Headers");
	}

	private List<String> entries() {
		return Stream.concat(this.policy.allowedOrigins().stream(), this.policy.allowedOriginPatterns().stream())
			.toList();
	}

	private boolean isOriginAllowed() {
		List<String> origins = this.request.lines("Origin");
		List<OriginPattern> patterns = entries().stream().map(OriginPattern::parse).toList();
		return !origins.isEmpty()
				&& (isAny() || (origins.size() == 1 && NaiveOrigins.matches(patterns, origins.get(0))));
	}

	private boolean isMethodAllowed(String method) {
		return isListed(method)
				|| (method.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}") && isAnyMethod() && !isForbidden(method));
	}

	private boolean isListed(String method) {
		return !method.equals("*") && methods().contains(method);
	}

	private static boolean isForbidden(String method) {
		return FORBIDDEN.contains(method.toUpperCase(Locale.ROOT));
	}

	private boolean isAnyMethod() {
		return this.policy.allowedMethods().contains("*");
	}

	private Set<String> methods() {
		Set<String> methods = new LinkedHashSet<>();
		for (String written : this.policy.allowedMethods()) {
			String upper = written.toUpperCase(Locale.ROOT);
			boolean known = List.of("DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT").contains(upper);
			methods.addAll(
					new ArrayList<>(upper.equals("GET") ? List.of("GET", "HEAD") : List.of(known ? upper : written)));
		}
		return methods;
	}

}
