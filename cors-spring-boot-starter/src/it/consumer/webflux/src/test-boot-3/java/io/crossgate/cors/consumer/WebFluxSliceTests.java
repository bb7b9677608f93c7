package io.crossgate.cors.consumer;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.reactive.WebFluxTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.crossgate.cors.spring.test.CorsAssert;

/**
 * A slice has the filter, without a word in the test.
 */
@WebFluxTest
@ActiveProfiles("open")
class WebFluxSliceTests {

	@Test
	void seesCorsAsProductionDoes(@Autowired WebTestClient client) {
		CorsAssert app = CorsAssert.assertThatPage("https://app.example.com").on(client);
		app.can("GET", "/todos").reads("X-Total");
		app.withJson("{}").readsError("PUT", "/todos").afterPreflight().answeredWith(405);
		CorsAssert.assertThatPage("https://evil.example").on(client).cannot("GET", "/todos");
	}

}
