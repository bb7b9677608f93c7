package io.crossgate.cors.oracle;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.crossgate.cors.policy.CorsPolicy;

/**
 * What a policy declares, read off it in the simplest possible way: the naive twin of the
 * engine.
 */
final class Declaration {

	private static final Set<String> ALWAYS_READABLE = Set.of("content-type");

	private final CorsPolicy policy;

	Declaration(CorsPolicy policy) {
		this.policy = policy;
	}

	boolean allows(String origin, String method, Set<String> unsafeHeaders, boolean credentials) {
		return allowsOrigin(origin) && allowsMethod(method) && unsafeHeaders.stream().allMatch(this::allowsHeader)
				&& (!credentials || this.policy.allowCredentials());
	}

	boolean allowsOrigin(String origin) {
		return this.policy.allowedOrigins().stream().anyMatch((entry) -> matches(entry, origin));
	}

	private static boolean matches(String entry, String origin) {
		if (entry.equals("*")) {
			return true;
		}
		if (entry.startsWith("https://*.")) {
			return origin.startsWith("https://") && origin.endsWith(entry.substring("https://*".length()))
					&& origin.length() > entry.length() - 1;
		}
		if (entry.endsWith(":*")) {
			String host = entry.substring(0, entry.length() - 2);
			return origin.equals(host) || origin.startsWith(host + ":");
		}
		return entry.equals(origin);
	}

	boolean allowsMethod(String method) {
		List<String> methods = this.policy.allowedMethods();
		return methods.contains("*") || methods.contains(method) || (method.equals("HEAD") && methods.contains("GET"));
	}

	boolean allowsHeader(String header) {
		String name = header.toLowerCase(Locale.ROOT);
		List<String> names = this.policy.allowedHeaders().stream().map((n) -> n.toLowerCase(Locale.ROOT)).toList();
		boolean routing = name.startsWith("x-forwarded-") || name.equals("x-http-method-override");
		// A star stands for every header there is, never for a header of that name.
		return !name.equals("*") && (names.contains(name) || (names.contains("*") && !routing));
	}

	Set<String> exposed(boolean credentials) {
		Set<String> exposed = new HashSet<>(ALWAYS_READABLE);
		for (String name : this.policy.exposedHeaders()) {
			exposed.add(name.toLowerCase(Locale.ROOT));
		}
		if (exposed.contains("*") && !credentials) {
			exposed.addAll(EngineServer.APPLICATION_HEADERS);
		}
		exposed.retainAll(EngineServer.APPLICATION_HEADERS);
		return exposed;
	}

}
