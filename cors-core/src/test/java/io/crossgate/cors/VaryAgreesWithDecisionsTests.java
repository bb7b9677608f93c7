package io.crossgate.cors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code Vary: Origin} means what it says: it stands on every answer if two origins get
 * different ones, and on none if all get the same.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5">RFC 9110, section
 * 12.5.5</a>
 */
class VaryAgreesWithDecisionsTests {

	private static final List<List<String>> ORIGINS = List.of(List.of(), List.of("https://app.example.com"),
			List.of("https://evil.example"), List.of("null"), List.of("http://localhost"), List.of("not an origin"),
			List.of("https://app.example.com", "https://app.example.com"));

	private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

	@ParameterizedTest
	@EnumSource(CorsPolicy.OnDenied.class)
	void varyAgreesForAListOfOrigins(CorsPolicy.OnDenied onDenied) {
		check(policy(onDenied).allowedOrigins("https://app.example.com").build());
	}

	@ParameterizedTest
	@EnumSource(CorsPolicy.OnDenied.class)
	void varyAgreesForAPattern(CorsPolicy.OnDenied onDenied) {
		check(policy(onDenied).allowedOrigins("https://*.example.com").allowCredentials(true).build());
	}

	@ParameterizedTest
	@EnumSource(CorsPolicy.OnDenied.class)
	void varyAgreesForEveryOrigin(CorsPolicy.OnDenied onDenied) {
		check(policy(onDenied).allowedOrigins("*").build());
	}

	@ParameterizedTest
	@EnumSource(CorsPolicy.OnDenied.class)
	void varyAgreesForEveryOriginAndMethod(CorsPolicy.OnDenied onDenied) {
		check(policy(onDenied).allowedOrigins("*").allowedMethods("*").exposedHeaders(List.of()).build());
	}

	private static CorsPolicyBuilder policy(CorsPolicy.OnDenied onDenied) {
		return CorsPolicy.named("varies")
			.paths("/**")
			.allowedMethods("GET", "PUT")
			.exposedHeaders("X-Total")
			.onDenied(onDenied);
	}

	private static void check(CorsPolicy policy) {
		CorsPolicies policies = CorsPolicies.compile(List.of(policy));
		for (String method : METHODS) {
			Set<Object> answers = new HashSet<>();
			List<CorsDecision> decisions = new ArrayList<>();
			for (List<String> origins : ORIGINS) {
				CorsRequest request = new CorsRequest(method, "/x");
				for (String origin : origins) {
					request = request.origin(origin);
				}
				CorsDecision decision = policies.decide(request);
				Map<String, String> headers = new HashMap<>(
						decision.headers(origins.isEmpty() ? null : origins.get(0)));
				headers.remove("Vary");
				answers.add(List.of(decision.status(), headers));
				decisions.add(decision);
			}
			List<String> expected = (answers.size() > 1) ? List.of("Origin") : List.of();
			assertThat(decisions).as("%s, %s under %s", policy, method, answers)
				.extracting(CorsDecision::vary)
				.containsOnly(expected);
		}
	}

}
