package io.crossgate.cors.spring.conflict;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.servlet.ServletContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.spring.Http;
import io.crossgate.cors.spring.Server;
import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

@ExtendWith(OutputCaptureExtension.class)
class CorsConflictDetectorTests {

	private static final String HERE = CorsConflictDetectorTests.class.getName() + "$";

	private static final String[] API = { "cors.policies.api.paths=/api/**",
			"cors.policies.api.allowed-origins=https://app.example.com" };

	@Test
	void findsEverybodyInAServletApplication() {
		try (Server.Running running = Server.TOMCAT.start(List.of(Mvc.class, Todos.class, Else.class),
				with(API, "management.endpoints.web.cors.allowed-origins=https://ops.example.com",
						"spring.graphql.cors.allowed-origins=https://app.example.com"))) {
			assertThat(findings(running)).containsExactlyInAnyOrder(
					new CorsConflict("CorsFilter", HERE + "Mvc#oldFilter", List.of("/**"),
							CorsConflict.Effect.PARTLY_SHADOWED, List.of("api")),
					new CorsConflict("CorsConfigurationSource", HERE + "Mvc#myCors", List.of("/api/x/**", "/api/y"),
							CorsConflict.Effect.SHADOWED, List.of("api")),
					new CorsConflict("WebMvcConfigurer", HERE + "Mvc#addCorsMappings", List.of("/files/**"),
							CorsConflict.Effect.ACTIVE, List.of()),
					new CorsConflict("@CrossOrigin", HERE + "Todos (2 methods)",
							List.of("/api/todos", "/api/todos/{id}"), CorsConflict.Effect.SHADOWED, List.of("api")),
					new CorsConflict("@CrossOrigin", HERE + "Else (1 method)", List.of("/else"),
							CorsConflict.Effect.ACTIVE, List.of()),
					new CorsConflict("property", "management.endpoints.web.cors.*", List.of("/actuator/**"),
							CorsConflict.Effect.MANAGEMENT, List.of()),
					new CorsConflict("property", "spring.graphql.cors.*", List.of("/graphql"),
							CorsConflict.Effect.ACTIVE, List.of()));
		}
	}

	@Test
	void findsEverybodyInAReactiveApplication() {
		try (Server.Running running = Server.NETTY.start(List.of(Flux.class, Todos.class), with(API,
				"spring.cloud.gateway.server.webflux.globalcors.cors-configurations.[/api/v1/**].allowed-origins=*"))) {
			assertThat(findings(running)).containsExactlyInAnyOrder(
					new CorsConflict("CorsWebFilter", HERE + "Flux#oldFilter", List.of("/**"),
							CorsConflict.Effect.PARTLY_SHADOWED, List.of("api")),
					new CorsConflict("WebFluxConfigurer", HERE + "Flux#addCorsMappings", List.of("/files/**"),
							CorsConflict.Effect.ACTIVE, List.of()),
					new CorsConflict("@CrossOrigin", HERE + "Todos (2 methods)",
							List.of("/api/todos", "/api/todos/{id}"), CorsConflict.Effect.SHADOWED, List.of("api")),
					new CorsConflict("property", "spring.cloud.gateway.server.webflux.globalcors.*",
							List.of("/api/v1/**"), CorsConflict.Effect.SHADOWED, List.of("api")));
		}
	}

	@Test
	void findsSecuritysOwnSources() {
		try (Server.Running running = Server.TOMCAT.startSecured(List.of(Chains.class, NamedSource.class), API)) {
			assertThat(findings(running)).containsExactlyInAnyOrder(
					new CorsConflict("CorsConfigurationSource", HERE + "NamedSource#corsConfigurationSource",
							List.of("/api/y"), CorsConflict.Effect.SHADOWED, List.of("api")),
					new CorsConflict("http.cors()", HERE + "Chains#byPath", List.of("/api/x/**", "/else"),
							CorsConflict.Effect.PARTLY_SHADOWED, List.of("api")),
					new CorsConflict("http.cors()", HERE + "Chains#byRequest", List.of("/**"),
							CorsConflict.Effect.PARTLY_SHADOWED, List.of("api")));
		}
		try (Server.Running running = Server.JETTY.startSecured(List.of(PlainChain.class), API)) {
			assertThat(findings(running)).isEmpty();
		}
	}

	@Test
	void findsSecuritysOwnReactiveSources() {
		try (Server.Running running = Server.NETTY.startSecured(List.of(ReactiveChains.class), API)) {
			assertThat(findings(running)).containsExactly(new CorsConflict("http.cors()", HERE + "ReactiveChains#own",
					List.of("/**"), CorsConflict.Effect.PARTLY_SHADOWED, List.of("api")));
		}
	}

	@Test
	void seesFiltersThatAnswerBeforeThePolicies() {
		CorsConflict.Effect front = CorsConflict.Effect.PRECEDES_FILTER;
		try (Server.Running running = Server.TOMCAT.start(List.of(Early.class), API)) {
			assertThat(findings(running)).extracting(CorsConflict::where, CorsConflict::effect)
				.containsExactlyInAnyOrder(tuple(HERE + "Early#registered", front),
						tuple(HERE + "Early#ordered", front),
						tuple(HERE + "Early#late", CorsConflict.Effect.PARTLY_SHADOWED),
						tuple(HERE + "Early#elsewhere", CorsConflict.Effect.ACTIVE));
			assertThat(running
				.send("OPTIONS /api/todos", "Origin: https://app.example.com", "Access-Control-Request-Method: PUT")
				.status()).isEqualTo(403);
		}
		try (Server.Running running = Server.NETTY.start(List.of(ReactiveEarly.class), API)) {
			assertThat(findings(running)).extracting(CorsConflict::where, CorsConflict::effect)
				.containsExactlyInAnyOrder(tuple(HERE + "ReactiveEarly#early", front),
						tuple(HERE + "ReactiveEarly#late", CorsConflict.Effect.PARTLY_SHADOWED));
			assertThat(running
				.send("OPTIONS /api/todos", "Origin: https://app.example.com", "Access-Control-Request-Method: PUT")
				.status()).isEqualTo(403);
		}
	}

	@Test
	void isTakenWithoutSecurity() {
		Map<String, Object> sources = new SecurityFilterChains(new DefaultListableBeanFactory(), "org.example.Absent",
				"getFilters", (filters) -> List.of(), CorsFilter.class, CorsConfigurationSource.class)
			.ownSources();
		assertThat(sources).isEmpty();
	}

	@Test
	void comparesWithThePoliciesItIsGiven() {
		try (Server.Running running = Server.TOMCAT.start(List.of(Todos.class), API)) {
			CorsConflictDetector inventory = running.context().getBean(CorsConflictDetector.class);
			assertThat(inventory.conflicts()).extracting(CorsConflict::effect)
				.containsExactly(CorsConflict.Effect.SHADOWED);
			assertThat(inventory.conflicts(CorsPolicies.none())).extracting(CorsConflict::effect)
				.containsExactly(CorsConflict.Effect.ACTIVE);
		}
	}

	@Test
	void seesPathsBelowTheServletPath() {
		try (Server.Running running = Server.TOMCAT.start(List.of(Todos.class), "spring.mvc.servlet.path=/app",
				"cors.policies.api.paths=/app/api/**", "cors.policies.api.allowed-origins=https://app.example.com")) {
			assertThat(findings(running)).extracting(CorsConflict::effect)
				.containsExactly(CorsConflict.Effect.SHADOWED);
		}
	}

	@Test
	void aPolicyThatOnlyReportsShadowsNobody() {
		try (Server.Running running = Server.TOMCAT.start(List.of(Todos.class), with(API, "cors.mode=report-only"))) {
			assertThat(findings(running)).extracting(CorsConflict::effect).containsExactly(CorsConflict.Effect.ACTIVE);
		}
	}

	@Test
	void warnsInOneBlock(CapturedOutput output) {
		try (Server.Running running = Server.TOMCAT.start(List.of(Todos.class, Else.class),
				with(API, "logging.level.io.crossgate.cors.conflicts=warn"))) {
			assertThat(findings(running)).hasSize(2);
		}
		assertThat(output).containsOnlyOnce("Other CORS configuration found (cors.conflicts=warn)")
			.contains("1  @CrossOrigin  " + HERE + "Else (1 method)    /else ")
			.contains("2  @CrossOrigin  " + HERE + "Todos (2 methods)  /api/todos, /api/todos/{id}  "
					+ "shadowed by policy 'api', delete");
	}

	@Test
	void saysNothingWhereThereIsNothingToSay(CapturedOutput output) {
		try (Server.Running running = Server.TOMCAT.start(List.of(),
				with(API, "logging.level.io.crossgate.cors.conflicts=warn",
						"management.endpoints.web.cors.allowed-origins=https://ops.example.com"))) {
			assertThat(findings(running)).hasSize(1);
		}
		assertThat(output).doesNotContain("Other CORS configuration");
	}

	@Test
	void conflictStopsTheStartIfAsked() {
		Throwable thrown = catchThrowable(
				() -> Server.TOMCAT.start(List.of(Todos.class), with(API, "cors.conflicts=fail")));
		assertThat(thrown).isInstanceOf(CorsConflictsException.class);
		FailureAnalysis analysis = new CorsConflictsFailureAnalyzer().analyze(thrown);
		assertThat(analysis.getDescription()).contains("@CrossOrigin", HERE + "Todos (2 methods)", "/api/todos",
				"shadowed by policy 'api', delete");
		assertThat(analysis.getAction()).contains("Delete it");
	}

	@Test
	void startsWithoutOtherCodeEvenThen() {
		try (Server.Running running = Server.TOMCAT.start(List.of(), with(API, "cors.conflicts=fail",
				"management.endpoints.web.cors.allowed-origins=https://ops.example.com"))) {
			assertThat(findings(running)).extracting(CorsConflict::isConflict).containsExactly(false);
		}
	}

	@Test
	void detectorIsNotThereIfIgnored() {
		try (Server.Running running = Server.NETTY.start(List.of(Todos.class), with(API, "cors.conflicts=ignore"))) {
			assertThat(running.context().getBeanProvider(CorsConflictDetector.class).getIfAvailable()).isNull();
		}
	}

	/** As the one of springdoc, which overrides every method. */
	@ParameterizedTest
	@EnumSource(Server.class)
	void aConfigurerThatMapsNothingIsNoConflict(Server server) {
		try (Server.Running running = server.start(List.of(Idle.class, IdleFlux.class),
				with(API, "cors.conflicts=fail"))) {
			assertThat(findings(running)).isEmpty();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void seesTheContextOfAnotherDispatcher(String name, Class<?> dispatcher, boolean atStart) {
		try (Server.Running running = Server.TOMCAT.start(List.of(dispatcher),
				with(API, "cors.policies.second.paths=/second/api/**",
						"cors.policies.second.allowed-origins=https://app.example.com"))) {
			assertThat(findings(running)).hasSize(atStart ? 2 : 0);
			Http.Response answer = running.send("GET /second/else", "Origin: https://app.example.com");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.header("Access-Control-Allow-Origin")).containsExactly("*");
			assertThat(findings(running)).containsExactlyInAnyOrder(
					new CorsConflict("WebMvcConfigurer", HERE + "SecondMvc#addCorsMappings",
							List.of("/second/api/files/**"), CorsConflict.Effect.SHADOWED, List.of("second")),
					new CorsConflict("@CrossOrigin", HERE + "Else (1 method)", List.of("/second/else"),
							CorsConflict.Effect.ACTIVE, List.of()));
		}
	}

	static Stream<Arguments> seesTheContextOfAnotherDispatcher() {
		return Stream.of(Arguments.of("started with the server", Eager.class, true),
				Arguments.of("started by the first request", Lazy.class, false),
				Arguments.of("started before its servlet", Refreshed.class, true));
	}

	@Test
	void doesNotStartWithAnotherDispatchersCodeIfAsked() {
		assertThat(catchThrowable(() -> Server.TOMCAT.start(List.of(Eager.class), with(API, "cors.conflicts=fail"))))
			.hasRootCauseInstanceOf(CorsConflictsException.class);
		try (Server.Running running = Server.TOMCAT.start(List.of(Lazy.class), with(API, "cors.conflicts=fail"))) {
			assertThat(running.send("GET /second/else").status()).isEqualTo(200);
			assertThat(findings(running)).hasSize(2);
		}
	}

	private static CorsFilter filter() {
		return new CorsFilter((request) -> new CorsConfiguration());
	}

	private static List<CorsConflict> findings(Server.Running running) {
		return running.context().getBean(CorsConflictDetector.class).conflicts();
	}

	private static String[] with(String[] properties, String... more) {
		return Stream.of(properties, more).flatMap(Stream::of).toArray(String[]::new);
	}

	@CrossOrigin
	@RestController
	static class Todos {

		@GetMapping("/api/todos")
		String todos() {
			return "[]";
		}

		@GetMapping("/api/todos/{id}")
		String todo() {
			return "{}";
		}

	}

	@RestController
	static class Else {

		@CrossOrigin
		@GetMapping("/else")
		String annotated() {
			return "[]";
		}

		@GetMapping("/plain")
		String plain() {
			return "[]";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Mvc implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/files/**");
		}

		@Bean
		UrlBasedCorsConfigurationSource myCors() {
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/api/x/**", new CorsConfiguration());
			source.registerCorsConfiguration("/api/y", new CorsConfiguration());
			return source;
		}

		@Bean
		FilterRegistrationBean<CorsFilter> oldFilter(UrlBasedCorsConfigurationSource source) {
			return new FilterRegistrationBean<>(new CorsFilter(source));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Flux implements WebFluxConfigurer {

		@Override
		public void addCorsMappings(org.springframework.web.reactive.config.CorsRegistry registry) {
			registry.addMapping("/files/**");
		}

		@Bean
		CorsWebFilter oldFilter() {
			return new CorsWebFilter(new org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Chains {

		@Bean
		@Order(1)
		SecurityFilterChain byPath(HttpSecurity http) {
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/api/x/**", new CorsConfiguration());
			source.registerCorsConfiguration("/else", new CorsConfiguration());
			return http.securityMatcher("/a/**").cors((cors) -> cors.configurationSource(source)).build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain byRequest(HttpSecurity http) {
			return http.securityMatcher("/b/**")
				.cors((cors) -> cors.configurationSource((request) -> new CorsConfiguration()))
				.build();
		}

		@Bean
		@Order(3)
		SecurityFilterChain fromTheBean(HttpSecurity http) {
			return http.securityMatcher("/c/**").cors(Customizer.withDefaults()).build();
		}

		@Bean
		@Order(4)
		SecurityFilterChain silent(HttpSecurity http) {
			return http.cors((cors) -> cors.disable()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NamedSource {

		@Bean
		UrlBasedCorsConfigurationSource corsConfigurationSource() {
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/api/y", new CorsConfiguration());
			return source;
		}

	}

	/** Its source is Spring MVC itself, which has nothing to say. */
	@Configuration(proxyBeanMethods = false)
	static class PlainChain {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.cors(Customizer.withDefaults()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveChains {

		@Bean
		@Order(1)
		SecurityWebFilterChain own(ServerHttpSecurity http) {
			return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/a/**"))
				.cors((cors) -> cors.configurationSource((exchange) -> new CorsConfiguration()))
				.build();
		}

		@Bean
		@Order(2)
		SecurityWebFilterChain silent(ServerHttpSecurity http) {
			return http.build();
		}

	}

	/** The first of them refuses everybody, whatever a policy says. */
	@Configuration(proxyBeanMethods = false)
	static class Early {

		@Bean
		FilterRegistrationBean<CorsFilter> registered() {
			FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter());
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

		@Bean
		CorsFilter ordered() {
			return new OrderedFilter();
		}

		@Bean
		CorsFilter late() {
			return filter();
		}

		@Bean
		FilterRegistrationBean<CorsFilter> elsewhere() {
			FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter());
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			registration.addUrlPatterns("/else/*");
			return registration;
		}

	}

	@Order(Ordered.HIGHEST_PRECEDENCE + 1)
	static class OrderedFilter extends CorsFilter {

		OrderedFilter() {
			super((request) -> new CorsConfiguration());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveEarly {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		CorsWebFilter early() {
			return new CorsWebFilter((exchange) -> new CorsConfiguration());
		}

		@Bean
		CorsWebFilter late() {
			return new CorsWebFilter((exchange) -> new CorsConfiguration());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Idle implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			// Maps nothing.
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class IdleFlux implements WebFluxConfigurer {

		@Override
		public void addCorsMappings(org.springframework.web.reactive.config.CorsRegistry registry) {
			// Maps nothing.
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	@Import(Else.class)
	static class SecondMvc implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/api/files/**");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Lazy {

		@Bean
		ServletRegistrationBean<DispatcherServlet> second() {
			AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
			context.register(SecondMvc.class);
			ServletRegistrationBean<DispatcherServlet> registration = new ServletRegistrationBean<>(
					new DispatcherServlet(context), "/second/*");
			registration.setName("second");
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Eager extends Lazy {

		@Override
		@Bean
		ServletRegistrationBean<DispatcherServlet> second() {
			ServletRegistrationBean<DispatcherServlet> registration = super.second();
			registration.setLoadOnStartup(1);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Refreshed {

		@Bean
		ServletRegistrationBean<DispatcherServlet> second(ApplicationContext parent, ServletContext servletContext) {
			AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
			context.setParent(parent);
			context.setServletContext(servletContext);
			context.register(SecondMvc.class);
			context.refresh();
			ServletRegistrationBean<DispatcherServlet> registration = new ServletRegistrationBean<>(
					new DispatcherServlet(context), "/second/*");
			registration.setName("second");
			return registration;
		}

	}

}
