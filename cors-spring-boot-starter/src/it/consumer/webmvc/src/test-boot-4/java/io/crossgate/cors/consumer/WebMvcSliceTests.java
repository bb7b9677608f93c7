package io.crossgate.cors.consumer;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;

import io.crossgate.cors.spring.test.CorsAssert;

/**
 * A slice has the filter, without a word in the test.
 */
@WebMvcTest
@ActiveProfiles("open")
class WebMvcSliceTests {

	@Test
	void seesCorsAsProductionDoes(@Autowired MockMvc mvc) {
		CorsAssert app = CorsAssert.assertThatPage("https://app.example.com").on(mvc);
		app.can("GET", "/todos").reads("X-Total");
		app.withJson("{}").readsError("PUT", "/todos").afterPreflight().answeredWith(405);
		CorsAssert.assertThatPage("https://evil.example").on(mvc).cannot("GET", "/todos");
	}

}
