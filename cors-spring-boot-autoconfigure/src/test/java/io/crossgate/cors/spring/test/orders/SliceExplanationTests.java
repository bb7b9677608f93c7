package io.crossgate.cors.spring.test.orders;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;

import io.crossgate.cors.spring.test.CorsAssert;

import static io.crossgate.cors.spring.test.CorsAssert.assertThatPage;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A slice does not have the policies of configuration classes. Where a call is refused
 * for that, the failure says so.
 */
class SliceExplanationTests {

	private static final String IMPORT = "@Import its configuration class.";

	private static CorsAssert app() {
		return assertThatPage("https://app.example.com").withJson("{\"quantity\": 2}");
	}

	private static void fails(ThrowingCallable call, String... parts) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(call).withMessageContainingAll(parts);
	}

	@WebMvcTest
	@Nested
	class WithoutAnyPolicy {

		@Test
		void failureNamesTheSlice(@Autowired MockMvc mvc) {
			fails(() -> app().on(mvc).can("PUT", "/orders/7"), "There is no policy in this test.",
					"WithoutAnyPolicy is a @WebMvcTest", IMPORT);
		}

	}

	@WebMvcTest(properties = "cors.allowed-origins=https://other.example.com")
	@Nested
	class WithTheDefaultPolicy {

		@Test
		void failureNamesTheSlice(@Autowired MockMvc mvc) {
			fails(() -> app().on(mvc).can("PUT", "/orders/7"), "Policy 'default'", "to allow  cors:",
					"WithTheDefaultPolicy is a @WebMvcTest", IMPORT);
		}

	}

	@WebMvcTest
	@Import(CorsPolicies.class)
	@Nested
	class WithThePolicy {

		@Test
		void saysNothingOfSlicesWhenTheApplicationRefuses(@Autowired MockMvc mvc) {
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThatPage("https://app.example.com").on(mvc).can("PUT", "/orders/7"))
				.withMessageContaining("answered with 400")
				.withMessageContaining("withJson")
				.withMessageNotContaining("@Import");
		}

	}

	@WebFluxTest(properties = "cors.allowed-origins=https://other.example.com")
	@Nested
	class OnWebFlux {

		@Test
		void failureNamesTheSlice(@Autowired WebTestClient client) {
			fails(() -> app().on(client).can("PUT", "/orders/7"), "Policy 'default'", "to allow  cors:",
					"OnWebFlux is a @WebFluxTest", IMPORT);
		}

	}

	@WebFluxTest
	@Import(CorsPolicies.class)
	@Nested
	class OnWebFluxWithThePolicy {

		@Test
		void canCallsTheSlice(@Autowired WebTestClient client) {
			app().on(client).withCredentials().can("PUT", "/orders/7").reads("X-Total-Count");
			fails(() -> app().on(client).can("GET", "/orders/7"), "the browser sent nothing");
			assertThatPage("https://app.example.com").on(client).readsError("GET", "/orders/8").answeredWith(404);
		}

	}

}
