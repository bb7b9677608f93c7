package io.crossgate.cors.spring.explain;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.spring.Http;
import io.crossgate.cors.spring.ReverseProxy;
import io.crossgate.cors.spring.Server;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A stranger behind a proxy on this machine is not this machine's user, whatever the
 * server has been told to believe of such headers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxiedExplanationTests {

	private static final String STRANGER = "Origin: https://evil.example";

	private final Map<Server, Map<Strategy, Server.Running>> servers = new EnumMap<>(Server.class);

	ProxiedExplanationTests() {
		for (Server server : Server.values()) {
			Map<Strategy, Server.Running> running = new EnumMap<>(Strategy.class);
			for (Strategy strategy : Strategy.values()) {
				running.put(strategy,
						server.start(List.of(), "spring.profiles.active=dev",
								"server.forward-headers-strategy=" + strategy, "cors.policies.api.paths=/api/**",
								"cors.policies.api.allowed-origins=https://app.example.com"));
			}
			this.servers.put(server, running);
		}
	}

	@AfterAll
	void stop() {
		this.servers.values().forEach((running) -> running.values().forEach(Server.Running::close));
	}

	@ParameterizedTest(name = "{0} {1}: {2}")
	@MethodSource
	void aRequestThroughAProxyIsNotExplained(Server server, Strategy strategy, Proxy proxy) {
		Server.Running running = this.servers.get(server).get(strategy);
		UnaryOperator<List<String>> lines = (sent) -> proxy.lines(sent, running.port());
		try (ReverseProxy reverse = new ReverseProxy(running.port(), lines)) {
			assertNothing(reverse.port(), proxy.sent);
		}
	}

	static Stream<Arguments> aRequestThroughAProxyIsNotExplained() {
		List<Proxy> proxies = List.of(
				new Proxy("calls it by its address and says for whom", true, List.of(),
						List.of("X-Forwarded-For: 203.0.113.5", "X-Forwarded-Proto: http")),
				new Proxy("keeps a host of the stranger's choice and says for whom", false, List.of(),
						List.of("X-Forwarded-For: 203.0.113.5")),
				new Proxy("appends to what the stranger sends", false, List.of(),
						List.of("X-Forwarded-For: 127.0.0.1, 203.0.113.5")),
				new Proxy("appends a private address to what the stranger sends", false, List.of(),
						List.of("X-Forwarded-For: 127.0.0.1, 10.0.0.7")),
				new Proxy("appends an address of this machine to what the stranger sends", false, List.of(),
						List.of("X-Forwarded-For: 127.0.0.1, 127.0.0.1")),
				new Proxy("appends to the standard's header", false, List.of(),
						List.of("Forwarded: for=127.0.0.1;host=localhost, for=203.0.113.5")),
				new Proxy("passes on what the stranger sends", false,
						List.of("forwarded: for=127.0.0.1;host=localhost"), List.of()),
				new Proxy("names only itself", true, List.of(), List.of("Via: 1.1 proxy")),
				new Proxy("names the client in nginx's way", true, List.of(), List.of("X-Real-IP: 127.0.0.1")),
				new Proxy("names only a prefix", true, List.of(), List.of("x-forwarded-prefix: /app")),
				new Proxy("names something new", true, List.of(), List.of("X-Forwarded-Anything:")));
		List<Arguments> rows = new ArrayList<>();
		for (Server server : Server.values()) {
			for (Strategy strategy : Strategy.values()) {
				proxies.forEach((proxy) -> rows.add(Arguments.of(server, strategy, proxy)));
			}
		}
		return rows.stream();
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("servers")
	void aRequestOfTheOwnUserIsExplained(Server server, Strategy strategy) {
		Server.Running running = this.servers.get(server).get(strategy);
		assertExplained(running.port(), "Host: localhost:" + running.port());
	}

	/**
	 * Tomcat takes the header away with the client it reads off it, and leaves a mark on
	 * requests of every peer it believes, whether or not there was a header.
	 */
	@Test
	void aRequestThatTomcatHasReadOffHeadersIsNotExplained() {
		Server.Running running = this.servers.get(Server.TOMCAT).get(Strategy.NATIVE);
		assertNothing(running.port(), List.of("Host: localhost"));
	}

	/** Documented as it is: there is nothing to tell the two apart by. */
	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("servers")
	void aProxyThatSaysNothingLooksLikeTheOwnUser(Server server, Strategy strategy) {
		Server.Running running = this.servers.get(server).get(strategy);
		Proxy silent = new Proxy("silent", true, List.of(), List.of());
		try (ReverseProxy reverse = new ReverseProxy(running.port(), (sent) -> silent.lines(sent, running.port()))) {
			assertExplained(reverse.port(), "Host: shop.example");
		}
		Proxy honest = new Proxy("keeps the host", false, List.of(), List.of());
		try (ReverseProxy reverse = new ReverseProxy(running.port(), (sent) -> honest.lines(sent, running.port()))) {
			assertNothing(reverse.port(), List.of("Host: shop.example"));
		}
	}

	static Stream<Arguments> servers() {
		return Stream.of(Server.values())
			.flatMap((server) -> Stream.of(Strategy.values()).map((strategy) -> Arguments.of(server, strategy)))
			.filter((row) -> row.get()[0] != Server.TOMCAT || row.get()[1] != Strategy.NATIVE);
	}

	private static void assertExplained(int port, String host) {
		Http.Response refusal = Http.send(port, "GET", "/api/x", host, STRANGER);
		assertThat(refusal.header("Access-Control-Allow-Origin")).hasSize(1);
		assertThat(refusal.header("Access-Control-Allow-Origin").get(0)).contains("/__cors/why/origin-not-allowed?");
		assertThat(Http.send(port, "GET", "/__cors/why/x?path=/api/x", host).status()).isEqualTo(200);
	}

	private static void assertNothing(int port, List<String> sent) {
		List<String> lines = new ArrayList<>(sent);
		lines.add(STRANGER);
		Http.Response refusal = Http.send(port, "GET", "/api/x", lines.toArray(String[]::new));
		assertThat(refusal.status()).isEqualTo(403);
		assertThat(refusal.cors()).containsExactly("Vary: Origin");
		lines.add("Access-Control-Request-Method: PUT");
		Http.Response preflight = Http.send(port, "OPTIONS", "/api/x", lines.toArray(String[]::new));
		assertThat(preflight.status()).isEqualTo(403);
		assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
		assertThat(Http.send(port, "GET", "/__cors/why/x?path=/api/x", sent.toArray(String[]::new)).status())
			.isEqualTo(404);
	}

	/** What {@code server.forward-headers-strategy} can be. */
	enum Strategy {

		NONE, FRAMEWORK, NATIVE

	}

	/**
	 * A proxy, and what is sent through it.
	 *
	 * @param name what it does
	 * @param rewritesHost whether it calls the server by its address, as nginx does
	 * @param sent what the stranger sends
	 * @param added what the proxy adds
	 */
	record Proxy(String name, boolean rewritesHost, List<String> sent, List<String> added) {

		Proxy {
			sent = Stream.concat(Stream.of("Host: localhost"), sent.stream()).toList();
		}

		List<String> lines(List<String> received, int upstream) {
			List<String> lines = new ArrayList<>();
			for (String line : received) {
				lines.add((this.rewritesHost && line.startsWith("Host:")) ? "Host: 127.0.0.1:" + upstream : line);
			}
			lines.addAll(this.added);
			return lines;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
