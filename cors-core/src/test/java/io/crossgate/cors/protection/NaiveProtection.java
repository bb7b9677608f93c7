package io.crossgate.cors.protection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.policy.CorsPolicy;

/**
 * The rules as they are written, one after the other, with no care for what they cost. It
 * knows the policies of {@link ProtectionCase} by heart, and reads only paths that
 * everybody reads alike.
 */
final class NaiveProtection {

	private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "QUERY");

	private NaiveProtection() {
	}

	/** Return the reason of the refusal, if there is one. */
	static Optional<String> refuse(CorsRequest request, CorsPolicies policies) {
		List<String> origins = request.lines("Origin");
		List<String> sites = request.lines("Sec-Fetch-Site");
		boolean handshake = request.method().equals("CONNECT")
				|| (request.method().equals("GET") && request.lines("Upgrade")
					.stream()
					.limit(1)
					.anyMatch((value) -> value.toLowerCase(Locale.ROOT).equals("websocket")));
		if (SAFE.contains(request.method()) && !handshake) {
			return Optional.empty();
		}
		if (sites.equals(List.of("same-origin")) || sites.equals(List.of("none"))) {
			return Optional.empty();
		}
		if (origins.size() == 1 && isTrusted(origins.get(0), policies.find(request.path()))) {
			return Optional.empty();
		}
		if (isExempt(request)) {
			return Optional.empty();
		}
		if (!sites.isEmpty()) {
			return Optional.of("cross-origin-write");
		}
		boolean own = origins.equals(List.of("http://app.example"))
				|| origins.equals(List.of("https://public.example"));
		return (origins.isEmpty() || own) ? Optional.empty() : Optional.of("cross-origin-write-unproven");
	}

	private static boolean isTrusted(String origin, Optional<CorsPolicy> policy) {
		boolean partner = origin.startsWith("https://") && origin.endsWith(".partner.example")
				&& origin.length() > "https://.partner.example".length();
		boolean allowed = policy
			.filter((found) -> found.mode() == CorsPolicy.Mode.ENFORCE && found.allowCredentials()
					&& found.allowedOrigins().contains(origin))
			.isPresent();
		return origin.equals("https://pay.example") || partner || allowed;
	}

	private static boolean isExempt(CorsRequest request) {
		String path = request.path();
		boolean callback = path.matches("/login/saml2/sso/[^/]+") || path.matches("/logout/connect/back-channel/[^/]+");
		return path.equals("/webhooks") || path.startsWith("/webhooks/") || path.matches("/hooks/[^/]+/in")
				|| (callback && request.method().equals("POST"));
	}

}
