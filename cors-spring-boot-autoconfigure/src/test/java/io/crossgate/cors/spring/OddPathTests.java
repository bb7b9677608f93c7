package io.crossgate.cors.spring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.MatrixVariable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Paths that honest pages call and attackers spell: path parameters and matrix variables,
 * an encoded percent sign, a double slash. Whatever the server makes of them, a page of
 * an allowed origin sees the true status, and a page of another origin is refused.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddPathTests {

	private static final String APP = "Origin: https://app.example.com";

	private static final String EVIL = "Origin: https://evil.example";

	private static final String[] HANDSHAKE = { "Connection: Upgrade", "Upgrade: websocket",
			"Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==" };

	private static final String[] PREFLIGHT = { "Access-Control-Request-Method: PUT" };

	private static final String[] FORM = { "Content-Type: text/plain", "Sec-Fetch-Site: cross-site",
			"Sec-Fetch-Mode: no-cors" };

	private static final int REFUSED_BY_SERVER = -400;

	private final List<Server.Running> servers = new ArrayList<>();

	private final List<Row> rows = new ArrayList<>();

	OddPathTests() {
		for (Server server : Server.values()) {
			Class<?> stack = server.isReactive() ? Reactive.class : Servlet.class;
			List<Class<?>> open = List.of(Controller.class, stack);
			List<Class<?>> secured = List.of(Controller.class, stack,
					server.isReactive() ? ReactiveChain.class : Chain.class);
			for (String paths : List.of("/**", "/ws, /api/**")) {
				String[] properties = { "cors.policies.api.paths=" + paths,
						"cors.policies.api.allowed-origins=https://app.example.com",
						"cors.policies.api.allow-credentials=true" };
				add(server + " " + paths, server.start(open, properties), false);
				add(server + " secured " + paths, server.startSecured(secured, properties), true);
			}
		}
	}

	/**
	 * Spring Security's firewall answers 400 to most of these, with headers. Jetty
	 * answers so itself where a path is ambiguous to it, before any filter could add one.
	 */
	private void add(String name, Server.Running running, boolean firewall) {
		this.servers.add(running);
		boolean jetty = name.startsWith("JETTY");
		int ambiguous = jetty ? REFUSED_BY_SERVER : firewall ? 400 : 200;
		int parameters = firewall ? 400 : 200;
		add(name, running, "GET /ws", 101, HANDSHAKE);
		add(name, running, "GET /ws;x=1", firewall ? 400 : 101, HANDSHAKE);
		add(name, running, "GET /ws;", firewall ? 400 : 101, HANDSHAKE);
		add(name, running, "POST /api/pay", 200, FORM);
		add(name, running, "POST /api/pay;x", parameters, FORM);
		add(name, running, "POST /api;x/pay", parameters, FORM);
		add(name, running, "GET /api/tags/100", 200);
		add(name, running, "GET /api/tags/100%25", ambiguous);
		add(name, running, "PUT /api/tags/100%25", ambiguous);
		add(name, running, "OPTIONS /api/tags/100%25", jetty ? REFUSED_BY_SERVER : 204, PREFLIGHT);
		add(name, running, "GET /api/m/a;q=1", parameters);
		add(name, running, "OPTIONS /api/m/a;q=1", 204, PREFLIGHT);
		add(name, running, "GET /api//things", jetty ? REFUSED_BY_SERVER : firewall ? 400 : 404);
		add(name, running, "OPTIONS /api//things", jetty ? REFUSED_BY_SERVER : 204, PREFLIGHT);
	}

	private void add(String name, Server.Running running, String line, int status, String... headers) {
		this.rows.add(new Row(name, running, line, status, headers));
	}

	@AfterAll
	void stop() {
		this.servers.forEach(Server.Running::close);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void aPageOfAnAllowedOriginSeesTheTrueStatus(Row row) {
		Http.Response response = row.send(APP);
		assertThat(response.status()).isEqualTo(Math.abs(row.status));
		if (row.status != REFUSED_BY_SERVER) {
			assertThat(response.header("Access-Control-Allow-Origin")).containsExactly("https://app.example.com");
			assertThat(String.join(", ", response.header("Vary"))).contains("Origin");
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void aPageOfAnotherOriginIsRefused(Row row) {
		Http.Response response = row.send(EVIL);
		assertThat(response.status()).isEqualTo((row.status != REFUSED_BY_SERVER) ? 403 : 400);
		assertThat(response.header("Access-Control-Allow-Origin")).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("ambiguous")
	void whatCouldLieOutsideIsGrantedNothing(Server server, String line) {
		try (Server.Running running = server.start(List.of(Controller.class), "cors.policies.api.paths=/api/**",
				"cors.policies.api.allowed-origins=https://app.example.com",
				"cors.policies.api.on-denied=pass-through")) {
			for (String origin : List.of(APP, EVIL)) {
				Http.Response response = running.send(line, origin);
				assertThat(response.cors().stream().filter((header) -> header.startsWith("Access-Control"))).as(origin)
					.isEmpty();
				assertThat(!server.isReactive() || response.body().contains("open")).as("reached").isTrue();
			}
		}
	}

	static Stream<Arguments> ambiguous() {
		return Arrays.stream(Server.values())
			.flatMap((server) -> Stream
				.of("GET /open/x;/..;/../api/y", "GET /open/..%252fapi/x", "GET /open/x%2F../../api")
				.map((line) -> Arguments.of(server, line)));
	}

	Stream<Row> rows() {
		return this.rows.stream();
	}

	record Row(String name, Server.Running running, String line, int status, String[] headers) {

		Http.Response send(String origin) {
			return this.running.send(this.line,
					Stream.concat(Stream.of(origin), Stream.of(this.headers)).toArray(String[]::new));
		}

		@Override
		public String toString() {
			return this.line + ((this.headers.length > 0) ? " " + this.headers[0] : "") + " on " + this.name;
		}

	}

	@RestController
	static class Controller {

		@GetMapping("/api/tags/{tag}")
		String tag(@PathVariable String tag) {
			return "tag " + tag;
		}

		@PutMapping("/api/tags/{tag}")
		String put(@PathVariable String tag) {
			return "put " + tag;
		}

		@GetMapping("/api/m/{name}")
		String matrix(@PathVariable String name, @MatrixVariable String q) {
			return name + q;
		}

		@PostMapping("/api/pay")
		String pay() {
			return "paid";
		}

		@CrossOrigin
		@GetMapping("/open/**")
		String open() {
			return "open";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSocket
	static class Servlet {

		@Bean
		WebSocketConfigurer sockets() {
			return (registry) -> registry.addHandler(new TextWebSocketHandler(), "/ws")
				.setHandshakeHandler(new DefaultHandshakeHandler(new StandardWebSocketUpgradeStrategy()))
				.setAllowedOriginPatterns("*");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Reactive implements WebFluxConfigurer {

		/** Left to itself, it would take one of the other servers on the class path. */
		@Override
		public WebSocketService getWebSocketService() {
			return new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy());
		}

		@Bean
		HandlerMapping sockets() {
			WebSocketHandler sink = (session) -> session.receive().then();
			return new SimpleUrlHandlerMapping(Map.of("/ws", sink), -1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Chain {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.csrf(AbstractHttpConfigurer::disable)
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveChain {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
				.csrf(ServerHttpSecurity.CsrfSpec::disable)
				.build();
		}

	}

}
