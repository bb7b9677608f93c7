package io.crossgate.cors.spring.test;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import reactor.core.publisher.Mono;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.browser.Browser;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.reactive.CorsReactiveFilter;
import io.crossgate.cors.spring.servlet.CorsServletFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CorsAssertTests {

	private static ConfigurableApplicationContext context;

	private static String url;

	@BeforeAll
	static void start() {
		context = new SpringApplicationBuilder(Application.class)
			.properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=error",
					"cors.allowed-origins=https://app.example.com", "cors.allow-credentials=true",
					"cors.exposed-headers=X-Total-Count", "spring.main.web-application-type=servlet")
			.run();
		url = "http://localhost:" + ((ServletWebServerApplicationContext) context).getWebServer().getPort();
	}

	@AfterAll
	static void stop() {
		SpringApplication.exit(context);
	}

	@Test
	void assertionsAskMockMvc() {
		MockMvc mockMvc = mockMvc();
		verify(CorsAssert.assertThatPage("https://app.example.com").on(mockMvc),
				CorsAssert.assertThatPage("https://evil.example").on(mockMvc));
	}

	@Test
	void assertionsAskWebTestClient() {
		WebTestClient client = WebTestClient.bindToServer().baseUrl(url).build();
		verify(CorsAssert.assertThatPage("https://app.example.com").on(client),
				CorsAssert.assertThatPage("https://evil.example").on(client));
	}

	@Test
	void assertionsAskRestTestClient() {
		RestTestClient client = restTestClient();
		verify(CorsAssert.assertThatPage("https://app.example.com").onRestTestClient(client),
				CorsAssert.assertThatPage("https://evil.example").onRestTestClient(client));
	}

	@Test
	void assertionsAskARunningServer() {
		verify(CorsAssert.assertThatPage("https://app.example.com").on(URI.create(url)),
				CorsAssert.assertThatPage("https://evil.example").on(URI.create(url)));
	}

	@Test
	void canFailsWhenTheAnswerIsAnError() {
		CorsAssert app = page();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> app.can("GET", "/missing"))
			.withMessageContaining("is expected to be able to GET /missing, but is answered with 404")
			.withMessageContaining("readsError(\"GET\", \"/missing\").answeredWith(404)");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> app.readsError("PUT", "/orders/7"))
			.withMessageContaining("to read an error of PUT /orders/7, status 400 or above, but is answered with 200");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> app.cannot("GET", "/missing"))
			.withMessageContaining("not to be able to GET /missing, but can read the error 404");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> app.readsError("GET", "/missing").answeredWith(500));
	}

	@Test
	void everyClientSaysWhyTheApplicationRefusedABodyThatIsMissing() {
		for (CorsAssert app : List.of(page().on(mockMvc()),
				page().on(WebTestClient.bindToServer().baseUrl(url).build()), page().onRestTestClient(restTestClient()),
				page())) {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> app.can("POST", "/orders"))
				.withMessageContaining("answered with 400")
				.withMessageContaining("server    ")
				.withMessageContaining("No body was sent: withJson(");
		}
	}

	@Test
	void sendsNothingThatNoBrowserSends() {
		CorsAssert evil = evil().withJson("{}");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> evil.cannot("GET", "/orders/7"))
			.withMessageContaining("the browser sent nothing, because GET and HEAD have no body");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> evil.can("GET", "/orders/7"))
			.withMessageContaining("the browser sent nothing");
	}

	@Test
	void saysWhyThePolicyRefusesAndWhatWouldAllowIt() {
		CorsEngine engine = context.getBean(CorsEngine.class);
		for (CorsAssert evil : List.of(evil().on(mockMvc()), evil().explainedBy(engine))) {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> evil.can("PUT", "/orders/7"))
				.withMessageContaining(
						"A page at https://evil.example is expected to be able to PUT /orders/7, but can't")
				.withMessageContaining("403")
				.withMessageContaining("why       Policy 'default' (paths /**) does not allow the origin")
				.withMessageContaining("to allow  cors:")
				.withMessageContaining("https://app.example.com, https://evil.example");
		}
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> evil().can("PUT", "/orders/7"))
			.withMessageContaining("explainedBy(engine)");
	}

	@Test
	void explainsByTheFiltersOfAClientWithoutServer() {
		CorsPolicy policy = CorsPolicy.named("api").paths("/**").allowedOrigins("https://app.example.com").build();
		WebTestClient client = WebTestClient.bindToWebHandler((exchange) -> Mono.empty())
			.webFilter(new CorsReactiveFilter(new CorsEngine(CorsPolicies.compile(List.of(policy)))))
			.build();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> evil().on(client).can("GET", "/orders"))
			.withMessageContaining("Policy 'api' (paths /**) does not allow the origin");
		page().on(client).can("GET", "/orders");
	}

	@Test
	void failureSaysThatTheFilterIsMissing() {
		MockMvc withoutFilter = MockMvcBuilders.webAppContextSetup((WebApplicationContext) context).build();
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> page().on(withoutFilter).can("PUT", "/orders/7"))
			.withMessageContaining("the filter is not part of what is tested here");
		MockMvc withoutContext = MockMvcBuilders.standaloneSetup(new Orders()).build();
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> page().on(withoutContext).can("GET", "/orders/7"))
			.withMessageContaining("There is no CorsEngine bean behind this MockMvc");
	}

	@Test
	void takesTheContextPathFromTheServersUrl() {
		CorsPolicy policy = CorsPolicy.named("api").paths("/orders").allowedOrigins("https://app.example.com").build();
		TestServer server = new UrlServer("http://localhost:1/app", HttpClient.newHttpClient());
		CorsRequest facts = server
			.facts(new Browser.Request(Browser.Request.Kind.ACTUAL, "GET", "http://localhost:1/app/orders?a=b",
					HeaderList.none().with("Origin", "https://app.example.com"), false));
		assertThat(facts.fullPath()).isEqualTo("/app/orders");
		assertThat(CorsPolicies.compile(List.of(policy)).decide(facts).reason()).isEqualTo(DecisionReason.ALLOWED);
	}

	@Test
	void failsWhenAnAnswerIsNotAsExpected() {
		CorsAssert app = page();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> app.cannot("PUT", "/orders/7"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> app.can("PUT", "/orders/7").reads("X-Hidden"))
			.withMessageContaining("the policy's exposed-headers lack it: can read only");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> app.can("PUT", "/orders/7").reads("X-None"))
			.withMessageContaining("the answer has none");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> app.can("PUT", "/orders/7").doesNotRead("X-Total-Count"));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> app.can("PUT", "/orders/7").withoutPreflight());
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> app.readsError("GET", "/orders/7").afterPreflight());
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> app.can("PUT", "/orders/7").answeredWith(500));
		Assertions.assertThatIllegalStateException()
			.isThrownBy(() -> CorsAssert.assertThatPage("https://app.example.com").can("GET", "/"));
	}

	private static CorsAssert page() {
		return CorsAssert.assertThatPage("https://app.example.com").on(URI.create(url));
	}

	private static CorsAssert evil() {
		return CorsAssert.assertThatPage("https://evil.example").on(URI.create(url));
	}

	private static MockMvc mockMvc() {
		return MockMvcBuilders.webAppContextSetup((WebApplicationContext) context)
			.addFilters(context.getBean(CorsServletFilter.class))
			.build();
	}

	/**
	 * Follows no redirect, as the contract asks: the one found by default, of Jetty,
	 * does.
	 */
	private static RestTestClient restTestClient() {
		return RestTestClient.bindToServer(new JdkClientHttpRequestFactory()).baseUrl(url).build();
	}

	private static void verify(CorsAssert app, CorsAssert evil) {
		app.withCredentials()
			.sending("X-Tenant", "7")
			.can("PUT", "/orders/7?all=true")
			.afterPreflight()
			.answeredWith(200)
			.reads("X-Total-Count")
			.doesNotRead("X-Hidden");
		app.withJson("{\"quantity\": 2}").can("POST", "/orders").afterPreflight().reads("X-Total-Count");
		app.withBody("text/plain", "quantity=2").readsError("POST", "/orders").withoutPreflight().answeredWith(415);
		app.withBody("application/octet-stream", new byte[] { 1, 2, 3 }).can("PUT", "/moved").reads("X-Total-Count");
		app.readsError("GET", "/missing").withoutPreflight().answeredWith(404);
		evil.cannot("PUT", "/orders/7").afterPreflight();
		evil.cannot("GET", "/orders/7").withoutPreflight();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Orders.class)
	static class Application {

	}

	@RestController
	static class Orders {

		@PutMapping("/orders/7")
		ResponseEntity<String> put() {
			return ResponseEntity.ok().header("X-Total-Count", "1").header("X-Hidden", "1").body("{}");
		}

		@PostMapping("/orders")
		ResponseEntity<Void> post(@RequestBody Map<String, Integer> order) {
			return ResponseEntity.ok().header("X-Total-Count", String.valueOf(order.get("quantity"))).build();
		}

		/** A redirect that keeps method and body. */
		@PutMapping("/moved")
		ResponseEntity<Void> moved() {
			return ResponseEntity.status(307).header("Location", "/bytes").build();
		}

		@PutMapping("/bytes")
		ResponseEntity<Void> bytes(@RequestBody byte[] bytes) {
			return ResponseEntity.ok().header("X-Total-Count", String.valueOf(bytes.length)).build();
		}

	}

}
