package io.crossgate.cors.spring.conflict;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CharacterEncodingFilter;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

import io.crossgate.cors.spring.conflict.content.CorsSources;
import io.crossgate.cors.spring.conflict.content.OtherCors;
import io.crossgate.cors.spring.conflict.content.OtherCors.Rule;

import static org.assertj.core.api.Assertions.assertThat;

class HandWrittenCorsTests {

	private static final String HERE = HandWrittenCorsTests.class.getName() + "$";

	@Test
	void filtersAreToldByTheHeaderInTheirClass() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Filters.class)) {
			assertThat(HandWrittenCors.find(context.getBeanFactory())).extracting(OtherCors::where)
				.containsOnly(HERE + "Filters#bean", HERE + "Filters#registered");
		}
	}

	@Test
	void repositoriesAreToldByTheirAnnotation() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Repositories.class)) {
			assertThat(HandWrittenCors.repositories(context.getBeanFactory(), HERE + "Repository"))
				.extracting(OtherCors::where)
				.containsExactly(HERE + "People");
			assertThat(HandWrittenCors.repositories(context.getBeanFactory(), "org.example.Absent")).isEmpty();
		}
	}

	/** What is certain is read; what something may have looked at before is not. */
	@ParameterizedTest
	@CsvSource({ "Writing, [*], false", "Reflecting, [**], true", "Fluent, [**], true", "Checking, , false",
			"Verifying, , false", "Constant, [null], true", "Jersey, [**], true" })
	void originsAreReadFromTheBytecode(String type, String origins, boolean credentials) throws Exception {
		List<Rule> rules = CorsSources.ofCode(Class.forName(HERE + type), "here").rules();
		if (origins == null) {
			assertThat(rules).isEmpty();
		}
		else {
			CorsConfiguration read = Objects.requireNonNull(rules.get(0).configuration());
			assertThat(origins)
				.isEqualTo(read.getAllowedOriginPatterns().isEmpty() ? read.getAllowedOrigins().toString() : "[**]");
			assertThat(read.getAllowCredentials()).isEqualTo(credentials);
		}
	}

	@Test
	void configurationOfExportedRepositoriesIsReadWhereItEndsUp() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Exporting.class)) {
			assertThat(HandWrittenCors.exported(context.getBeanFactory(), HERE + "Aware", HERE + "Configurer"))
				.singleElement()
				.satisfies((speaker) -> {
					assertThat(speaker.where()).isEqualTo(HERE + "Exporting#configurer");
					assertThat(speaker.rules()).extracting(Rule::path).containsExactly("/people/**");
					assertThat(speaker.content().unread()).hasSize(1);
				});
			assertThat(HandWrittenCors.exported(context.getBeanFactory(), "org.example.Absent", HERE + "Configurer"))
				.isEmpty();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Exporting {

		@Bean
		Aware known() {
			return () -> Map.of("/people/**", new CorsConfiguration().applyPermitDefaultValues());
		}

		@Bean
		Configurer configurer() {
			return new Configurer() {
			};
		}

	}

	/** As Spring Data REST has it. */
	interface Aware {

		Map<String, CorsConfiguration> getCorsConfigurations();

	}

	interface Configurer {

	}

	static class Reflecting extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String origin = request.getHeader("Origin");
			if (origin != null) {
				response.setHeader("Access-Control-Allow-Origin", origin);
				response.setHeader("Access-Control-Allow-Credentials", "true");
			}
			if ("OPTIONS".equals(request.getMethod())) {
				return;
			}
			chain.doFilter(request, response);
		}

	}

	static class Fluent implements WebFilter {

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			HttpHeaders headers = exchange.getResponse().getHeaders();
			headers.setAccessControlAllowOrigin(exchange.getRequest().getHeaders().getOrigin());
			headers.setAccessControlAllowCredentials(true);
			return chain.filter(exchange);
		}

	}

	static class Checking extends OncePerRequestFilter {

		private final List<String> known = List.of("https://app.example.com");

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String origin = request.getHeader("Origin");
			if (this.known.contains(origin)) {
				response.setHeader("Access-Control-Allow-Origin", origin);
			}
			chain.doFilter(request, response);
		}

	}

	static class Verifying extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String origin = request.getHeader("Origin");
			verify(origin);
			response.setHeader("Access-Control-Allow-Origin", origin);
			chain.doFilter(request, response);
		}

		private static void verify(String origin) {
			throw new IllegalArgumentException(origin);
		}

	}

	static class Constant extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			response.addHeader("Access-Control-Allow-Credentials", "true");
			response.addHeader("Access-Control-Allow-Origin", "null");
			chain.doFilter(request, response);
		}

	}

	/** As filters of Jersey do: their headers are a map of objects. */
	static class Jersey {

		void filter(Requested request, Map<String, Object> ignored, Headers headers) {
			headers.putSingle("Access-Control-Allow-Origin", request.getHeaderString("Origin"));
			headers.add("Access-Control-Allow-Credentials", true);
		}

		interface Requested {

			String getHeaderString(String name);

		}

		interface Headers {

			void putSingle(String name, Object value);

			void add(String name, Object value);

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Filters {

		@Bean
		Writing bean() {
			return new Writing();
		}

		@Bean
		FilterRegistrationBean<Registered> registered() {
			return new FilterRegistrationBean<>(new Registered());
		}

		@Bean
		CharacterEncodingFilter other() {
			return new CharacterEncodingFilter();
		}

		@Bean
		Silent silent() {
			return new Silent();
		}

	}

	static class Silent extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			chain.doFilter(request, response);
		}

	}

	static class Writing extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
			chain.doFilter(request, response);
		}

	}

	static class Registered extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			response.addHeader("access-control-allow-origin", "*");
			chain.doFilter(request, response);
		}

	}

	interface Repository {

	}

	@CrossOrigin
	interface People extends Repository {

	}

	interface Places extends Repository {

	}

	@Configuration(proxyBeanMethods = false)
	static class Repositories {

		@Bean
		People people() {
			return new People() {
			};
		}

		@Bean
		Places places() {
			return new Places() {
			};
		}

	}

}
