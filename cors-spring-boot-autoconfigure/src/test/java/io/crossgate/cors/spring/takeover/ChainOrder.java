package io.crossgate.cors.spring.takeover;

import java.util.List;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Chains of Spring Security of which the first that matches decides, whether it speaks
 * CORS or not.
 */
final class ChainOrder {

	static final List<Case> CASES = List.of(
			Case.servlet("a chain that says nothing stands before one that speaks", SilentFirst.class),
			Case.servlet("behind a chain that says nothing the mappings speak", SilentFirst.class, Mapped.class),
			Case.servlet("a chain that says nothing crosses what the next one says", Crossing.class, Mapped.class),
			Case.servlet("a chain with a narrow source stands before one that asks the bean", NarrowFirst.class),
			Case.servlet("a source by path says nothing of a part of its chain's paths", PartlyFirst.class),
			Case.servlet("two chains ask the same source", Shared.class),
			Case.servlet("some paths are kept from Security", Ignoring.class),
			Case.servlet("a chain that says nothing is there for one method", ForOneMethod.class),
			Case.servlet("a chain that says nothing is there for requests with a header", ForAHeader.class),
			Case.servlet("a filter without an order stands behind a chain", FilterBehind.class),
			Case.servlet("a filter stands in a chain alone", FilterInside.class),
			Case.reactive("a reactive chain that says nothing stands before one that speaks", ReactiveFirst.class),
			Case.reactive("a reactive filter without an order stands behind a chain", ReactiveBehind.class));

	private ChainOrder() {
	}

	private static HttpSecurity open(HttpSecurity http) throws Exception {
		return http.csrf((csrf) -> csrf.disable())
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
	}

	private static ServerHttpSecurity open(ServerHttpSecurity http) {
		return http.csrf((csrf) -> csrf.disable())
			.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll());
	}

	private static HttpSecurity speaking(HttpSecurity http, String path, CorsConfiguration configuration)
			throws Exception {
		return open(http).cors((cors) -> cors.configurationSource(source(path, configuration)));
	}

	private static UrlBasedCorsConfigurationSource source(String path, CorsConfiguration configuration) {
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration(path, configuration);
		return source;
	}

	private static CorsConfiguration app() {
		return Applications.listed("https://app.example.com");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class SilentFirst {

		@Bean
		SecurityFilterChain everythingElse(HttpSecurity http) throws Exception {
			return speaking(http, "/**", app()).build();
		}

		@Bean
		@Order(1)
		SecurityFilterChain internal(HttpSecurity http) throws Exception {
			return open(http).securityMatcher("/internal/**", "/api/internal/**").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Mapped implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/internal/reports/**").allowedOrigins("https://reports.example.com");
			registry.addMapping("/shops/mine/**").allowedOrigins("https://mine.example.com");
			registry.addMapping("/files/**").allowedOrigins("https://files.example.com");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class Crossing {

		@Bean
		@Order(1)
		SecurityFilterChain orders(HttpSecurity http) throws Exception {
			return open(http).securityMatcher("/shops/*/orders").build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain shops(HttpSecurity http) throws Exception {
			return speaking(http, "/shops/mine/**", app()).securityMatcher("/shops/**", "/files/**").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class NarrowFirst {

		@Bean
		CorsConfigurationSource corsConfigurationSource() {
			return source("/**", Applications.listed("https://app.example.com", "https://partner.example.com"));
		}

		@Bean
		@Order(2)
		SecurityFilterChain everything(HttpSecurity http) throws Exception {
			return open(http).cors(Customizer.withDefaults()).build();
		}

		@Bean
		@Order(1)
		SecurityFilterChain api(HttpSecurity http) throws Exception {
			return speaking(http, "/api/**", app()).securityMatcher("/api/**").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class PartlyFirst {

		@Bean
		@Order(1)
		SecurityFilterChain api(HttpSecurity http) throws Exception {
			return speaking(http, "/api/v1/**", app()).securityMatcher("/api/**").build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain everything(HttpSecurity http) throws Exception {
			return speaking(http, "/**", Applications.listed("https://partner.example.com")).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class Shared {

		@Bean
		CorsConfigurationSource corsConfigurationSource() {
			return source("/**", app());
		}

		@Bean
		@Order(1)
		SecurityFilterChain api(HttpSecurity http) throws Exception {
			return open(http).securityMatcher("/api/**").cors(Customizer.withDefaults()).build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain files(HttpSecurity http) throws Exception {
			return open(http).securityMatcher("/files/**").build();
		}

		@Bean
		@Order(3)
		SecurityFilterChain everything(HttpSecurity http) throws Exception {
			return open(http).cors(Customizer.withDefaults()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class Ignoring {

		@Bean
		WebSecurityCustomizer ignored() {
			return (web) -> web.ignoring().requestMatchers("/assets/**");
		}

		@Bean
		SecurityFilterChain everything(HttpSecurity http) throws Exception {
			return speaking(http, "/**", app()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class ForOneMethod {

		@Bean
		@Order(1)
		SecurityFilterChain uploads(HttpSecurity http) throws Exception {
			return open(http)
				.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/api/**"))
				.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain everything(HttpSecurity http) throws Exception {
			return speaking(http, "/**", app()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class ForAHeader {

		@Bean
		@Order(1)
		SecurityFilterChain partners(HttpSecurity http) throws Exception {
			return open(http).securityMatcher(new RequestHeaderRequestMatcher("Origin", "https://app.example.com"))
				.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain everything(HttpSecurity http) throws Exception {
			return speaking(http, "/**", app()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class FilterBehind {

		@Bean
		CorsFilter wideFilter() {
			return Applications.filter("/**",
					Applications.listed("https://app.example.com", "https://partner.example.com"));
		}

		@Bean
		SecurityFilterChain api(HttpSecurity http) throws Exception {
			return speaking(http, "/api/**", app()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class FilterInside {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/**", app());
		}

		@Bean
		FilterRegistrationBean<CorsFilter> inTheChainOnly(CorsFilter filter) {
			FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
			registration.setEnabled(false);
			return registration;
		}

		@Bean
		SecurityFilterChain api(HttpSecurity http) throws Exception {
			return open(http).securityMatcher("/api/**").cors(Customizer.withDefaults()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFluxSecurity
	static class ReactiveFirst {

		@Bean
		@Order(2)
		SecurityWebFilterChain everything(ServerHttpSecurity http) {
			return open(http).cors((cors) -> cors.configurationSource((exchange) -> app())).build();
		}

		@Bean
		@Order(1)
		SecurityWebFilterChain internal(ServerHttpSecurity http) {
			return open(http)
				.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/internal/**", "/api/internal/**"))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFluxSecurity
	static class ReactiveBehind {

		@Bean
		CorsWebFilter wideFilter() {
			org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource source = new org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/**",
					Applications.listed("https://app.example.com", "https://partner.example.com"));
			return new CorsWebFilter(source);
		}

		@Bean
		SecurityWebFilterChain everything(ServerHttpSecurity http) {
			org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource source = new org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/api/**", app());
			return open(http).cors((cors) -> cors.configurationSource(source)).build();
		}

	}

}
