package io.crossgate.cors.spring.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.spring.Http;
import io.crossgate.cors.spring.Server;
import io.crossgate.cors.spring.autoconfigure.OurAutoConfigurations;
import io.crossgate.cors.spring.docs.Links;

import static org.assertj.core.api.Assertions.assertThat;

class CorsEndpointTests {

	private static final String[] POLICY = { "cors.policies.api.paths=/api/**",
			"cors.policies.api.allowed-origins=https://app.example.com,https://*.example.org",
			"cors.policies.api.allowed-methods=GET,PUT", "management.endpoints.web.exposure.include=cors" };

	private final JsonMapper json = JsonMapper.builder().build();

	@ParameterizedTest
	@EnumSource(Server.class)
	void showsPoliciesAndRefusalsButNoOriginsOfTheConfiguration(Server server) {
		try (Server.Running running = server.start(List.of(), POLICY)) {
			running.send("DELETE /api/todos", "Origin: https://app.example.com");
			running.send("GET /api/todos", "Origin: https://www.example.com");
			running.send("GET /api/todos", "Origin: https://www.example.com");
			Http.Response response = running.send("GET /actuator/cors");
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.header("Cache-Control")).containsExactly("no-store");
			assertThat(response.header("X-Content-Type-Options")).containsExactly("nosniff");
			assertThat(response.body()).doesNotContain("app.example.com").doesNotContain("example.org");
			JsonNode cors = this.json.readTree(body(response));
			assertThat(cors.get("fingerprint").asString()).startsWith("sha256:");
			assertThat(cors.get("policies").get(0).get("name").asString()).isEqualTo("api");
			assertThat(cors.get("policies").get(0).get("preset")).isEmpty();
			assertThat(cors.get("policies").get(0).get("allowedOrigins")).hasSize(2);
			JsonNode denial = cors.get("recentDenials").get(0);
			assertThat(denial.get("count").asInt()).isEqualTo(2);
			assertThat(denial.get("reason").asString()).isEqualTo("origin-not-allowed");
			assertThat(denial.get("help").asString()).endsWith("#origin-not-allowed").matches(Links::isInRepository);
			assertThat(denial.get("origin").asString()).isEqualTo("https://www.example.com");
			assertThat(denial.get("difference").asString())
				.isEqualTo("An origin that is allowed differs in the first labels of the host.");
			assertThat(denial.get("fix").asString()).contains("# append to allowed-origins, if it has entries\n",
					"allowed-origins: https://www.example.com");
			JsonNode method = cors.get("recentDenials").get(1);
			assertThat(method.get("origin").asString()).isEqualTo("******");
			assertThat(method.get("fix").asString()).contains("allowed-methods: GET, PUT, DELETE");
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void showsOriginsAndTheFixToThoseWhoMaySeeThem(Server server) {
		try (Server.Running running = server.start(List.of(), with("management.endpoint.cors.show-values=always"))) {
			running.send("GET /api/todos", "Origin: https://www.example.com");
			JsonNode cors = this.json.readTree(body(running.send("GET /actuator/cors")));
			JsonNode denial = cors.get("recentDenials").get(0);
			assertThat(denial.get("origin").asString()).isEqualTo("https://www.example.com");
			assertThat(denial.get("difference").asString()).contains("https://app.example.com");
			assertThat(denial.get("fix").asString()).contains("https://www.example.com");
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void showsUntilWhenEntriesAreMeantToHold(Server server) {
		try (Server.Running running = server.start(List.of(),
				with("cors.policies.b.paths=/b", "cors.policies.b.allowed-origins[0].value=https://a.example",
						"cors.policies.b.allowed-origins[0].until=2020-01-31",
						"cors.policies.b.allowed-origins[0].owner=team-x",
						"cors.policies.b.allowed-origins[0].reason=for https://a.example"))) {
			JsonNode policies = this.json.readTree(body(running.send("GET /actuator/cors"))).get("policies");
			assertThat(policies.findValues("grants")).hasSize(2);
			JsonNode grants = policies.get(1).get("name").asString().equals("b") ? policies.get(1).get("grants")
					: policies.get(0).get("grants");
			assertThat(grants).hasSize(1);
			assertThat(grants.get(0).get("property").asString()).isEqualTo("allowed-origins");
			assertThat(grants.get(0).get("value").asString()).isEqualTo("******");
			assertThat(grants.get(0).get("until").asString()).isEqualTo("2020-01-31");
			assertThat(grants.get(0).get("owner").asString()).isEqualTo("team-x");
			assertThat(grants.get(0).get("reason").asString()).isEqualTo("for ******");
			assertThat(grants.get(0).get("expired").asBoolean()).isTrue();
		}
	}

	/** The other word for every origin is a word of sentences, too. */
	@ParameterizedTest
	@EnumSource(Server.class)
	void wordsOfASentenceAreNoOrigins(Server server) {
		try (Server.Running running = server.start(List.of(),
				with("cors.policies.b.paths=/b", "cors.policies.b.allowed-origins[0].value=any",
						"cors.policies.b.allowed-origins[0].reason=many companies, any of them"))) {
			JsonNode cors = this.json.readTree(body(running.send("GET /actuator/cors")));
			assertThat(cors.get("policies").findValuesAsString("reason")).contains("many companies, any of them");
		}
	}

	/**
	 * A denial is explained by the request that was refused, preflight and all, and not
	 * by one that its text was read from.
	 */
	@ParameterizedTest
	@EnumSource(Server.class)
	void denialIsExplainedByTheRequestThatWasRefused(Server server) {
		try (Server.Running running = server.start(List.of(),
				with("management.endpoint.cors.show-values=always", "cors.policies.api.allowed-headers=x-one"))) {
			running.send("OPTIONS /api/todos/7", "Origin: https://app.example.com",
					"Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: x-one,x-tenant");
			JsonNode header = denial(running);
			assertThat(header.get("reason").asString()).isEqualTo("headers-not-allowed");
			assertThat(header.get("method").asString()).isEqualTo("PUT");
			assertThat(header.get("headers").asString()).isEqualTo("x-one,x-tenant");
			assertThat(header.get("path").asString()).isEqualTo("/api/todos/7");
			assertThat(header.get("difference").asString()).isEqualTo("The other header it asks for is allowed.");
			assertThat(header.get("fix").asString()).contains("allowed-headers: x-one, x-tenant");
			running.send("GET /api/todos", "Origin: https://app.example.com/");
			JsonNode origin = denial(running);
			assertThat(origin.get("reason").asString()).isEqualTo("origin-malformed");
			assertThat(origin.get("origin").asString()).isEqualTo("https://app.example.com/");
			assertThat(origin.get("difference").asString()).contains("https://app.example.com is allowed.");
			assertThat(origin.has("fix")).isFalse();
			running.send("GET /api/" + "x".repeat(600), "Origin: https://www.example.com");
			JsonNode cut = denial(running);
			assertThat(cut.get("omitted").get(0).asString()).isEqualTo("path");
			assertThat(cut.has("path")).isFalse();
			assertThat(cut.has("difference")).isFalse();
		}
	}

	private JsonNode denial(Server.Running running) {
		return this.json.readTree(body(running.send("GET /actuator/cors"))).get("recentDenials").get(0);
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void explainsWhatABrowserWouldDo(Server server) {
		try (Server.Running running = server.start(List.of(), with("management.endpoint.cors.show-values=always"))) {
			JsonNode allowed = explain(running,
					"origin=https://app.example.com&path=/api/todos/7&method=PUT&headers=X-A");
			assertThat(allowed.get("readable").asBoolean()).isTrue();
			assertThat(allowed.get("reason").asString()).isEqualTo("allowed");
			assertThat(allowed.get("help").asString()).endsWith("#allowed").matches(Links::isInRepository);
			assertThat(allowed.get("exchanges")).hasSize(2);
			JsonNode method = explain(running, "origin=https://app.example.com&path=/api/todos/7&method=DELETE");
			assertThat(method.get("readable").asBoolean()).isFalse();
			assertThat(method.get("reason").asString()).isEqualTo("method-not-allowed");
			assertThat(method.get("rule").asString()).isEqualTo("allowed-methods");
			assertThat(method.get("fix").asString()).contains("DELETE");
			JsonNode cookies = explain(running, "origin=https://app.example.com&path=/api/todos&credentials=true");
			assertThat(cookies.get("readable").asBoolean()).isFalse();
			assertThat(cookies.get("console").get("chromium").asString()).contains("Access-Control-Allow-Credentials");
			JsonNode unsent = explain(running, "origin=https://www.example.com&path=/api/todos/7&method=TRACE");
			assertThat(unsent.get("exchanges")).isEmpty();
			assertThat(unsent.get("reason").asString()).isEqualTo("origin-not-allowed");
			assertThat(unsent.get("curl").asString()).contains("-X TRACE", "/api/todos/7");
			assertThat(running.send("GET /actuator/cors/other").status()).isEqualTo(404);
			assertThat(this.json.readTree(body(running.send("GET /actuator/cors"))).get("recentDenials")).isEmpty();
		}
	}

	/** As the README has it: nothing but the exposure is configured. */
	@ParameterizedTest
	@EnumSource(Server.class)
	void explainsByDefaultWithoutOriginsThatWereNotAskedAbout(Server server) {
		try (Server.Running running = server.start(List.of(), POLICY)) {
			Http.Response response = running
				.send("GET /actuator/cors/explain?origin=http://app.example.com&path=/api/todos/7&method=DELETE");
			assertThat(response.body()).doesNotContain("https://app.example.com", "example.org", "******", "\"null\"",
					":null");
			JsonNode explained = this.json.readTree(body(response));
			assertThat(explained.get("sentence").asString())
				.isEqualTo("Policy 'api' (paths /api/**) does not allow the "
						+ "origin http://app.example.com. An origin that is allowed differs only in the scheme. "
						+ "Allow it only if the origin is yours.");
			assertThat(explained.get("nearestMiss").asString())
				.isEqualTo("An origin that is allowed differs only in the scheme.");
			assertThat(explained.get("fix").asString()).contains("allowed-origins: http://app.example.com",
					"allowed-methods: GET, PUT, DELETE");
			assertThat(explained.get("curl").asString())
				.isEqualTo("curl -i -X OPTIONS -H \"Origin: http://app.example.com\" "
						+ "-H \"Access-Control-Request-Method: DELETE\" http://api.example.com/api/todos/7");
			assertThat(explained.get("steps").toString()).contains("http://api.example.com/api/todos/7");
			assertThat(explained.get("console").get("chromium").asString())
				.startsWith("Access to fetch at 'http://api.example.com/api/todos/7'");
			JsonNode uncovered = explain(running, "origin=https://app.example.com&path=/other");
			assertThat(uncovered.get("reason").asString()).isEqualTo("no-policy");
			assertThat(uncovered.has("policy")).isFalse();
			assertThat(uncovered.get("note").asString()).contains("as if a proxy in front of it spoke https");
			JsonNode handshake = explain(running, "origin=https://www.example.com&path=/api/live&handshake=true");
			assertThat(handshake.get("verdict").asString()).isEqualTo("refused");
			assertThat(handshake.has("steps")).isFalse();
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void badQuestionIsAnsweredWithTheReason(Server server) {
		String[][] questions = { { "path=/api/x", "origin", "It is missing" },
				{ "origin=&path=/api/x", "origin", "missing" },
				{ "origin=app.example.com&path=/api/x", "origin", "https://app.example.com" },
				{ "origin=https://app.example.com", "path", "It is missing" },
				{ "origin=https://app.example.com&path=api", "path", "starts with a slash" },
				{ "origin=https://app.example.com&path=/x&credentials=maybe", "credentials", "true or false" },
				{ "origin=https://app.example.com&path=/x&handshake=1", "handshake", "true or false" },
				{ "origin=https://app.example.com&path=/x&handshake=true&method=POST", "method", "is a GET" },
				{ "origin=https://app.example.com&path=/x&handshake=true&headers=x-a", "headers", "of a handshake" },
				{ "origin=https://app.example.com&path=/" + "x".repeat(5000), null, "longer than 4096" } };
		try (Server.Running running = server.start(List.of(), POLICY)) {
			for (String[] question : questions) {
				if (server.isReactive() && question[1] == null) {
					// Netty refuses such a request line.
					continue;
				}
				Http.Response response = running.send("GET /actuator/cors/explain?" + question[0]);
				assertThat(response.status()).as(question[0]).isEqualTo(400);
				assertThat(response.header("Cache-Control")).containsExactly("no-store");
				JsonNode body = this.json.readTree(body(response));
				assertThat(body.path("parameter").asString(null)).as(question[0]).isEqualTo(question[1]);
				assertThat(body.get("message").asString()).contains(question[2]);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void sanitizingFunctionsHideValues(Server server) {
		try (Server.Running running = server.start(List.of(Sanitizing.class),
				with("management.endpoint.cors.show-values=always"))) {
			running.send("GET /api/todos", "Origin: http://app.example.com");
			Http.Response response = running.send("GET /actuator/cors");
			assertThat(response.body()).contains("https://*.example.org").doesNotContain("https://app.example.com");
			assertThat(running.send("GET /actuator/cors/explain?origin=http://app.example.com&path=/api/x").body())
				.doesNotContain("https://app.example.com");
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void explainsCallsToTheApplicationFromAnotherPort(Server server) {
		try (Server.Running running = server.start(List.of(), with("management.server.port=0"))) {
			Http.Response response = Http.send(running.managementPort(), "GET",
					"/actuator/cors/explain?origin=http://app.example.com&path=/api/x");
			assertThat(this.json.readTree(body(response)).get("curl").asString())
				.endsWith(" http://api.example.com:" + running.port() + "/api/x");
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void suggestionSaysWhyThereIsNone(Server server) {
		try (Server.Running running = server.start(List.of(), POLICY)) {
			assertThat(suggestion(running).get("note").asString()).contains("mode: report-only, and no policy has it");
			assertThat(suggestion(running).get("yaml").asString()).isEmpty();
		}
		try (Server.Running running = server.start(List.of(), with("cors.policies.api.mode=report-only"))) {
			assertThat(suggestion(running).get("note").asString()).contains("nothing to suggest yet", "api.");
			running.send("GET /api/todos", "Origin: https://new.example");
			running.send("GET /api/todos", "Origin: https://app.example.com");
			String yaml = suggestion(running).get("yaml").asString();
			assertThat(yaml).contains("allowed-origins: https://new.example").doesNotContain("app.example.com");
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void whatIsOpenAndUnusedIsToldWithoutHiddenOrigins(Server server) {
		for (String shown : List.of("never", "always")) {
			try (Server.Running running = server.start(List.of(), with("cors.policies.api.mode=report-only",
					"cors.policies.api.preset=tracing", "management.endpoint.cors.show-values=" + shown))) {
				assertThat(suggestion(running).get("usage")).isEmpty();
				running.send("OPTIONS /api/todos", "Origin: https://eu.example.org",
						"Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: traceparent");
				running.send("GET /api/todos", "Origin: https://evil.example");
				JsonNode usage = suggestion(running).get("usage").get(0);
				assertThat(usage.get("policy").asString()).isEqualTo("api");
				assertThat(usage.get("requests").asInt()).isEqualTo(1);
				assertThat(usage.get("complete").asBoolean()).isTrue();
				boolean visible = shown.equals("always");
				assertThat(usage.get("used").valueStream().map(JsonNode::toString)).containsExactly(
						"{\"property\":\"allowed-origins\",\"value\":\"%s\",\"count\":1,\"seen\":[%s]}".formatted(
								visible ? "https://*.example.org" : "******",
								visible ? "\"https://eu.example.org\"" : ""),
						"{\"property\":\"allowed-methods\",\"value\":\"PUT\",\"count\":1,\"seen\":[\"PUT\"]}",
						"{\"property\":\"allowed-headers\",\"value\":\"traceparent\",\"count\":1,\"seen\":[\"traceparent\"]}");
				assertThat(usage.get("unused").valueStream().map((entry) -> entry.get("value").asString()))
					.startsWith(visible ? "https://app.example.com" : "******", "GET", "tracestate")
					.hasSize(usage.get("neverUsed").asInt())
					.hasSize(10);
			}
		}
	}

	private JsonNode suggestion(Server.Running running) {
		return this.json.readTree(body(running.send("GET /actuator/cors/suggestion")));
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void namesWhoElseSpeaksCors(Server server) {
		try (Server.Running running = server.start(List.of(Annotated.class), POLICY)) {
			JsonNode other = this.json.readTree(body(running.send("GET /actuator/cors"))).get("otherCors");
			assertThat(other).hasSize(1);
			assertThat(other.get(0).get("kind").asString()).isEqualTo("@CrossOrigin");
			assertThat(other.get(0).get("where").asString()).isEqualTo(Annotated.class.getName() + " (1 method)");
			assertThat(other.get(0).get("paths").get(0).asString()).isEqualTo("/api/annotated");
			assertThat(other.get(0).get("effect").asString()).isEqualTo("shadowed");
			assertThat(other.get(0).get("policies").get(0).asString()).isEqualTo("api");
		}
		try (Server.Running running = server.start(List.of(Annotated.class), with("cors.conflicts=ignore"))) {
			assertThat(this.json.readTree(body(running.send("GET /actuator/cors"))).has("otherCors")).isFalse();
		}
	}

	/** Operations can't say so themselves, so their path is watched. */
	@ParameterizedTest
	@EnumSource(Server.class)
	void answersAreNeverStored(Server server) {
		String[][] places = { { "", "/cors", "management.endpoints.web.base-path=/" },
				{ "", "/actuator/who/explain?origin=https://a.example&path=/",
						"management.endpoints.web.path-mapping.cors=who" },
				{ "", "/who", "management.endpoints.web.base-path=/",
						"management.endpoints.web.path-mapping.cors=/who" },
				{ "/app", "/actuator/cors", "server.servlet.context-path=/app", "spring.webflux.base-path=/app" },
				{ server.isReactive() ? "" : "/servlet", "/actuator/cors", "spring.mvc.servlet.path=/servlet" } };
		for (String[] place : places) {
			List<String> properties = new ArrayList<>(List.of(place).subList(2, place.length));
			properties.add("management.endpoints.web.exposure.include=cors");
			try (Server.Running running = server.start(List.of(), properties.toArray(String[]::new))) {
				Http.Response response = running.send("GET " + place[0] + place[1]);
				assertThat(response.status()).as(place[1]).isEqualTo(200);
				assertThat(response.header("Cache-Control")).as(place[1]).containsExactly("no-store");
				assertThat(running.send("GET " + place[0] + "/api" + place[1]).header("X-Content-Type-Options"))
					.isEmpty();
			}
		}
		try (Server.Running running = server.start(List.of(), "management.server.port=0",
				"management.server.base-path=/ops", "management.endpoints.web.exposure.include=cors")) {
			Http.Response response = Http.send(running.managementPort(), "GET", "/ops/actuator/cors");
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.header("Cache-Control")).containsExactly("no-store");
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void suggestsTheLeastForTheTrafficSeen(Server server) {
		try (Server.Running running = server.start(List.of(),
				with("management.endpoint.cors.show-values=always", "cors.mode=report-only"))) {
			assertThat(
					running.send("GET /api/todos", "Origin: https://new.example").header("Access-Control-Allow-Origin"))
				.isEmpty();
			JsonNode suggestion = this.json.readTree(body(running.send("GET /actuator/cors/suggestion")));
			assertThat(suggestion.get("yaml").asString()).contains("https://new.example");
			assertThat(suggestion.get("note").asString()).contains("unauthenticated");
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void noPolicyOpensItUnlessItSaysSo(Server server) {
		try (Server.Running running = server.start(List.of(), "cors.allowed-origins=https://app.example.com",
				"management.endpoints.web.exposure.include=cors")) {
			Http.Response response = running.send("GET /actuator/cors", "Origin: https://app.example.com");
			assertThat(response.cors()).noneMatch((line) -> line.startsWith("Access-Control-"));
		}
		try (Server.Running running = server.start(List.of(), "cors.policies.ops.paths=/actuator/**",
				"cors.policies.ops.allowed-origins=https://ops.example.com",
				"cors.policies.ops.accept-risks=management-path", "management.endpoints.web.exposure.include=cors")) {
			Http.Response response = running.send("GET /actuator/cors", "Origin: https://ops.example.com");
			assertThat(response.header("Access-Control-Allow-Origin")).containsExactly("https://ops.example.com");
		}
	}

	@ParameterizedTest
	@MethodSource("attacks")
	void whatAnAttackerSendsIsJson(String origin) {
		new WebApplicationContextRunner()
			.withConfiguration(OurAutoConfigurations.named("CorsAutoConfiguration", "CorsEndpointAutoConfiguration"))
			.withPropertyValues("cors.allowed-origins=https://app.example.com",
					"management.endpoints.web.exposure.include=cors", "management.endpoint.cors.show-values=always")
			.run((context) -> {
				CorsEngine engine = context.getBean(CorsEngine.class);
				CorsDecision decision = engine.decide(new CorsRequest("GET", "/x").origin(origin));
				assertThat(decision.outcome()).isEqualTo(CorsDecision.Outcome.DENIED);
				String shown = this.json
					.writeValueAsString(context.getBean(CorsEndpoint.class).cors(SecurityContext.NONE));
				assertThat(shown.chars()).allMatch((c) -> c >= ' ');
				assertThat(this.json.readTree(shown).get("recentDenials")).hasSize(1);
			});
	}

	static Stream<String> attacks() {
		return Stream.of("https://a\r\nX: y", "https://\"><script>", "\u202ehttps://app.example.com",
				"https://app.example.com\u0000", "null", "https://evil.example", "x".repeat(10_000));
	}

	private JsonNode explain(Server.Running running, String query) {
		return this.json.readTree(body(running.send("GET /actuator/cors/explain?" + query)));
	}

	static String body(Http.Response response) {
		return response.body().substring(response.body().indexOf('{'), response.body().lastIndexOf('}') + 1);
	}

	private static String[] with(String... properties) {
		return Stream.concat(Stream.of(POLICY), Stream.of(properties)).toArray(String[]::new);
	}

	@Configuration(proxyBeanMethods = false)
	static class Sanitizing {

		@Bean
		SanitizingFunction hidden() {
			return SanitizingFunction.sanitizeValue()
				.ifValueStringMatches((value) -> value.equals("https://app.example.com"));
		}

	}

	@RestController
	static class Annotated {

		@CrossOrigin
		@GetMapping("/api/annotated")
		String annotated() {
			return "annotated";
		}

	}

}
