package io.crossgate.cors.spring;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.diagnosis.Diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which requests are of the application's own pages, as the servers report themselves and
 * as they report what a trusted proxy forwards. Refused is 403; what passes reaches the
 * application.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnOriginTests {

	private static final String[] UPGRADE = { "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
			"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==" };

	private final Map<Strategy, Map<Server, Server.Running>> servers = new EnumMap<>(Strategy.class);

	@AfterAll
	void stop() {
		this.servers.values().forEach((running) -> running.values().forEach(Server.Running::close));
	}

	@ParameterizedTest(name = "{0} on {1}")
	@MethodSource("rows")
	void passesOnlyIfItIsOfAnOwnPage(Row row, Server server) {
		Server.Running running = running(row.strategy, server);
		List<String> headers = new ArrayList<>(List.of(row.headers));
		headers.addAll(List.of(row.handshake ? UPGRADE : new String[0]));
		Http.Response response = running.send(row.handshake ? "GET /form" : "POST /form",
				headers.toArray(String[]::new));
		if (row.own) {
			assertThat(response.status()).as(response.toString()).isEqualTo(row.handshake ? 405 : 200);
		}
		else {
			assertThat(response.status()).as(response.toString()).isEqualTo(403);
		}
		assertThat(response.cors()).containsExactly("Vary: Origin");
	}

	static Stream<Arguments> rows() {
		List<Row> rows = new ArrayList<>();
		for (Strategy strategy : List.of(Strategy.NATIVE, Strategy.FRAMEWORK)) {
			for (String scheme : List.of("wss", "https", "WSS", "HTTPS")) {
				rows.add(own(strategy, true, "Host: shop.example", "Origin: https://shop.example",
						"X-Forwarded-Proto: " + scheme));
				rows.add(strange(strategy, true, "Host: shop.example", "Origin: http://shop.example",
						"X-Forwarded-Proto: " + scheme));
			}
			rows.add(own(strategy, true, "Host: shop.example", "Origin: http://shop.example", "X-Forwarded-Proto: ws"));
			rows.add(own(strategy, false, "Host: 10.0.0.7:8080", "Origin: https://shop.example:8443",
					"X-Forwarded-Proto: https", "X-Forwarded-Host: shop.example:8443", "X-Forwarded-Port: 8443"));
			rows.add(strange(strategy, true, "Host: shop.example", "Origin: https://evil.example",
					"X-Forwarded-Proto: wss"));
		}
		rows.add(strange(Strategy.NONE, true, "Host: shop.example", "Origin: https://shop.example",
				"X-Forwarded-Proto: wss"));
		rows.add(strange(Strategy.NONE, false, "Host: shop.example", "Origin: https://shop.example",
				"X-Forwarded-Proto: https"));
		rows.add(own(Strategy.NONE, false, "Host: shop.example:8080", "Origin: http://shop.example:8080"));
		rows.add(own(Strategy.NONE, false, "Host: Shop.Example:8080", "Origin: http://shop.example:8080"));
		rows.add(own(Strategy.NONE, false, "Host: 10.0.0.7:8080", "Origin: https://own.example"));
		rows.add(strange(Strategy.NONE, false, "Host: shop.example", "Origin: https://evil.example",
				"Sec-Fetch-Site: none", "Sec-Fetch-Site: cross-site"));
		rows.add(strange(Strategy.NONE, false, "Host: shop.example", "Origin: https://evil.example",
				"Sec-Fetch-Mode: navigate", "Sec-Fetch-Mode: navigate"));
		Stream<Arguments> everywhere = rows.stream()
			.flatMap((row) -> Stream.of(Server.values())
				.map((server) -> Arguments.of(row.isMisreadBy(server) ? row.misread() : row, server)));
		// Tomcat itself refuses such a host.
		Stream<Arguments> underscores = Stream
			.of(own(Strategy.NONE, false, "Host: my_app:8080", "Origin: http://my_app:8080"),
					own(Strategy.NONE, false, "Host: my_app", "Origin: http://my_app"),
					own(Strategy.NONE, false, "Host: MY_app.example:80", "Origin: http://my_app.example"),
					strange(Strategy.NONE, false, "Host: my_app:8080", "Origin: http://my_app"),
					strange(Strategy.NONE, false, "Host: my_app:8080", "Origin: http://my_app:80"),
					strange(Strategy.NONE, false, "Host: my_app:8080", "Origin: http://my-app:8080"),
					own(Strategy.FRAMEWORK, true, "Host: 10.0.0.7", "Origin: https://my_app.example",
							"X-Forwarded-Host: my_app.example", "X-Forwarded-Proto: wss"))
			.flatMap((row) -> Stream.of(Server.JETTY, Server.NETTY).map((server) -> Arguments.of(row, server)));
		return Stream.concat(everywhere, underscores);
	}

	/** What a server passes on is enough to say what is wrong, and nobody trusts it. */
	@ParameterizedTest
	@EnumSource
	void aRefusalOfTheOwnOriginSaysWhatToSet(Server server) {
		Server.Running running = running(Strategy.NONE, server);
		Witness witness = running.context().getBean(Witness.class);
		List<String> headers = new ArrayList<>(List.of(UPGRADE));
		headers.addAll(List.of("Host: 10.0.0.7:8080", "Origin: https://shop.example", "X-Forwarded-Proto: https",
				"X-Forwarded-Host: shop.example", "User-Agent: Mozilla/5.0"));
		assertThat(running.send("GET /form", headers.toArray(String[]::new)).status()).isEqualTo(403);
		Diagnosis diagnosis = Diagnosis.of(witness.last(), running.context().getBean(CorsEngine.class).policies());
		assertThat(diagnosis.sentence()).endsWith("This looks like the application's own origin behind a proxy: set "
				+ "server.forward-headers-strategy, or cors.same-origins: https://shop.example.");
		assertThat(diagnosis.change()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "JETTY", "NETTY" })
	void aHostWithAnUnderscoreIsNotLost(Server server) {
		Server.Running running = running(Strategy.NONE, server);
		assertThat(running.send("POST /form", "Host: my_app:8080", "Origin: https://evil.example").status())
			.isEqualTo(403);
		CorsRequest facts = running.context().getBean(Witness.class).last();
		assertThat(facts.host()).isEqualTo("my_app");
		assertThat(facts.port()).isEqualTo(8080);
	}

	private Server.Running running(Strategy strategy, Server server) {
		return this.servers.computeIfAbsent(strategy, (key) -> new EnumMap<>(Server.class))
			.computeIfAbsent(server, (key) -> start(strategy, server));
	}

	private static Server.Running start(Strategy strategy, Server server) {
		return server.start(List.of(Controller.class, Witness.class),
				"cors.allowed-origins=https://partner.example.com", "cors.same-origins=https://own.example",
				"server.forward-headers-strategy=" + strategy.name().toLowerCase(Locale.ROOT));
	}

	private static Row own(Strategy strategy, boolean handshake, String... headers) {
		return new Row(strategy, handshake, true, headers);
	}

	private static Row strange(Strategy strategy, boolean handshake, String... headers) {
		return new Row(strategy, handshake, false, headers);
	}

	/** What Boot does with headers that a proxy forwards. */
	enum Strategy {

		NONE, NATIVE, FRAMEWORK

	}

	record Row(Strategy strategy, boolean handshake, boolean own, String... headers) {

		/** Tomcat's own valve takes every scheme but https for http. */
		boolean isMisreadBy(Server server) {
			return server == Server.TOMCAT && this.strategy == Strategy.NATIVE
					&& List.of(this.headers).stream().anyMatch("X-Forwarded-Proto: wss"::equalsIgnoreCase)
					&& !List.of(this.headers).contains("Origin: https://evil.example");
		}

		Row misread() {
			return new Row(this.strategy, this.handshake, !this.own, this.headers);
		}

		@Override
		public String toString() {
			return (this.own ? "own: " : "refused: ") + (this.handshake ? "handshake, " : "") + this.strategy + ", "
					+ String.join(", ", this.headers);
		}

	}

	/** Keeps the facts of the last refusal. */
	static class Witness implements CorsObserver {

		private volatile @Nullable CorsRequest last;

		@Override
		public boolean supports(CorsDecision decision) {
			return decision.outcome() == CorsDecision.Outcome.DENIED;
		}

		@Override
		public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
			this.last = request.get();
		}

		CorsRequest last() {
			return Objects.requireNonNull(this.last);
		}

	}

	@RestController
	static class Controller {

		@PostMapping("/form")
		String form() {
			return "ok";
		}

	}

}
