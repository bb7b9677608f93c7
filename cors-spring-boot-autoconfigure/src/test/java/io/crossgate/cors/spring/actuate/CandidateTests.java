package io.crossgate.cors.spring.actuate;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.spring.Http;
import io.crossgate.cors.spring.Server;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Policies below {@code cors.candidate} on real servers: what they would change is shown,
 * and nothing of it is in an answer.
 */
class CandidateTests {

	private static final String[] PROPERTIES = { "cors.policies.api.paths=/api/**",
			"cors.policies.api.allowed-origins=https://app.example.com,https://old.example.com",
			"cors.policies.web.paths=/web/**", "cors.policies.web.allowed-origins=https://app.example.com",
			"cors.candidate.policies.api.paths=/api/**",
			"cors.candidate.policies.api.allowed-origins=https://app.example.com,https://new.example.com",
			"management.endpoints.web.exposure.include=cors", "management.endpoint.cors.show-values=always" };

	private final JsonMapper json = JsonMapper.builder().build();

	@ParameterizedTest
	@EnumSource(Server.class)
	void showsWhatWouldChangeAndChangesNothing(Server server) {
		try (Server.Running running = server.start(List.of(), PROPERTIES)) {
			Http.Response old = running.send("GET /api/todos", "Origin: https://old.example.com");
			running.send("GET /api/todos", "Origin: https://old.example.com");
			assertThat(old.header("Access-Control-Allow-Origin")).containsExactly("https://old.example.com");
			Http.Response fresh = running.send("OPTIONS /api/todos/7", "Origin: https://new.example.com",
					"Access-Control-Request-Method: PUT");
			assertThat(fresh.status()).isEqualTo(403);
			running.send("GET /api/todos", "Origin: https://app.example.com");
			running.send("GET /web/todos", "Origin: https://app.example.com");
			JsonNode candidate = this.json
				.readTree(CorsEndpointTests.body(running.send("GET /actuator/cors/candidate")));
			assertThat(candidate.get("policies")).extracting(JsonNode::asString).containsExactly("api");
			assertThat(candidate.get("differences").asInt()).isEqualTo(3);
			assertThat(candidate.get("requests").asInt()).isGreaterThanOrEqualTo(5);
			assertThat(candidate.get("fingerprint").asString()).startsWith("sha256:")
				.isNotEqualTo(this.json.readTree(CorsEndpointTests.body(running.send("GET /actuator/cors")))
					.get("fingerprint")
					.asString());
			assertThat(candidate.get("totals")).hasSize(2);
			assertThat(candidate.get("totals").get(0).toString()).contains("https://old.example.com", "\"GET\"",
					"\"lost\":2");
			JsonNode gained = candidate.get("changes").get(1);
			assertThat(gained.toString()).contains("\"change\":\"gained\"", "\"origin\":\"https://new.example.com\"",
					"\"kind\":\"preflight\"", "\"method\":\"PUT\"", "\"reason\":\"origin-not-allowed\"",
					"\"candidateReason\":\"allowed\"");
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void hidesOriginsOfBothFromWhoMayNotSeeThem(Server server) {
		String[] hidden = PROPERTIES.clone();
		hidden[hidden.length - 1] = "management.endpoint.cors.show-values=never";
		try (Server.Running running = server.start(List.of(), hidden)) {
			running.send("GET /api/todos", "Origin: https://old.example.com");
			running.send("GET /api/todos", "Origin: https://new.example.com");
			assertThat(running.send("GET /actuator/cors/candidate").body()).contains("lost", "gained")
				.doesNotContain("old.example.com")
				.doesNotContain("new.example.com");
		}
	}

}
