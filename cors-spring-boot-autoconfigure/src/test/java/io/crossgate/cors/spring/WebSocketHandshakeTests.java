package io.crossgate.cors.spring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;
import org.springframework.web.socket.server.standard.ServerEndpointRegistration;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Browsers open WebSockets to any server and leave it to the server to look at the
 * origin: a page of a refused origin gets no connection, and whoever implements the
 * endpoint never hears of it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-10.2">RFC 6455, section
 * 10.2</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebSocketHandshakeTests {

	private static final String APP = "Origin: https://app.example.com";

	private static final String EVIL = "Origin: https://evil.example";

	private static final List<String> ALLOWED = List.of("Access-Control-Allow-Origin: https://app.example.com",
			"Access-Control-Allow-Credentials: true");

	private static final String BASIC = "Authorization: Basic dXNlcjpwYXNzd29yZA==";

	private final List<Handshake> handshakes = new ArrayList<>();

	private final Map<Server, Server.Running> plain = new EnumMap<>(Server.class);

	private final List<Server.Running> servers = new ArrayList<>();

	WebSocketHandshakeTests() {
		for (Server server : Server.values()) {
			String[] properties = { "cors.policies.api.paths=/api/**",
					"cors.policies.api.allowed-origins=https://app.example.com",
					"cors.policies.api.allow-credentials=true", "spring.security.user.name=user",
					"spring.security.user.password=password" };
			Class<?> stack = server.isReactive() ? Reactive.class : Servlet.class;
			Class<?> chain = server.isReactive() ? ReactiveChain.class : Chain.class;
			Server.Running running = server.start(List.of(Visits.class, stack), properties);
			this.plain.put(server, running);
			add(server.name(), running, server);
			String[] others = Arrays.copyOf(properties, properties.length + 1);
			others[properties.length] = "cors.authoritative=false";
			add(server + ", not authoritative", server.start(List.of(Visits.class, stack), others), server);
			Server.Running secured = server.startSecured(List.of(Visits.class, stack, chain), properties);
			add(server + ", secured", secured, server, BASIC);
			this.handshakes.add(new Handshake(server + ", secured: nobody in particular", secured, "/api/socket", 401,
					List.of(APP)));
			this.handshakes.add(new Handshake(server + ", secured: a refused origin, before it says who it is", secured,
					"/api/socket", 403, List.of(EVIL)));
		}
	}

	private void add(String name, Server.Running running, Server server, String... credentials) {
		this.servers.add(running);
		for (String path : server.isReactive() ? List.of("/api/socket") : List.of("/api/socket", "/api/jakarta")) {
			add(name + " " + path + ": an allowed origin", running, path, 101, credentials, APP);
			add(name + " " + path + ": another origin", running, path, 403, credentials, EVIL);
			add(name + " " + path + ": a subdomain of an allowed origin", running, path, 403, credentials,
					"Origin: https://app.example.com.evil.example");
			add(name + " " + path + ": no page's origin", running, path, 403, credentials, "Origin: null");
			add(name + " " + path + ": two origins", running, path, 403, credentials, APP, EVIL);
			add(name + " " + path + ": no browser", running, path, 101, credentials);
			add(name + " " + path + ": a page of its own", running, path, 101, credentials,
					"Origin: http://api.example.com");
			add(name + " " + path + ": another port", running, path, 403, credentials,
					"Origin: http://api.example.com:81");
		}
		String open = server.isReactive() ? "/else/socket" : "/else/jakarta";
		add(name + " " + open + ": no policy", running, open, 101, credentials, EVIL);
	}

	private void add(String name, Server.Running running, String path, int status, String[] more, String... headers) {
		this.handshakes
			.add(new Handshake(name, running, path, status, Stream.of(headers, more).flatMap(Stream::of).toList()));
	}

	@AfterAll
	void stop() {
		this.servers.forEach(Server.Running::close);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("handshakes")
	void handshakeIsCheckedBeforeTheEndpoint(Handshake handshake) throws IOException, InterruptedException {
		Visits visits = handshake.running.context().getBean(Visits.class);
		int before = visits.count();
		List<String> head = handshake.send();
		assertThat(head.get(0)).contains(" " + handshake.status + " ");
		// An allowed handshake may carry the headers of an allowed request: browsers
		// ignore
		// them, and so only what would be refused has to be looked at for an upgrade.
		boolean allowed = handshake.status != 403 && handshake.headers.contains(APP);
		assertThat(head).filteredOn((line) -> line.startsWith("Access-Control-"))
			.isSubsetOf(allowed ? ALLOWED : List.of());
		if (handshake.status == 403) {
			assertThat(head).contains("Cache-Control: no-store");
		}
		if (handshake.status == 101) {
			visits.await(before + 1);
		}
		else {
			assertThat(visits.count()).isEqualTo(before);
		}
	}

	Stream<Handshake> handshakes() {
		return this.handshakes.stream();
	}

	@ParameterizedTest
	@MethodSource("servers")
	void listedOriginOpensAConversation(Server server, String path) throws InterruptedException {
		URI uri = URI.create("ws://127.0.0.1:" + this.plain.get(server).port() + path);
		Answers answers = new Answers();
		WebSocket socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.header("Origin", "https://app.example.com")
			.buildAsync(uri, answers)
			.join();
		socket.sendText("hello", true).join();
		assertThat(answers.texts.poll(20, TimeUnit.SECONDS)).isEqualTo("hello");
		socket.abort();
	}

	@ParameterizedTest
	@MethodSource("servers")
	void unlistedOriginOpensNoConversation(Server server, String path) {
		URI uri = URI.create("ws://127.0.0.1:" + this.plain.get(server).port() + path);
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> HttpClient.newHttpClient()
				.newWebSocketBuilder()
				.header("Origin", "https://evil.example")
				.buildAsync(uri, new Answers())
				.join())
			.havingCause()
			.isInstanceOfSatisfying(WebSocketHandshakeException.class,
					(refused) -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
	}

	static Stream<Arguments> servers() {
		return Stream.of(Arguments.of(Server.TOMCAT, "/api/socket"), Arguments.of(Server.TOMCAT, "/api/jakarta"),
				Arguments.of(Server.JETTY, "/api/socket"), Arguments.of(Server.JETTY, "/api/jakarta"),
				Arguments.of(Server.NETTY, "/api/socket"));
	}

	record Handshake(String name, Server.Running running, String path, int status, List<String> headers) {

		/** Sends exactly these lines, and gives back the lines of the answer's head. */
		List<String> send() throws IOException {
			try (Socket socket = new Socket("127.0.0.1", this.running.port())) {
				socket.setSoTimeout(20_000);
				List<String> lines = new ArrayList<>(List.of("GET " + this.path + " HTTP/1.1", "Host: api.example.com",
						"Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
						"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
				lines.addAll(this.headers);
				String head = String.join("\r\n", lines) + "\r\n\r\n";
				socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
				socket.getOutputStream().flush();
				BufferedReader reader = new BufferedReader(
						new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
				List<String> answer = new ArrayList<>();
				String line = reader.readLine();
				while (line != null && !line.isEmpty()) {
					answer.add(line);
					line = reader.readLine();
				}
				return answer;
			}
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	/** How often an endpoint was reached. */
	static class Visits {

		private final AtomicInteger count = new AtomicInteger();

		private final BlockingQueue<Integer> arrivals = new LinkedBlockingQueue<>();

		void add() {
			this.arrivals.add(this.count.incrementAndGet());
		}

		int count() {
			return this.count.get();
		}

		/** The server may upgrade the connection before it opens the endpoint. */
		void await(int expected) throws InterruptedException {
			Integer arrived = this.arrivals.poll(20, TimeUnit.SECONDS);
			while (arrived != null && arrived < expected) {
				arrived = this.arrivals.poll(20, TimeUnit.SECONDS);
			}
			assertThat(arrived).isEqualTo(expected);
		}

	}

	static class Answers implements WebSocket.Listener {

		private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

		@Override
		public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
			this.texts.add(text.toString());
			socket.request(1);
			return null;
		}

	}

	/** Lets everybody in, so that what is turned away is turned away by a policy. */
	@Configuration(proxyBeanMethods = false)
	@EnableWebSocket
	static class Servlet {

		@Bean
		WebSocketConfigurer springs(Visits visits) {
			return new WebSocketConfigurer() {

				@Override
				public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
					registry.addHandler(new TextWebSocketHandler() {

						@Override
						public void afterConnectionEstablished(WebSocketSession session) {
							visits.add();
						}

						@Override
						protected void handleTextMessage(WebSocketSession session, TextMessage message)
								throws IOException {
							session.sendMessage(message);
						}

					}, "/api/socket")
						.setHandshakeHandler(new DefaultHandshakeHandler(new StandardWebSocketUpgradeStrategy()))
						.setAllowedOriginPatterns("*");
				}

			};
		}

		@Bean
		ServerEndpointExporter exporter() {
			return new ServerEndpointExporter();
		}

		@Bean
		ServerEndpointRegistration jakarta(Visits visits) {
			return new ServerEndpointRegistration("/api/jakarta", new Echo(visits));
		}

		@Bean
		ServerEndpointRegistration elsewhere(Visits visits) {
			return new ServerEndpointRegistration("/else/jakarta", new Echo(visits));
		}

	}

	public static class Echo extends Endpoint {

		private final Visits visits;

		Echo(Visits visits) {
			this.visits = visits;
		}

		@Override
		public void onOpen(Session session, EndpointConfig config) {
			this.visits.add();
			session.addMessageHandler(new MessageHandler.Whole<String>() {

				@Override
				public void onMessage(String text) {
					session.getAsyncRemote().sendText(text);
				}

			});
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
		HandlerMapping sockets(Visits visits) {
			org.springframework.web.reactive.socket.WebSocketHandler echo = (session) -> {
				visits.add();
				return session.send(session.receive().map(WebSocketMessage::retain));
			};
			return new SimpleUrlHandlerMapping(Map.of("/api/socket", echo, "/else/socket", echo), -1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Chain {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveChain {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
