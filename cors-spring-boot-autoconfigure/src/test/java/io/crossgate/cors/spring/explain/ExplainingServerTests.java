package io.crossgate.cors.spring.explain;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

import io.crossgate.cors.spring.Http;
import io.crossgate.cors.spring.Server;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ExplainingServerTests {

	private static final String SPA = "Origin: http://localhost:5173";

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void inDevelopmentARefusalLeadsToItsExplanation(WebApplicationType type) {
		try (ConfigurableApplicationContext server = start(type, "--spring.profiles.active=dev")) {
			int port = port(server);
			Http.Response refusal = Http.send(port, "GET", "/api/todos", "Host: localhost:" + port, SPA);
			assertThat(refusal.status()).isEqualTo(403);
			List<String> link = refusal.header("Access-Control-Allow-Origin");
			assertThat(link).hasSize(1);
			assertThat(link.get(0)).startsWith("http://localhost:" + port + "/__cors/why/origin-not-allowed?");
			assertThat(refusal.header("Vary")).containsExactly("Origin");
			assertThat(refusal.header("Cache-Control")).containsExactly("no-store");

			String path = link.get(0).substring(("http://localhost:" + port).length());
			Http.Response page = Http.send(port, "GET", path, "Host: localhost:" + port);
			assertThat(page.status()).isEqualTo(200);
			assertThat(page.header("Content-Type").get(0)).startsWith("text/html");
			assertThat(page.header("X-Frame-Options")).containsExactly("DENY");
			assertThat(page.header("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
			assertThat(page.header("Content-Security-Policy").get(0)).contains("frame-ancestors 'none'");
			assertThat(page.body()).contains("allowed-origins: http://localhost:5173")
				.doesNotContain("https://app.example.com");

			Http.Response preflight = Http.send(port, "OPTIONS", "/api/todos", "Host: localhost:" + port, SPA,
					"Access-Control-Request-Method: PUT");
			assertThat(preflight.status()).isEqualTo(204);
			assertThat(preflight.header("Access-Control-Allow-Origin").get(0)).contains("/__cors/why/");

			Http.Response method = Http.send(port, "OPTIONS", "/api/todos", "Host: localhost:" + port,
					"Origin: https://app.example.com", "Access-Control-Request-Method: DELETE");
			assertThat(method.status()).isEqualTo(204);
			assertThat(method.header("Access-Control-Allow-Methods")).containsExactly("GET,HEAD,PUT");
			assertThat(method.header("Access-Control-Max-Age")).containsExactly("0");
		}
	}

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void aPublicNameIsNotThisMachine(WebApplicationType type) {
		try (ConfigurableApplicationContext server = start(type, "--spring.profiles.active=dev")) {
			Http.Response refusal = Http.send(port(server), "GET", "/api/todos", "Host: api.example.com", SPA);
			assertThat(refusal.status()).isEqualTo(403);
			assertThat(refusal.cors()).containsExactly("Vary: Origin");
			assertThat(Http.send(port(server), "GET", "/__cors/why/x", "Host: api.example.com").status())
				.isEqualTo(404);
		}
	}

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void outsideDevelopmentNothingIsExplained(WebApplicationType type) {
		for (String arguments : List.of("--spring.profiles.active=prod", "--cors.explain.browser=off")) {
			try (ConfigurableApplicationContext server = start(type, arguments)) {
				int port = port(server);
				Http.Response refusal = Http.send(port, "GET", "/api/todos", "Host: localhost:" + port, SPA);
				assertThat(refusal.cors()).containsExactly("Vary: Origin");
				assertThat(Http.send(port, "GET", "/__cors/why/x", "Host: localhost:" + port).status()).isEqualTo(404);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "TOMCAT, server.servlet.context-path=/my shop, /my%20shop, /api/**",
			"JETTY, server.servlet.context-path=/my shop, /my%20shop, /api/**",
			"NETTY, spring.webflux.base-path=/shop, /shop, /api/**",
			"TOMCAT, spring.mvc.servlet.path=/shop, /shop, /shop/api/**" })
	void aLinkBelowAPathIsFollowedThere(Server type, String property, String prefix, String paths) {
		try (Server.Running server = type.start(List.of(), "spring.profiles.active=dev", property,
				"cors.policies.api.paths=" + paths, "cors.policies.api.allowed-origins=https://app.example.com",
				"cors.policies.api.allowed-methods=PUT")) {
			String host = "Host: localhost:" + server.port();
			String base = "http://localhost:" + server.port();
			Http.Response refusal = server.send("GET " + prefix + "/api/todos", host, SPA);
			assertThat(refusal.status()).isEqualTo(403);
			String link = refusal.header("Access-Control-Allow-Origin").get(0);
			assertThat(link).startsWith(base).contains("/__cors/why/origin-not-allowed?");
			Http.Response page = server.send("GET " + link.substring(base.length()), host);
			assertThat(page.status()).isEqualTo(200);
			assertThat(page.body()).contains("<h1>origin-not-allowed</h1>", "GET " + prefix + "/api/todos",
					base + prefix + "/api/todos");
			Http.Response preflight = server.send("OPTIONS " + prefix + "/api/todos", host,
					"Origin: https://app.example.com", "Access-Control-Request-Method: DELETE");
			assertThat(preflight.status()).isEqualTo(204);
			assertThat(preflight.header("Access-Control-Allow-Methods")).containsExactly("PUT");
		}
	}

	/** A filter of the application's own may hide what proxies write. */
	@Test
	void whatAFilterHidesIsSeen() {
		try (Server.Running server = Server.TOMCAT.start(List.of(Hiding.class), "spring.profiles.active=dev",
				"cors.allowed-origins=https://app.example.com")) {
			String host = "Host: localhost:" + server.port();
			assertThat(server.send("GET /api/todos", host, SPA).header("Access-Control-Allow-Origin")).hasSize(1);
			assertThat(server.send("GET /api/todos", host, SPA, "X-Forwarded-For: 10.0.0.7").cors())
				.containsExactly("Vary: Origin");
		}
	}

	/** A servlet container below WebFlux takes the lines away before Spring sees them. */
	@ParameterizedTest
	@ValueSource(strings = { "none", "framework", "native" })
	void webFluxOnTomcatSeesWhatItReceived(String strategy) {
		String netty = "org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration";
		String jetty = "org.springframework.boot.jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration";
		try (ConfigurableApplicationContext server = start(WebApplicationType.REACTIVE, "--spring.profiles.active=dev",
				"--server.forward-headers-strategy=" + strategy,
				"--spring.autoconfigure.exclude=" + netty + "," + jetty)) {
			assertThat(((ReactiveWebServerApplicationContext) server).getWebServer())
				.isInstanceOf(TomcatWebServer.class);
			String host = "Host: localhost:" + port(server);
			assertThat(Http.send(port(server), "GET", "/api/todos", host, SPA).header("Access-Control-Allow-Origin"))
				.hasSize(strategy.equals("native") ? 0 : 1);
			assertThat(Http.send(port(server), "GET", "/api/todos", host, SPA, "X-Forwarded-For: 127.0.0.1, 10.0.0.7")
				.cors()).containsExactly("Vary: Origin");
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void warnsWhereOthersCanReachTheServer(Server type, CapturedOutput output) {
		String warning = "WARN .* cors.explain.browser is on and the server listens on other than loopback addresses";
		String log = "logging.level.io.crossgate.cors.policies=warn";
		for (String quiet : List.of("server.address=127.0.0.1", "server.address=localhost",
				"cors.explain.browser=off")) {
			type.start(List.of(), "spring.profiles.active=dev", log, quiet).close();
			assertThat(output.getOut()).as(quiet).doesNotContainPattern(warning);
		}
		type.start(List.of(), "spring.profiles.active=dev", log).close();
		assertThat(output.getOut()).containsPattern(warning);
	}

	private static int port(ConfigurableApplicationContext server) {
		return server.getEnvironment().getRequiredProperty("local.server.port", int.class);
	}

	private static ConfigurableApplicationContext start(WebApplicationType type, String... arguments) {
		return new SpringApplicationBuilder(Application.class).web(type)
			.properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=error",
					"cors.allowed-origins=https://app.example.com", "cors.allowed-methods=GET,PUT")
			.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	static class Hiding {

		@Bean
		FilterRegistrationBean<Filter> hiding() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response,
					chain) -> chain.doFilter(new WithoutHeaders((HttpServletRequest) request), response));
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	/** All that is left of the request is its origin. */
	static class WithoutHeaders extends HttpServletRequestWrapper {

		WithoutHeaders(HttpServletRequest request) {
			super(request);
		}

		@Override
		public Enumeration<String> getHeaderNames() {
			return Collections.enumeration(List.of("Origin"));
		}

		@Override
		public String getRemoteAddr() {
			return "127.0.0.1";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
