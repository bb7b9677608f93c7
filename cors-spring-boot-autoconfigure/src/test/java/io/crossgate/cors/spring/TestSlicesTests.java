package io.crossgate.cors.spring;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice test of a controller sees CORS as production does, without importing anything.
 */
class TestSlicesTests {

	private static final String ORIGIN = "https://app.example.com";

	@WebMvcTest(properties = "cors.allowed-origins=" + ORIGIN)
	@Import(Controller.class)
	@Nested
	class WebMvc {

		@Test
		void sliceHasTheFilter(@Autowired MockMvcTester mvc) {
			assertThat(mvc.get().uri("/todos").header(HttpHeaders.ORIGIN, ORIGIN)).hasStatusOk()
				.hasHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN);
		}

		@Test
		void sliceRefusesAnUnlistedOrigin(@Autowired MockMvcTester mvc) {
			assertThat(mvc.get().uri("/todos").header(HttpHeaders.ORIGIN, "https://evil.example")).hasStatus(403);
		}

	}

	@WebFluxTest(properties = "cors.allowed-origins=" + ORIGIN)
	@Import(Controller.class)
	@Nested
	class WebFlux {

		@Test
		void sliceHasTheFilter(@Autowired WebTestClient client) {
			client.get()
				.uri("/todos")
				.header(HttpHeaders.ORIGIN, ORIGIN)
				.exchange()
				.expectStatus()
				.isOk()
				.expectHeader()
				.valueEquals(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN);
		}

		@Test
		void sliceRefusesAnUnlistedOrigin(@Autowired WebTestClient client) {
			client.get()
				.uri("/todos")
				.header(HttpHeaders.ORIGIN, "https://evil.example")
				.exchange()
				.expectStatus()
				.isForbidden();
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

	@RestController
	static class Controller {

		@GetMapping("/todos")
		String todos() {
			return "[]";
		}

	}

}
