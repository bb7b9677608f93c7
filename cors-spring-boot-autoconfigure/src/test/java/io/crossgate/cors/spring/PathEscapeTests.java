package io.crossgate.cors.spring;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.server.WebHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import reactor.core.publisher.Mono;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No spelling of a path leads past a refusal: whichever handler answers, the policy of
 * its mapping is among those that the readings of the path select. Checked on generated
 * mappings and paths, as they stand on the wire.
 */
class PathEscapeTests {

	private static final int MAPPINGS = 200;

	private static final int PATHS = 500;

	private static final int FILE_PATHS = 250;

	private static final String[] HANDSHAKE = { "Origin: https://evil.example", "Upgrade: websocket",
			"Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==" };

	private static final List<String> PATTERNS = patterns();

	private final long seed = Long.getLong("test.seed", 20261129L);

	/** Applications, how their servers are set, and where they are. */
	enum Place {

		TOMCAT(Server.TOMCAT, "", 100), TOMCAT_BELOW(Server.TOMCAT, "/ctx", 75, "server.servlet.context-path=/ctx"),
		TOMCAT_DEEP(Server.TOMCAT, "/a/b", 75, "server.servlet.context-path=/a/b"),
		TOMCAT_SERVLET(Server.TOMCAT, "/app", 75, "spring.mvc.servlet.path=/app"),
		TOMCAT_LENIENT(Server.TOMCAT, "", 125, "test.lenient=true"), JETTY(Server.JETTY, "", 75),
		JETTY_BELOW(Server.JETTY, "/ctx", 50, "server.servlet.context-path=/ctx"),
		TOMCAT_STRINGS(Server.TOMCAT, "", 75, "spring.mvc.pathmatch.matching-strategy=ant_path_matcher"),
		JETTY_STRINGS(Server.JETTY, "", 50, "spring.mvc.pathmatch.matching-strategy=ant_path_matcher",
				"test.lenient=true"),
		JETTY_LENIENT(Server.JETTY, "", 100, "test.lenient=true"),
		JETTY_LENIENT_DEEP(Server.JETTY, "/a/b", 50, "test.lenient=true", "server.servlet.context-path=/a/b"),
		NETTY(Server.NETTY, "", 100), NETTY_BELOW(Server.NETTY, "/base", 75, "spring.webflux.base-path=/base");

		private final Server server;

		private final String prefix;

		/** So many spellings reach a handler at least, or nothing would be shown. */
		private final int reached;

		private final String[] properties;

		Place(Server server, String prefix, int reached, String... properties) {
			this.server = server;
			this.prefix = prefix;
			this.reached = reached;
			this.properties = properties;
		}

		Server.Running start() {
			List<String> all = new ArrayList<>(List.of(this.properties));
			for (int i = 0; i < PATTERNS.size(); i++) {
				String policy = "cors.policies.p" + i + ".";
				all.add(policy + "paths=" + ((this == TOMCAT_SERVLET) ? this.prefix : "") + PATTERNS.get(i));
				all.add(policy + "allowed-origins=https://app.example.com");
				all.add(policy + "on-denied=" + ((i % 4 == 0) ? "pass-through" : "reject"));
			}
			return this.server.start(List.of(Handlers.class, Settings.class), all.toArray(String[]::new));
		}

	}

	@ParameterizedTest
	@EnumSource
	void noSpellingLeadsPastARefusal(Place place) {
		PathSpellings spellings = new PathSpellings(new Random(this.seed + place.ordinal()));
		int reached = 0;
		int granted = 0;
		try (Server.Running running = place.start()) {
			CorsPolicies policies = running.context().getBean(CorsEngine.class).policies();
			Recorder recorder = running.context().getBean(Recorder.class);
			for (int i = 0; i < PATHS; i++) {
				String pattern = PATTERNS.get(i % PATTERNS.size());
				String path = spellings.spelling(place.prefix, pattern);
				String context = "%s on %s, seed %d".formatted(path, place, this.seed);
				String handler = handler(running.send("GET " + path));
				if (handler == null) {
					continue;
				}
				reached++;
				int policy = PATTERNS.indexOf(handler);
				CorsPolicies.PathSelection selection = policies.select(recorder.request);
				if (!place.name().endsWith("_STRINGS")) {
					// As strings, Spring puts patterns with names in another order.
					assertThat(selection.selected()).as(context).contains("p" + policy);
				}
				assertThat(selection.selected()).as(context).isNotEmpty();
				Http.Response stranger = running.send("GET " + path, "Origin: https://evil.example");
				assertThat(stranger.header("Access-Control-Allow-Origin")).as(context).isEmpty();
				boolean passes = selection.selected()
					.stream()
					.allMatch((name) -> Integer.parseInt(name.substring(1)) % 4 == 0);
				assertThat(handler(stranger)).as(context).isEqualTo(passes ? handler : null);
				assertThat(stranger.status()).as(context).isEqualTo(passes ? 200 : 403);
				assertThat(handler(running.send("GET " + path, HANDSHAKE))).as(context).isNull();
				Http.Response allowed = running.send("GET " + path, "Origin: https://app.example.com");
				assertThat(allowed.header("Access-Control-Allow-Origin")).as(context)
					.isEqualTo(selection.isUnanimous() ? List.of("https://app.example.com") : List.of());
				assertThat(policies.decide(recorder.request)).as(context).hasToString(recorder.decision.toString());
				granted += selection.isUnanimous() ? 1 : 0;
			}
		}
		System.out.printf("%s: %d of %d spellings reached a handler, %d granted, seed %d%n", place, reached, PATHS,
				granted, this.seed);
		assertThat(reached).as("seed %d", this.seed).isGreaterThan(place.reached);
		assertThat(granted).as("seed %d", this.seed).isBetween(reached / 4, reached - 5);
	}

	/** Files have handlers of their own, which are more lenient. */
	@ParameterizedTest
	@EnumSource
	void noSpellingReachesAFile(Place place) {
		PathSpellings spellings = new PathSpellings(new Random(this.seed - place.ordinal()));
		String within = (place == Place.TOMCAT_SERVLET) ? place.prefix : "";
		int reached = 0;
		List<String> properties = new ArrayList<>(List.of(place.properties));
		properties.addAll(List.of("cors.policies.any.paths=" + within + "/any/**",
				"cors.policies.any.allowed-origins=https://app.example.com",
				"spring.web.resources.static-locations=classpath:/io/crossgate/cors/spring/static/"));
		try (Server.Running running = place.server.start(List.of(Settings.class), properties.toArray(String[]::new))) {
			for (int i = 0; i < FILE_PATHS; i++) {
				String path = spellings.spelling(place.prefix, "/any/files/plain.txt");
				if (running.send("GET " + path).status() == 200) {
					reached++;
					assertThat(running.send("GET " + path, "Origin: https://evil.example").status())
						.as("%s on %s, seed %d", path, place, this.seed)
						.isEqualTo(403);
				}
			}
		}
		System.out.printf("%s: %d of %d spellings reached a file, seed %d%n", place, reached, FILE_PATHS, this.seed);
		assertThat(reached).as("seed %d", this.seed).isGreaterThan(FILE_PATHS / 25);
	}

	private static String handler(Http.Response response) {
		int from = response.body().indexOf('[');
		int to = response.body().indexOf(']');
		return (response.status() == 200 && from >= 0)
				? new String(response.body().substring(from + 1, to).getBytes(StandardCharsets.ISO_8859_1),
						StandardCharsets.UTF_8)
				: null;
	}

	/** As many as policies can have without ambiguity. */
	private static List<String> patterns() {
		List<CorsPolicy> policies = new ArrayList<>();
		List<String> patterns = new ArrayList<>();
		for (String pattern : new PathSpellings(new Random(4)).patterns(600)) {
			policies.add(
					CorsPolicy.named("p" + policies.size()).paths(pattern).allowedOrigins("https://a.example").build());
			boolean ambiguous = CorsPolicies.check(policies, DeploymentContext.none())
				.stream()
				.map(Problem::code)
				.anyMatch(ProblemCode.AMBIGUOUS_PATHS::equals);
			if (ambiguous) {
				policies.remove(policies.size() - 1);
			}
			else if (patterns.size() < MAPPINGS) {
				patterns.add(pattern);
			}
		}
		return patterns;
	}

	/** Has the last decision, and the request as the server has read it. */
	static class Recorder implements CorsObserver {

		private volatile CorsRequest request;

		private volatile CorsDecision decision;

		@Override
		public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
			this.request = request.get();
			this.decision = decision;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Handlers {

		@Bean
		Recorder recorder() {
			return new Recorder();
		}

		private static <H> Map<String, H> map(Function<String, H> handler) {
			Map<String, H> map = new LinkedHashMap<>();
			PATTERNS.forEach((pattern) -> map.put(pattern, handler.apply("[" + pattern + "]")));
			return map;
		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
		static class Servlet {

			@Bean
			@SuppressWarnings("removal")
			SimpleUrlHandlerMapping handlers(@Value("${spring.mvc.pathmatch.matching-strategy:}") String strategy) {
				Map<String, HttpRequestHandler> map = map((text) -> (request, response) -> {
					response.setCharacterEncoding("UTF-8");
					response.getWriter().write(text);
				});
				SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(map, -1);
				if (strategy.startsWith("ant")) {
					mapping.setPatternParser(null);
				}
				return mapping;
			}

		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
		static class Reactive {

			@Bean
			org.springframework.web.reactive.handler.SimpleUrlHandlerMapping handlers() {
				Map<String, WebHandler> map = map((text) -> (exchange) -> exchange.getResponse()
					.writeWith(Mono.fromSupplier(
							() -> exchange.getResponse().bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8)))));
				return new org.springframework.web.reactive.handler.SimpleUrlHandlerMapping(map, -1);
			}

		}

	}

	/** Lets pass what servers refuse unless told otherwise. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class Settings {

		@Bean
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> lenientTomcat(
				@Value("${test.lenient:false}") boolean lenient) {
			return (factory) -> factory.addConnectorCustomizers((connector) -> {
				if (lenient) {
					connector.setEncodedSolidusHandling(EncodedSolidusHandling.DECODE.getValue());
					connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.DECODE.getValue());
					connector.setAllowBackslash(true);
					connector.setProperty("relaxedPathChars", "\\\\|^`\"<>[]{}");
				}
			});
		}

		@Bean
		WebServerFactoryCustomizer<JettyServletWebServerFactory> lenientJetty(
				@Value("${test.lenient:false}") boolean lenient) {
			return (factory) -> factory.addServerCustomizers((server) -> {
				if (lenient) {
					for (var connector : server.getConnectors()) {
						HttpConfiguration configuration = connector.getConnectionFactory(HttpConnectionFactory.class)
							.getHttpConfiguration();
						configuration.setUriCompliance(UriCompliance.UNSAFE);
					}
				}
			});
		}

	}

}
