package io.crossgate.cors.spring.test.orders;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;

import static io.crossgate.cors.spring.test.CorsAssert.assertThatPage;

@WebMvcTest
@Import(CorsPolicies.class) // for policies that are beans; properties are there anyway
class OrdersCorsTests {

	@Test
	void onlyTheAppMayChangeOrders(@Autowired MockMvc mvc) {
		assertThatPage("https://app.example.com").on(mvc)
			.withCredentials()
			.withJson("{\"quantity\": 2}")
			.can("PUT", "/orders/7")
			.reads("X-Total-Count");
		assertThatPage("https://app.example.com").on(mvc).readsError("GET", "/orders/8").answeredWith(404);
		assertThatPage("https://evil.example").on(mvc).cannot("GET", "/orders/7");
	}

}
