package io.crossgate.cors.spring;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.filter.CorsFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the application's security configuration says about CORS, and mostly it says
 * nothing: preflights never meet authentication, and who is turned away reads why.
 */
class SecurityPlaceTests {

	private static final String APP = "Origin: https://app.example.com";

	private static final String ALLOW = "Access-Control-Allow-Origin: https://app.example.com";

	private static final String BASIC = "Authorization: Basic dXNlcjpwYXNzd29yZA==";

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("applications")
	void filterStandsBeforeSecurity(Server server, String name, List<Class<?>> sources) {
		List<Class<?>> all = Stream.concat(Stream.of(Controller.class), sources.stream()).toList();
		try (Server.Running running = server.startSecured(all, "cors.policies.api.paths=/api/**",
				"cors.policies.api.allowed-origins=https://app.example.com", "cors.policies.api.allow-credentials=true",
				"spring.security.user.name=user", "spring.security.user.password=password")) {
			Http.Response preflight = running.send("OPTIONS /api/todos", APP, "Access-Control-Request-Method: PUT",
					"Access-Control-Request-Headers: authorization");
			assertThat(preflight.status()).isEqualTo(204);
			assertThat(preflight.cors()).contains(ALLOW, "Access-Control-Allow-Headers: authorization")
				.doesNotHaveDuplicates();
			assertAnswer(running.send("GET /api/todos", APP), 401);
			assertAnswer(running.send("GET /api/todos", APP, BASIC), 200);
			assertAnswer(running.send("GET /api/forbidden", APP, BASIC), 403);
			Http.Response refused = running.send("GET /api/todos", "Origin: https://evil.example", BASIC);
			assertThat(refused.status()).isEqualTo(403);
			assertThat(refused.cors()).containsExactly("Vary: Origin");
		}
	}

	private static void assertAnswer(Http.Response response, int status) {
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.header("Access-Control-Allow-Origin")).containsExactly("https://app.example.com");
		assertThat(response.header("Access-Control-Allow-Credentials")).containsExactly("true");
		// Spring's own filter behind names more; some caches read only one line.
		assertThat(response.header("Vary")).singleElement()
			.satisfies((line) -> assertThat(line.split(", ")).doesNotHaveDuplicates().contains("Origin"));
	}

	static Stream<Arguments> applications() {
		return Stream.of(Arguments.of(Server.JETTY, "a chain without cors()", List.of(Chain.class)),
				Arguments.of(Server.TOMCAT, "a chain with cors()", List.of(CorsChain.class)),
				Arguments.of(Server.JETTY, "a chain with cors()", List.of(CorsChain.class)),
				Arguments.of(Server.TOMCAT, "a chain with cors() switched off", List.of(NoCorsChain.class)),
				Arguments.of(Server.TOMCAT, "a source without cors()", List.of(Chain.class, Source.class)),
				Arguments.of(Server.TOMCAT, "a source with cors()", List.of(CorsChain.class, Source.class)),
				Arguments.of(Server.TOMCAT, "a source of the interface type", List.of(Chain.class, PlainSource.class)),
				Arguments.of(Server.TOMCAT, "a source of another name", List.of(CorsChain.class, NamedSource.class)),
				Arguments.of(Server.TOMCAT, "two sources", List.of(CorsChain.class, Source.class, NamedSource.class)),
				Arguments.of(Server.TOMCAT, "a bean corsFilter", List.of(CorsChain.class, FilterBean.class)),
				Arguments.of(Server.TOMCAT, "a registered filter", List.of(Chain.class, FilterRegistration.class)),
				Arguments.of(Server.NETTY, "a chain that says nothing", List.of(ReactiveChain.class)),
				Arguments.of(Server.NETTY, "a chain with cors()", List.of(ReactiveCorsChain.class)),
				Arguments.of(Server.NETTY, "a chain with cors() switched off", List.of(ReactiveNoCorsChain.class)),
				Arguments.of(Server.NETTY, "one source", List.of(ReactiveChain.class, ReactiveSource.class)),
				Arguments.of(Server.NETTY, "two sources",
						List.of(ReactiveCorsChain.class, ReactiveSource.class, SecondReactiveSource.class)),
				Arguments.of(Server.NETTY, "a CorsWebFilter", List.of(ReactiveChain.class, WebFilterBean.class)));
	}

	private static CorsConfiguration others() {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.addAllowedOrigin("https://app.example.com");
		configuration.addAllowedOrigin("https://evil.example");
		configuration.addAllowedMethod("GET");
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

	private static HttpSecurity rules(HttpSecurity http) {
		return http
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/api/forbidden").denyAll().anyRequest().authenticated())
			.httpBasic(Customizer.withDefaults());
	}

	private static ServerHttpSecurity rules(ServerHttpSecurity http) {
		return http
			.authorizeExchange(
					(exchanges) -> exchanges.pathMatchers("/api/forbidden").denyAll().anyExchange().authenticated())
			.httpBasic(Customizer.withDefaults());
	}

	@RestController
	static class Controller {

		@GetMapping("/api/todos")
		String todos() {
			return "[]";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Chain {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return rules(http).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CorsChain {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return rules(http).cors(Customizer.withDefaults()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoCorsChain {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return rules(http).cors((cors) -> cors.disable()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Source {

		@Bean
		UrlBasedCorsConfigurationSource corsConfigurationSource() {
			return source();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainSource {

		@Bean
		CorsConfigurationSource corsConfigurationSource() {
			return source();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NamedSource {

		@Bean
		UrlBasedCorsConfigurationSource myCors() {
			return source();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FilterBean {

		@Bean
		CorsFilter corsFilter() {
			return new CorsFilter(source());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FilterRegistration {

		@Bean
		FilterRegistrationBean<CorsFilter> oldCors() {
			FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(new CorsFilter(source()));
			registration.setOrder(-200);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveChain {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return rules(http).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveCorsChain {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return rules(http).cors(Customizer.withDefaults()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveNoCorsChain {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return rules(http).cors((cors) -> cors.disable()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveSource {

		@Bean
		org.springframework.web.cors.reactive.CorsConfigurationSource one() {
			return reactiveSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondReactiveSource {

		@Bean
		org.springframework.web.cors.reactive.CorsConfigurationSource two() {
			return reactiveSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WebFilterBean {

		@Bean
		CorsWebFilter corsWebFilter() {
			return new CorsWebFilter(reactiveSource());
		}

	}

}
