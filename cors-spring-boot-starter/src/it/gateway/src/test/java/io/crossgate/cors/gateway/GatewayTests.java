package io.crossgate.cors.gateway;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.crossgate.cors.spring.conflict.CorsConflictDetector;
import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Behind the gateway is a server that speaks CORS itself. Where a policy covers the path,
 * the gateway answers in its own words, once; elsewhere it passes on what it got.
 */
class GatewayTests {

	private static final String APP = "Origin: https://app.example.com";

	private static final List<String> OURS = List.of("access-control-allow-credentials: true",
			"access-control-allow-origin: https://app.example.com", "access-control-expose-headers: X-Total");

	private static Upstream upstream;

	private static Gateway gateway;

	@BeforeAll
	static void start() {
		upstream = new Upstream();
		gateway = Gateway.start(upstream);
	}

	@AfterAll
	static void stop() {
		upstream.close();
	}

	@ParameterizedTest
	@CsvSource({ "GET, 200", "HEAD, 200", "POST, 201", "DELETE, 204", "GET, 304", "GET, 401", "GET, 404", "PUT, 409",
			"GET, 500", "GET, 503" })
	void speaksOnceWhateverIsAnsweredBehindIt(String method, int status) {
		Response response = gateway.send(method + " /api/" + status, APP);
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.cors()).containsExactly(OURS.get(0), OURS.get(1), OURS.get(2),
				"vary: Origin, Accept-Language, Accept-Encoding");
	}

	@Test
	void speaksOnceToThoseWhoAskForNothing() {
		Response response = gateway.send("GET /api/200");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.cors()).containsExactly("vary: Origin, Accept-Language, Accept-Encoding");
	}

	@Test
	void speaksOnceToEverybody() {
		for (String[] headers : new String[][] { {}, { APP }, { "Origin: https://evil.example" } }) {
			Response response = gateway.send("GET /public/200", headers);
			assertThat(response.cors()).containsExactly("access-control-allow-origin: *",
					"vary: Accept-Language, origin, Accept-Encoding");
		}
	}

	@Test
	void speaksWhereNobodyListensBehindIt() {
		Response response = gateway.send("GET /dead/200", APP);
		assertThat(response.status()).isBetween(500, 599);
		assertThat(response.cors()).containsExactly(OURS.get(0), OURS.get(1), OURS.get(2), "vary: Origin");
	}

	@Test
	void speaksWhereNoRouteLeads() {
		Response response = gateway.send("GET /unrouted/200", APP);
		assertThat(response.status()).isEqualTo(404);
		// Spring MVC's own CORS code, which ends up here, has more to say in Framework 6.
		assertThat(response.cors()).hasSize(4)
			.startsWith(OURS.get(0), OURS.get(1), OURS.get(2))
			.last()
			.asString()
			.startsWith("vary: Origin");
	}

	@Test
	void refusesWithoutAskingAnybody() {
		int before = upstream.requests();
		for (String[] headers : new String[][] { {}, { "Upgrade: websocket", "Sec-WebSocket-Version: 13" } }) {
			Response response = gateway.send("GET /api/200",
					Stream.of(new String[] { "Origin: https://evil.example" }, headers)
						.flatMap(Stream::of)
						.toArray(String[]::new));
			assertThat(response.status()).isEqualTo(403);
			assertThat(response.cors()).containsExactly("vary: Origin");
			assertThat(response.lines()).anyMatch((line) -> line.equalsIgnoreCase("Cache-Control: no-store"));
		}
		assertThat(upstream.requests()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/200", "/dead/200", "/unrouted/200" })
	void answersPreflightsWithoutARoute(String path) {
		int before = upstream.requests();
		Response response = gateway.send("OPTIONS " + path, APP, "Access-Control-Request-Method: PUT",
				"Access-Control-Request-Headers: x-a");
		assertThat(response.status()).isEqualTo(204);
		assertThat(response.cors()).containsExactly("access-control-allow-credentials: true",
				"access-control-allow-headers: x-a",
				"access-control-allow-methods: GET,HEAD,POST,PUT,PATCH,DELETE",
				"access-control-allow-origin: https://app.example.com", "access-control-max-age: 1800",
				"vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
		assertThat(upstream.requests()).isEqualTo(before);
	}

	@Test
	void leavesOptionsThatAreNoPreflightsToTheServerBehindIt() {
		Response response = gateway.send("OPTIONS /api/200", APP);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.cors()).containsExactly(OURS.get(0), OURS.get(1), OURS.get(2),
				"vary: Origin, Accept-Language, Accept-Encoding");
	}

	@Test
	void passesOnWhatNoPolicyCovers() {
		for (String[] headers : new String[][] { {}, { APP }, { "Origin: https://evil.example" } }) {
			Response response = gateway.send("GET /else/200", headers);
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.cors()).isEqualTo(Upstream.HEADERS);
		}
	}

	@Test
	void passesOnWhatAPolicyOnlyReports() {
		Gateway reporting = Gateway.start(upstream, "cors.policies.app.mode=report-only");
		assertThat(reporting.send("GET /api/200", APP).cors()).isEqualTo(Upstream.HEADERS);
	}

	@Test
	void passesOnEverythingIfAsked() {
		Gateway open = Gateway.start(upstream, "cors.authoritative=false");
		assertThat(open.send("GET /api/200", APP).cors()).containsAll(Upstream.HEADERS).containsAll(OURS);
	}

	@Test
	void keepsClosedWhatAPolicyRefusesButLetsPass() {
		for (String authoritative : List.of("true", "false")) {
			Gateway passing = Gateway.start(upstream, "cors.policies.app.on-denied=pass-through",
					"cors.authoritative=" + authoritative);
			Response response = passing.send("GET /api/200", "Origin: https://theirs.example");
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.cors()).containsExactly("vary: Origin, Accept-Language, Accept-Encoding");
		}
	}

	@Test
	void agreesWithTheGatewaysOwnCors() {
		String globalcors = Gateway.PREFIX + "globalcors.";
		Gateway both = Gateway.start(upstream,
				globalcors + "cors-configurations.[/**].allowed-origins=https://app.example.com",
				globalcors + "add-to-simple-url-handler-mapping=true",
				Gateway.PREFIX + "default-filters[0]=DedupeResponseHeader=Access-Control-Allow-Origin Vary");
		assertThat(both.send("GET /api/200", APP).cors()).startsWith(OURS.get(0), OURS.get(1), OURS.get(2))
				.hasSize(4);
		List<CorsConflict> conflicts = both.context().getBean(CorsConflictDetector.class).conflicts();
		if (Gateway.STACK.equals("webflux")) {
			assertThat(conflicts).containsExactly(new CorsConflict("property", globalcors + "*", List.of("/**"),
					CorsConflict.Effect.PARTLY_SHADOWED, List.of("app", "open")));
		}
		else {
			assertThat(conflicts).isEmpty();
		}
	}

}
