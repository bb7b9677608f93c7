package io.crossgate.cors.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.WebFilter;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beside whatever else an application has for CORS: where a policy covers the path, only
 * the policy speaks; elsewhere every answer is, to the line, what it is without the
 * starter. The others allow more than the policy does, so that it would show.
 */
class CoexistenceTests {

	private static final String APP = "Origin: https://app.example.com";

	private static final String EVIL = "Origin: https://evil.example";

	private static final String PUT = "Access-Control-Request-Method: PUT";

	private static final String GET = "Access-Control-Request-Method: GET";

	private static final String ALLOW = "Access-Control-Allow-Origin: https://app.example.com";

	private static final String EXPOSE = "Access-Control-Expose-Headers: X-Ours";

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("authors")
	void onlyThePolicySpeaksAndOnlyWhereItApplies(Server server, String author, Class<?> configuration,
			List<String> properties) {
		List<String> alone;
		try (Server.Running running = start(server, author, configuration, "cors.enabled=false")) {
			assertThat(running.send("GET /else/todos", EVIL).header("Access-Control-Allow-Origin")).isNotEmpty();
			assertThat(running.send("GET /api/todos", EVIL).header("Access-Control-Allow-Origin")).isNotEmpty();
			alone = elsewhere(running);
		}
		for (String property : properties) {
			try (Server.Running running = start(server, author, configuration, property)) {
				assertOnlyThePolicySpeaks(running);
				assertThat(elsewhere(running)).isEqualTo(alone);
			}
		}
	}

	private static void assertOnlyThePolicySpeaks(Server.Running running) {
		assertAnswer(running.send("GET /api/todos", APP), 200, ALLOW, EXPOSE);
		assertAnswer(running.send("GET /api/todos", EVIL), 403);
		assertAnswer(running.send("GET /api/todos"), 200);
		assertAnswer(running.send("GET /api/nothing", APP), 404, ALLOW, EXPOSE);
		assertAnswer(running.send("OPTIONS /api/todos", APP, PUT), 204, ALLOW,
				"Access-Control-Allow-Methods: GET,HEAD,PUT", "Access-Control-Max-Age: 1800");
		assertAnswer(running.send("OPTIONS /api/todos", EVIL, GET), 403);
		assertAnswer(running.send("GET /served/todos", EVIL), 200);
		assertAnswer(running.send("GET /open/todos", EVIL), 200, "Access-Control-Allow-Origin: *");
	}

	/** What is answered on paths that no policy covers. */
	private static List<String> elsewhere(Server.Running running) {
		List<String> answers = new ArrayList<>();
		for (String line : List.of("GET /else/todos", "GET /else/nothing", "OPTIONS /else/todos")) {
			for (String[] headers : new String[][] { {}, { APP }, { EVIL }, { "Origin: https://third.example" },
					{ APP, GET }, { EVIL, GET }, { APP, PUT } }) {
				Http.Response response = running.send(line, headers);
				answers.add(line + " " + List.of(headers) + ": " + response.status() + " " + response.cors());
			}
		}
		return answers;
	}

	private static void assertAnswer(Http.Response response, int status, String... expected) {
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.cors()).filteredOn((line) -> !line.startsWith("Vary:")).containsExactlyInAnyOrder(expected);
		assertThat(response.header("Vary").stream().flatMap((line) -> Stream.of(line.split(","))).map(String::strip))
			.doesNotHaveDuplicates();
	}

	private static Server.Running start(Server server, String author, Class<?> configuration, String property) {
		List<Class<?>> sources = new ArrayList<>(List.of(configuration));
		if (configuration != Annotated.class) {
			sources.add(Plain.class);
		}
		String[] properties = { "cors.policies.api.paths=/api/**",
				"cors.policies.api.allowed-origins=https://app.example.com",
				"cors.policies.api.allowed-methods=GET,PUT", "cors.policies.api.exposed-headers=X-Ours",
				"cors.policies.served.paths=/served/**", "cors.policies.served.allowed-origins=https://app.example.com",
				"cors.policies.served.on-denied=pass-through", "cors.policies.open.paths=/open/**",
				"cors.policies.open.allowed-origins=any", property };
		return author.startsWith("http.cors") ? server.startSecured(sources, properties)
				: server.start(sources, properties);
	}

	/**
	 * What Spring writes gives way by itself; what is written by hand only to a policy
	 * that is the only author, which is the default.
	 */
	static Stream<Arguments> authors() {
		List<String> both = List.of("cors.authoritative=true", "cors.authoritative=false");
		List<String> on = List.of("cors.mode=enforce");
		return Stream.of(Arguments.of(Server.TOMCAT, "@CrossOrigin", Annotated.class, both),
				Arguments.of(Server.JETTY, "@CrossOrigin", Annotated.class, both),
				Arguments.of(Server.NETTY, "@CrossOrigin", Annotated.class, both),
				Arguments.of(Server.TOMCAT, "addCorsMappings", Mvc.class, both),
				Arguments.of(Server.NETTY, "addCorsMappings", Flux.class, both),
				Arguments.of(Server.TOMCAT, "a CorsFilter", FilterBean.class, both),
				Arguments.of(Server.JETTY, "a CorsFilter", FilterBean.class, both),
				Arguments.of(Server.NETTY, "a CorsWebFilter", WebFilterBean.class, both),
				Arguments.of(Server.TOMCAT, "http.cors(source)", Chain.class, both),
				Arguments.of(Server.JETTY, "http.cors(source)", Chain.class, both),
				Arguments.of(Server.NETTY, "http.cors(source)", ReactiveChain.class, both),
				Arguments.of(Server.TOMCAT, "a filter that sets", Setting.class, on),
				Arguments.of(Server.JETTY, "a filter that sets", Setting.class, on),
				Arguments.of(Server.TOMCAT, "a filter that adds", Adding.class, on),
				Arguments.of(Server.JETTY, "a filter that adds", Adding.class, on),
				Arguments.of(Server.NETTY, "a filter that adds", ReactiveAdding.class, on),
				Arguments.of(Server.NETTY, "a filter that adds in the end", ReactiveAddingLate.class, on));
	}

	private static CorsConfiguration others() {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(List.of("https://app.example.com", "https://evil.example"));
		configuration.setAllowedMethods(List.of("GET", "DELETE"));
		configuration.setAllowCredentials(true);
		configuration.setExposedHeaders(List.of("X-Theirs"));
		return configuration;
	}

	private static UrlBasedCorsConfigurationSource source() {
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration("/**", others());
		return source;
	}

	private static org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource reactiveSource() {
		var source = new org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration("/**", others());
		return source;
	}

	private static void add(HttpHeaders headers) {
		headers.add("access-control-allow-origin", "*");
		headers.add("Access-Control-Allow-Methods", "DELETE");
		headers.add("Vary", "Origin, Accept");
		headers.add("vary", "Accept, Origin");
	}

	@RestController
	static class Plain {

		@GetMapping({ "/api/todos", "/served/todos", "/open/todos", "/else/todos" })
		String todos() {
			return "[]";
		}

	}

	@RestController
	@CrossOrigin(origins = { "https://app.example.com", "https://evil.example" }, allowCredentials = "true",
			exposedHeaders = "X-Theirs")
	static class Annotated {

		@GetMapping({ "/api/todos", "/served/todos", "/open/todos", "/else/todos" })
		String todos() {
			return "[]";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Mvc implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**").combine(others());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FilterBean {

		@Bean
		CorsFilter myCors() {
			return new CorsFilter(source());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Chain {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.cors((cors) -> cors.configurationSource(source()))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Flux implements WebFluxConfigurer {

		@Override
		public void addCorsMappings(org.springframework.web.reactive.config.CorsRegistry registry) {
			registry.addMapping("/**").combine(others());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WebFilterBean {

		@Bean
		CorsWebFilter myCors() {
			return new CorsWebFilter(reactiveSource());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveChain {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
				.cors((cors) -> cors.configurationSource(reactiveSource()))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Setting {

		@Bean
		Filter simpleCors() {
			return (request, response, chain) -> {
				((HttpServletResponse) response).setHeader("Access-Control-Allow-Origin", "*");
				((HttpServletResponse) response).setHeader("access-control-allow-methods", "DELETE");
				((HttpServletResponse) response).setIntHeader("Access-Control-Max-Age", 1);
				((HttpServletResponse) response).setHeader("Vary", "origin");
				chain.doFilter(request, response);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Adding {

		@Bean
		Filter simpleCors() {
			return (request, response, chain) -> {
				((HttpServletResponse) response).addHeader("access-control-allow-origin", "*");
				((HttpServletResponse) response).addHeader("Access-Control-Allow-Methods", "DELETE");
				((HttpServletResponse) response).addIntHeader("Access-Control-Max-Age", 1);
				((HttpServletResponse) response).addHeader("Vary", "origin, Accept");
				((HttpServletResponse) response).addHeader("vary", "accept, Origin");
				chain.doFilter(request, response);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveAdding {

		@Bean
		WebFilter simpleCors() {
			return (exchange, chain) -> {
				add(exchange.getResponse().getHeaders());
				return chain.filter(exchange);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveAddingLate {

		@Bean
		WebFilter simpleCors() {
			return (exchange, chain) -> {
				exchange.getResponse().beforeCommit(() -> {
					add(exchange.getResponse().getHeaders());
					return Mono.empty();
				});
				return chain.filter(exchange);
			};
		}

	}

}
