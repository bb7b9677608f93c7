package io.crossgate.cors.spring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.Http;
import io.crossgate.cors.spring.Server;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which configured origins are used is shown, on real servers.
 */
class UsageTests {

	private static final String[] PROPERTIES = { "cors.policies.api.paths=/api/**",
			"cors.policies.api.allowed-origins=https://app.example.com,https://old.example.com",
			"cors.policies.api.allowed-origin-patterns=https://*.example.org,https://*.example.net",
			"cors.policies.web.paths=/web/**", "cors.policies.web.allowed-origins=https://app.example.com",
			"management.endpoints.web.exposure.include=cors", "management.endpoint.cors.show-values=always" };

	private final JsonMapper json = JsonMapper.builder().build();

	@ParameterizedTest
	@EnumSource(Server.class)
	void originsThatNoRequestHasNeededAreNamed(Server server) {
		Instant before = Instant.now().minus(Duration.ofMinutes(1));
		try (Server.Running running = server.start(List.of(), PROPERTIES)) {
			running.send("GET /api/todos", "Origin: https://app.example.com");
			running.send("OPTIONS /api/todos", "Origin: https://shop.example.org",
					"Access-Control-Request-Method: PUT");
			running.send("GET /api/todos", "Origin: https://evil.example");
			running.send("GET /actuator/cors/explain?origin=https://old.example.com&path=/api/todos");
			JsonNode origins = usage(running);
			assertThat(Instant.parse(origins.get("since").asString())).isBetween(before, Instant.now());
			JsonNode api = policy(origins, "api");
			assertThat(api.get("entries").asInt()).isEqualTo(4);
			assertThat(api.get("neverUsed").asInt()).isEqualTo(2);
			assertThat(api.get("unused")).extracting(JsonNode::asString)
				.containsExactly("https://old.example.com", "https://*.example.net");
			assertThat(api.get("used")).extracting((use) -> use.get("origin").asString())
				.containsExactly("https://app.example.com", "https://*.example.org");
			assertThat(api.get("used")).allSatisfy(
					(use) -> assertThat(Instant.parse(use.get("lastUse").asString())).isBetween(before, Instant.now()));
			JsonNode web = policy(origins, "web");
			assertThat(web.get("neverUsed").asInt()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void numbersAreShownWhereOriginsAreNot(Server server) {
		String[] hidden = PROPERTIES.clone();
		hidden[hidden.length - 1] = "management.endpoint.cors.show-values=never";
		try (Server.Running running = server.start(List.of(), hidden)) {
			running.send("GET /api/todos", "Origin: https://app.example.com");
			JsonNode origins = usage(running);
			assertThat(origins.toString()).doesNotContain("example.com").doesNotContain("example.org");
			assertThat(policy(origins, "api").get("neverUsed").asInt()).isEqualTo(3);
		}
	}

	private static JsonNode policy(JsonNode usage, String name) {
		return usage.get("policies")
			.valueStream()
			.filter((policy) -> policy.get("name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private JsonNode usage(Server.Running running) {
		Http.Response response = running.send("GET /actuator/cors/usage");
		return this.json.readTree(CorsEndpointTests.body(response));
	}

	@Test
	void clockIsReadAtTheStartAndUntilItIsClosed() {
		CorsPolicy policy = CorsPolicy.named("api").paths("/**").allowedOrigins("https://app.example.com").build();
		CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(policy)));
		Instant start = Instant.parse("2026-11-29T12:00:30Z");
		try (EngineClock clock = new EngineClock(engine, () -> start)) {
			assertThat(clock.start()).isEqualTo(start);
			assertThat(Thread.getAllStackTraces().keySet())
				.filteredOn((thread) -> thread.getName().equals("cors-clock"))
				.allMatch(Thread::isDaemon);
		}
		engine.decide(new CorsRequest("GET", "/x").origin("https://app.example.com"));
		assertThat(engine.policies().lastUses("api")).containsEntry("https://app.example.com",
				Instant.parse("2026-11-29T12:00:00Z"));
	}

	@Test
	void longListIsCut() {
		String[] many = new String[250];
		for (int i = 0; i < many.length; i++) {
			many[i] = "https://e" + i + ".example";
		}
		CorsPolicies policies = CorsPolicies
			.compile(List.of(CorsPolicy.named("api").paths("/**").allowedOrigins(many).build()));
		CorsEngine engine = new CorsEngine(policies);
		for (int i = 0; i < 120; i++) {
			engine.setTime(Instant.parse("2026-11-29T12:00:00Z").minus(Duration.ofMinutes(i)));
			engine.decide(new CorsRequest("GET", "/x").origin(many[i]));
		}
		UsageDescriptor.Policy shown = UsageDescriptor.Policy.of(policies.policies().get(0), policies,
				new OriginMask(new Sanitizer(List.of()), true));
		assertThat(shown.entries()).isEqualTo(250);
		assertThat(shown.neverUsed()).isEqualTo(130);
		assertThat(shown.unused()).hasSize(100).startsWith(many[120]);
		assertThat(shown.used()).hasSize(100);
		assertThat(shown.used().get(0).origin()).isEqualTo(many[119]);
	}

}
