package io.crossgate.cors.spring.conflict;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.spring.Http;
import io.crossgate.cors.spring.Server;
import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict;
import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict.EndpointOriginCheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Spring checks the origins of its WebSocket, STOMP and SockJS endpoints once more, and
 * by default allows its own only.
 */
@ExtendWith(OutputCaptureExtension.class)
class WebSocketConflictTests {

	private static final String HERE = WebSocketConflictTests.class.getName() + "$";

	private static final String FIX = "setAllowedOriginPatterns(\"*\")";

	private static final String APP = "Origin: https://app.example.com";

	private static final String[] LIVE = { "cors.policies.live.paths=/live/**",
			"cors.policies.live.allowed-origins=https://app.example.com,https://*.example.org",
			"cors.policies.live.allow-credentials=true", "management.endpoints.web.exposure.include=cors",
			"management.endpoint.cors.show-values=${values:always}" };

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "JETTY" })
	void namesEndpointsThatRefuseWhatAPolicyAllows(Server server) {
		try (Server.Running running = server.start(List.of(Sockets.class, Broker.class), LIVE)) {
			assertThat(findings(running)).containsExactlyInAnyOrder(
					refusing("WebSocket", "Sockets#sockets", List.of(), "/live/own"),
					refusing("WebSocket", "Sockets#sockets", List.of(), "/live/second"),
					refusing("WebSocket", "Sockets#sockets", List.of("https://app.example.com"), "/live/listed"),
					refusing("SockJS", "Sockets#sockets", List.of(), "/live/sock/**"),
					refusing("STOMP over SockJS", "Broker", List.of(), "/live/stomp/**"));
		}
	}

	/** The same endpoints, seen by a policy that allows less, or nobody. */
	@Test
	void comparesWithThePoliciesItIsGiven() {
		try (Server.Running running = Server.TOMCAT.start(List.of(Sockets.class, Broker.class),
				"cors.policies.live.paths=/live/**", "cors.policies.live.allowed-origins=https://app.example.com")) {
			CorsConflictDetector inventory = running.context().getBean(CorsConflictDetector.class);
			assertThat(findings(running)).extracting((conflict) -> conflict.paths().get(0))
				.containsExactlyInAnyOrder("/live/own", "/live/second", "/live/sock/**", "/live/stomp/**");
			assertThat(inventory.conflicts(CorsPolicies.none())).isEmpty();
		}
	}

	@Test
	void endpointsRefuseWhatTheyAreSaidToRefuse() {
		try (Server.Running running = Server.TOMCAT.start(List.of(Sockets.class, Broker.class), LIVE)) {
			for (String path : List.of("/live/stomp/info", "/live/sock/info")) {
				Http.Response info = running.send("GET " + path, APP);
				assertThat(info.status()).isEqualTo(403);
				assertThat(info.header("Access-Control-Allow-Origin")).containsExactly("https://app.example.com");
				assertThat(explain(running, path, "").get("exchanges").get(0).get("status").asInt()).isEqualTo(403);
			}
			assertThat(running.send("GET /live/open-stomp/info", APP).status()).isEqualTo(200);
			assertThat(explain(running, "/live/open-stomp/info", "").get("exchanges").get(0).get("status").asInt())
				.isEqualTo(200);
			assertThat(handshake(running, "/live/own").status()).isEqualTo(403);
			assertThat(handshake(running, "/live/listed").status()).isNotEqualTo(403);
			assertThat(handshake(running, "/live/open").status()).isNotEqualTo(403);
		}
	}

	@Test
	void explainKnowsHandshakesAndSockJs() {
		try (Server.Running running = Server.TOMCAT.start(List.of(Sockets.class, Broker.class), LIVE)) {
			JsonNode info = explain(running, "/live/stomp/info?t=1", "");
			assertThat(info.get("readable").asBoolean()).isTrue();
			assertThat(info.get("reason").asString()).isEqualTo("allowed");
			assertThat(info.get("ownCheck").asString()).isEqualTo(
					"The policy allows the origin, and Spring's own check refuses it behind the policy: STOMP over "
							+ "SockJS at /live/stomp/** (" + HERE + "Broker). To leave the decision to the policy: "
							+ FIX);

			JsonNode own = explain(running, "/live/own", "&handshake=true");
			assertThat(own.get("readable").asBoolean()).isFalse();
			assertThat(own.get("verdict").asString()).isEqualTo("refused");
			assertThat(own.get("reason").asString()).isEqualTo("allowed");
			assertThat(own.get("ownCheck").asString()).contains("WebSocket at /live/own (", FIX);
			assertThat(own.get("exchanges").get(0).get("status").asInt()).isEqualTo(403);

			JsonNode plain = explain(running, "/live/own", "");
			assertThat(plain.has("ownCheck")).as("no handshake").isFalse();

			JsonNode open = explain(running, "/live/open", "&handshake=true");
			assertThat(open.get("readable").asBoolean()).isTrue();
			assertThat(open.get("verdict").asString()).isEqualTo("opened");
			assertThat(open.has("ownCheck")).isFalse();
			assertThat(open.get("exchanges").get(0).get("status").asInt()).isEqualTo(101);

			JsonNode listed = explain(running, "/live/listed", "&handshake=true");
			assertThat(listed.get("readable").asBoolean()).as("its list has this origin").isTrue();
			assertThat(listed.has("ownCheck")).isFalse();

			JsonNode stranger = body(running
				.send("GET /actuator/cors/explain?origin=https://evil.example&path=/live/open" + "&handshake=true"));
			assertThat(stranger.get("readable").asBoolean()).isFalse();
			assertThat(stranger.get("reason").asString()).isEqualTo("origin-not-allowed");
			assertThat(stranger.has("ownCheck")).isFalse();
			assertThat(stranger.get("curl").asString()).containsIgnoringCase("-H \"upgrade: websocket\"");

			JsonNode elsewhere = explain(running, "/else/own", "&handshake=true");
			assertThat(elsewhere.get("reason").asString()).isEqualTo("no-policy");
		}
	}

	@Test
	void theEndpointShowsTheLineToWrite() {
		try (Server.Running running = Server.TOMCAT.start(List.of(Sockets.class), LIVE)) {
			JsonNode listed = other(running, "/live/listed");
			assertThat(listed.get("effect").asString()).isEqualTo("refusing");
			assertThat(listed.get("allows").get(0).asString()).isEqualTo("https://app.example.com");
			assertThat(listed.get("fix").asString()).isEqualTo(FIX);
		}
		try (Server.Running running = Server.TOMCAT.start(List.of(Sockets.class),
				Stream.concat(Stream.of(LIVE), Stream.of("values=never")).toArray(String[]::new))) {
			assertThat(other(running, "/live/listed").get("allows").get(0).asString()).isEqualTo("******");
		}
	}

	@Test
	void warnsWithTheLineToWrite(CapturedOutput output) {
		try (Server.Running running = Server.TOMCAT.start(List.of(Sockets.class),
				Stream.concat(Stream.of(LIVE), Stream.of("logging.level.io.crossgate.cors.conflicts=warn"))
					.toArray(String[]::new))) {
			assertThat(findings(running)).hasSize(4);
		}
		assertThat(output).contains("allows its own origin only and refuses what policy 'live' allows: " + FIX)
			.contains("allows https://app.example.com and refuses what policy 'live' allows: " + FIX);
	}

	@Test
	void conflictStopsTheStartIfAsked() {
		Throwable thrown = catchThrowable(() -> Server.TOMCAT.start(List.of(Broker.class),
				Stream.concat(Stream.of(LIVE), Stream.of("cors.conflicts=fail")).toArray(String[]::new)));
		assertThat(thrown).isInstanceOf(CorsConflictsException.class);
		assertThat(new CorsConflictsFailureAnalyzer().analyze(thrown).getDescription()).contains(FIX);
	}

	@Test
	void seesTheEndpointsOfAnotherDispatcher() {
		try (Server.Running running = Server.TOMCAT.start(List.of(Second.class), "cors.policies.live.paths=/**",
				"cors.policies.live.allowed-origins=https://app.example.com")) {
			assertThat(findings(running)).extracting((conflict) -> conflict.paths().get(0))
				.containsExactlyInAnyOrder("/second/live/own", "/second/live/second", "/second/live/sock/**",
						"/second/else/own");
		}
	}

	/** WebFlux asks a handler that speaks CORS only where no policy has answered yet. */
	@Test
	void webFluxLeavesTheDecisionToThePolicy() {
		try (Server.Running running = Server.NETTY.start(List.of(Reactive.class), LIVE)) {
			assertThat(findings(running)).isEmpty();
			assertThat(handshake(running, "/live/reactive").status()).isNotEqualTo(403);
			assertThat(handshake(running, "/else/reactive").status()).isEqualTo(403);
		}
	}

	private static CorsConflict refusing(String kind, String where, List<String> origins, String path) {
		return new CorsConflict(kind, HERE + where, List.of(path), CorsConflict.Effect.REFUSING, List.of("live"),
				new EndpointOriginCheck(origins, List.of(), FIX));
	}

	private static List<CorsConflict> findings(Server.Running running) {
		return running.context().getBean(CorsConflictDetector.class).conflicts();
	}

	private static JsonNode other(Server.Running running, String path) {
		for (JsonNode other : body(running.send("GET /actuator/cors")).get("otherCors")) {
			if (other.get("paths").get(0).asString().equals(path)) {
				return other;
			}
		}
		throw new AssertionError(path);
	}

	private static JsonNode explain(Server.Running running, String path, String more) {
		return body(running.send("GET /actuator/cors/explain?origin=https://app.example.com&path=" + path + more));
	}

	private static JsonNode body(Http.Response response) {
		String body = response.body();
		return JsonMapper.shared().readTree(body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1));
	}

	private static Http.Response handshake(Server.Running running, String path) {
		return running.send("GET " + path, APP, "Upgrade: websocket", "Sec-WebSocket-Version: 12");
	}

	/** Left to itself, it would take one of the other servers on the class path. */
	private static HandshakeHandler handshakes() {
		return new DefaultHandshakeHandler(new StandardWebSocketUpgradeStrategy());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSocket
	static class Sockets {

		@Bean
		WebSocketConfigurer sockets() {
			return Sockets::register;
		}

		private static void register(WebSocketHandlerRegistry registry) {
			TextWebSocketHandler handler = new TextWebSocketHandler();
			registry.addHandler(handler, "/live/own", "/live/second").setHandshakeHandler(handshakes());
			registry.addHandler(handler, "/live/listed")
				.setHandshakeHandler(handshakes())
				.setAllowedOrigins("https://app.example.com");
			registry.addHandler(handler, "/live/all")
				.setHandshakeHandler(handshakes())
				.setAllowedOrigins("https://app.example.com")
				.setAllowedOriginPatterns("https://*.example.org");
			registry.addHandler(handler, "/live/open").setHandshakeHandler(handshakes()).setAllowedOriginPatterns("*");
			registry.addHandler(handler, "/live/sock").setHandshakeHandler(handshakes()).withSockJS();
			registry.addHandler(handler, "/else/own").setHandshakeHandler(handshakes());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSocketMessageBroker
	static class Broker implements WebSocketMessageBrokerConfigurer {

		@Override
		public void registerStompEndpoints(StompEndpointRegistry registry) {
			registry.addEndpoint("/live/stomp").setHandshakeHandler(handshakes()).withSockJS();
			registry.addEndpoint("/live/open-stomp")
				.setHandshakeHandler(handshakes())
				.setAllowedOriginPatterns("*")
				.withSockJS();
			registry.addEndpoint("/else/stomp").setHandshakeHandler(handshakes());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Reactive {

		@Bean
		org.springframework.web.reactive.HandlerMapping reactive() {
			Closed closed = new Closed();
			return new SimpleUrlHandlerMapping(Map.of("/live/reactive", closed, "/else/reactive", closed), -1);
		}

	}

	/** Allows no origin, as GraphQL's handler by default. */
	static class Closed implements org.springframework.web.reactive.socket.WebSocketHandler, CorsConfigurationSource {

		@Override
		public Mono<Void> handle(WebSocketSession session) {
			return session.close();
		}

		@Override
		public CorsConfiguration getCorsConfiguration(ServerWebExchange exchange) {
			return new CorsConfiguration();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Second {

		@Bean
		ServletRegistrationBean<DispatcherServlet> second() {
			AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
			context.register(Mvc.class);
			ServletRegistrationBean<DispatcherServlet> registration = new ServletRegistrationBean<>(
					new DispatcherServlet(context), "/second/*");
			registration.setName("second");
			registration.setLoadOnStartup(1);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	static class Mvc extends Sockets {

	}

}
