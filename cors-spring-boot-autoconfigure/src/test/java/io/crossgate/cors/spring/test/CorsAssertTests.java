package io.crossgate.cors.spring.test;

import java.net.URI;

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
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

import io.crossgate.cors.spring.servlet.CorsServletFilter;

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
	void asksMockMvc() {
		MockMvc mockMvc = MockMvcBuilders.webAppContextSetup((WebApplicationContext) context)
			.addFilters(context.getBean(CorsServletFilter.class))
			.build();
		verify(CorsAssert.assertThatPage("https://app.example.com").on(mockMvc),
				CorsAssert.assertThatPage("https://evil.example").on(mockMvc));
	}

	@Test
	void asksWebTestClient() {
		WebTestClient client = WebTestClient.bindToServer().baseUrl(url).build();
		verify(CorsAssert.assertThatPage("https://app.example.com").on(client),
				CorsAssert.assertThatPage("https://evil.example").on(client));
	}

	@Test
	void asksRestTestClient() {
		RestTestClient client = RestTestClient.bindToServer().baseUrl(url).build();
		verify(CorsAssert.assertThatPage("https://app.example.com").onRestTestClient(client),
				CorsAssert.assertThatPage("https://evil.example").onRestTestClient(client));
	}

	@Test
	void asksARunningServer() {
		verify(CorsAssert.assertThatPage("https://app.example.com").on(URI.create(url)),
				CorsAssert.assertThatPage("https://evil.example").on(URI.create(url)));
	}

	@Test
	void saysWhatTheBrowserDidWhenItIsNotAsExpected() {
		CorsAssert evil = CorsAssert.assertThatPage("https://evil.example").on(URI.create(url));
		CorsAssert app = CorsAssert.assertThatPage("https://app.example.com").on(URI.create(url));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> evil.can("PUT", "/orders/7"))
			.withMessageContaining("A page at https://evil.example is expected to be able to PUT /orders/7, but can't")
			.withMessageContaining("403");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> app.cannot("PUT", "/orders/7"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> app.can("PUT", "/orders/7").reads("X-Hidden"));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> app.can("PUT", "/orders/7").doesNotRead("X-Total-Count"));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> app.can("PUT", "/orders/7").withoutPreflight());
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> app.can("GET", "/orders/7").afterPreflight());
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> app.can("PUT", "/orders/7").answeredWith(500));
		Assertions.assertThatIllegalStateException()
			.isThrownBy(() -> CorsAssert.assertThatPage("https://app.example.com").can("GET", "/"));
	}

	private static void verify(CorsAssert app, CorsAssert evil) {
		app.withCredentials()
			.sending("X-Tenant", "7")
			.sendingJson()
			.can("PUT", "/orders/7?all=true")
			.afterPreflight()
			.answeredWith(200)
			.reads("X-Total-Count")
			.doesNotRead("X-Hidden");
		app.can("GET", "/missing").withoutPreflight().answeredWith(404);
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

	}

}
