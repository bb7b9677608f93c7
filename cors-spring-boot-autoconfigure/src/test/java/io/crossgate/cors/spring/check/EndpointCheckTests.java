package io.crossgate.cors.spring.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunctions;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.spring.Server;
import io.crossgate.cors.spring.Server.Running;
import io.crossgate.cors.spring.check.Check.Application;
import io.crossgate.cors.spring.check.Check.Locator;
import io.crossgate.cors.spring.check.Finding.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Endpoints and policies that do not agree, on both stacks alike.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointCheckTests {

	private final Map<Server, Running> running = new EnumMap<>(Server.class);

	@AfterAll
	void stop() {
		this.running.values().forEach(Running::close);
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void policyThatFitsHasNothingToBeSaid(Server server) {
		assertThat(
				check(server,
						policy("/orders/**").allowedMethods("GET", "HEAD", "POST", "DELETE")
							.allowedHeaders("Authorization", "Content-Type", "X-Tenant", "If-Match", "X-B3-Trace")))
			.isEmpty();
		assertThat(check(server, policy("/orders/**"))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void methodThatNothingIsMappedForIsNamedWithTheListThatFits(Server server) {
		assertThat(check(server, policy("/orders/**").allowedMethods("GET", "POST", "PATCH", "DELETE", "PUT")))
			.containsExactly("WARN unmapped-method allowed-methods of policy 'api' = PATCH, PUT: No endpoint that the "
					+ "policy covers is mapped for it. [at api allowed-methods] [allowed-methods: GET, POST, DELETE]");
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void whatMayAnswerToEveryMethodHidesTheRest(Server server) {
		assertThat(check(server, policy("/any/**").allowedMethods("GET", "PATCH"))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void methodThatIsMappedAndNotAllowedIsNoted(Server server) {
		assertThat(check(server, policy("/orders/**").allowedMethods("GET", "DELETE"))).containsExactly(
				"NOTE method-not-allowed allowed-methods of policy 'api': POST is mapped (POST /orders), and pages of "
						+ "other origins may not send it. If they are meant to, allow it. [at "
						+ OrdersController.class.getName() + "#add] [add POST to allowed-methods]");
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void requiredHeaderThatPagesMayNotSetIsAWarningAndAnotherANote(Server server) {
		assertThat(check(server, policy("/orders/**").allowedHeaders("Content-Type", "X-T-*", "if-match")))
			.containsExactlyInAnyOrder(
					"WARN required-header-not-allowed allowed-headers of policy 'api': Pages of other origins may not set the "
							+ "header X-Tenant, which DELETE /orders/* requires: their calls fail. [at "
							+ OrdersController.class.getName() + "#delete] [add X-Tenant to allowed-headers]",
					"NOTE header-not-allowed allowed-headers of policy 'api': Pages of other origins may not set the header "
							+ "X-B3-Trace, which GET /orders, DELETE /orders/* read. [at "
							+ OrdersController.class.getName() + "#list] [add X-B3-Trace to allowed-headers]");
		assertThat(check(server, policy("/orders/**").allowedHeaders("If-Match", "X-b3-*", "X-TENANT")))
			.as("prefixes and case")
			.isEmpty();
		assertThat(check(server,
				policy("/orders/**").allowedMethods("GET", "POST").allowedHeaders("X-B3-Trace", "If-Match")))
			.as("of a method that is not allowed either")
			.noneMatch((finding) -> finding.contains("X-Tenant"));
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void endpointThatNoPolicyCoversIsNoted(Server server) {
		assertThat(checkAll(server, policy("/orders/**"))).containsExactly(
				"NOTE uncovered-endpoint /any/thing: No policy covers it, so this starter leaves it alone. [at "
						+ AnyController.class.getName() + "#any]");
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void pathThatEndsAboveAHandlerIsNamed(Server server) {
		assertThat(check(server, policy("/orders"))).contains(
				"WARN narrow-path paths of policy 'api': The path /orders is that path alone, and nothing below it; the "
						+ "application maps /orders/*, which no policy covers. To cover it, too, write /orders/** in its "
						+ "place. [at api paths[0]] [paths[0]: /orders/**]");
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void routesOfFunctionsAreSeen(Server server) {
		assertThat(check(server, policy("/routes/**").allowedMethods("GET", "PUT"))).containsExactly(
				"WARN unmapped-method allowed-methods of policy 'api' = PUT: No endpoint that the policy covers is mapped "
						+ "for it. [at api allowed-methods] [allowed-methods: GET]");
		assertThat(check(server, policy("/routes/**").allowedMethods("GET", "POST"))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void policyThatIsOffSaysNothing(Server server) {
		assertThat(check(server, policy("/orders/**").mode(CorsPolicy.Mode.OFF).allowedMethods("PATCH"))).isEmpty();
	}

	private static CorsPolicyBuilder policy(String path) {
		return CorsPolicy.named("api").paths(path).allowedOrigins("https://app.example.com");
	}

	/** All but what is said of paths that another policy could cover. */
	private List<String> check(Server server, CorsPolicyBuilder policy) {
		List<String> findings = new ArrayList<>(checkAll(server, policy));
		findings.removeIf((finding) -> finding.contains("uncovered-endpoint"));
		return findings;
	}

	private List<String> checkAll(Server server, CorsPolicyBuilder policy) {
		Running running = this.running.computeIfAbsent(server, (key) -> key
			.start(List.of((key == Server.NETTY) ? ReactiveRoutes.class : ServletRoutes.class, Controllers.class)));
		return new EndpointCheck()
			.check(new Application(running.context(), CorsPolicies.compile(List.of(policy.build())), new Keys()))
			.stream()
			.map(EndpointCheckTests::text)
			.toList();
	}

	private static String text(Finding finding) {
		return finding.severity() + " " + finding.code() + " " + finding.subject() + ": " + finding.message()
				+ Optional.of(finding.place().text())
					.filter((text) -> !text.isEmpty())
					.map((text) -> " [at " + text + "]")
					.orElse("")
				+ (finding.remedies().isEmpty() ? "" : " " + finding.remedies());
	}

	/** Names the keys in place of the lines they stand on. */
	private static final class Keys implements Locator {

		@Override
		public Place locate(String name) {
			return Place.ofText(name);
		}

		@Override
		public Place locate(String policy, String key) {
			return Place.ofText(policy + " " + key);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Controllers {

		@Bean
		OrdersController orders() {
			return new OrdersController();
		}

		@Bean
		AnyController any() {
			return new AnyController();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ServletRoutes {

		@Bean
		org.springframework.web.servlet.function.RouterFunction<org.springframework.web.servlet.function.ServerResponse> routes() {
			return org.springframework.web.servlet.function.RouterFunctions.route()
				.path("/routes", (nested) -> nested
					.GET("/a", (request) -> org.springframework.web.servlet.function.ServerResponse.ok().build())
					.POST("/b/{id}", (request) -> org.springframework.web.servlet.function.ServerResponse.ok().build()))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveRoutes {

		@Bean
		org.springframework.web.reactive.function.server.RouterFunction<org.springframework.web.reactive.function.server.ServerResponse> routes() {
			return RouterFunctions.route()
				.path("/routes",
						(nested) -> nested
							.GET("/a",
									(request) -> org.springframework.web.reactive.function.server.ServerResponse.ok()
										.build())
							.POST("/b/{id}",
									(request) -> org.springframework.web.reactive.function.server.ServerResponse.ok()
										.build()))
				.build();
		}

	}

	@RestController
	@RequestMapping("/orders")
	static class OrdersController {

		@GetMapping
		String list(@RequestHeader(name = "X-B3-Trace", required = false) String trace,
				@RequestHeader("User-Agent") String agent, @RequestHeader("Accept-Language") String language) {
			return Objects.toString(trace) + agent + language;
		}

		@PostMapping(headers = { "If-Match", "!X-Absent" })
		String add(@RequestHeader("X-Forwarded-For") String client, @RequestHeader Map<String, String> all) {
			return client + all;
		}

		@DeleteMapping("/{id}")
		String delete(@RequestHeader("X-Tenant") String tenant,
				@RequestHeader(name = "X-B3-Trace", defaultValue = "none") String trace) {
			return tenant + trace;
		}

	}

	@RestController
	static class AnyController {

		@RequestMapping("/any/thing")
		String any() {
			return "any";
		}

	}

}
