package io.crossgate.cors.spring.load;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;

/**
 * Two configurations of one policy that differ in everything an answer shows, so that an
 * answer made of both would be seen.
 */
enum Storm {

	ONE("POST", 100), OTHER("PUT", 200);

	private final String method;

	private final int maxAge;

	Storm(String method, int maxAge) {
		this.method = method;
		this.maxAge = maxAge;
	}

	private String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	private String origin() {
		return "https://" + word() + ".example.net";
	}

	CorsPolicyBuilder policy() {
		return CorsPolicy.named("storm")
			.paths("/storm/**")
			.allowedOrigins(origin())
			.allowedMethods("GET", this.method)
			.allowedHeaders("X-" + word())
			.exposedHeaders("X-Out-" + word())
			.allowCredentials(this == ONE)
			.maxAge(Duration.ofSeconds(this.maxAge));
	}

	String yaml() {
		return """
				cors:
				  policies:
				    storm:
				      paths: /storm/**
				      allowed-origins: %s
				      allowed-methods: GET, %s
				      allowed-headers: X-%s
				      exposed-headers: X-Out-%s
				      allow-credentials: %s
				      max-age: %d
				""".formatted(origin(), this.method, word(), word(), this == ONE, this.maxAge);
	}

	/** What a page asks, and the two answers that it may get. */
	List<Honest> exchanges() {
		String allow = "Access-Control-Allow-Origin: " + origin();
		String credentials = (this == ONE) ? "Access-Control-Allow-Credentials: true" : "";
		return List.of(
				Honest.of("a page of " + word() + " in the storm", "GET /storm/x", "Origin: " + origin())
					.answered(200, allow, credentials, "Access-Control-Expose-Headers: X-Out-" + word(), "Vary: Origin")
					.answered(403, "Vary: Origin"),
				Honest.of("a preflight of " + word() + " in the storm", "OPTIONS /storm/x", "Origin: " + origin(),
						"Access-Control-Request-Method: " + this.method, "Access-Control-Request-Headers: x-" + word())
					.answered(204, allow, credentials, "Access-Control-Allow-Methods: GET,HEAD," + this.method,
							"Access-Control-Allow-Headers: x-" + word(), "Access-Control-Max-Age: " + this.maxAge,
							Honest.VARY_PREFLIGHT)
					.answered(403, Honest.VARY_PREFLIGHT));
	}

}
