package io.crossgate.cors.spring.actuate;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.crossgate.cors.spring.autoconfigure.OurAutoConfigurations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every explanation says what becomes of a form post, which no page has to ask for.
 */
class ForeignWriteTests {

	private static final String ANY = "A form post of this origin ";

	private static final String REFUSED = "refused: 403, cross-origin-write.";

	private static final Map<String, String> NOW = Map.of("arrives", "arrives.", "refused", "is " + REFUSED);

	private static final Map<String, String> ENFORCED = Map.of("arrives", "would arrive, too.", "refused",
			"would be " + REFUSED);

	@ParameterizedTest(name = "{0}: {1} to {2}")
	@CsvSource({ "off, https://evil.example, /account, arrives, refused",
			"off, https://evil.example, /api/todo, arrives, refused",
			"off, https://spa.example, /api/todo, arrives, arrives",
			"report-only, https://evil.example, /account, arrives, refused",
			"report-only, https://evil.example, /hook, arrives, arrives",
			"enforce, https://evil.example, /account, refused, ", "enforce, https://evil.example, /api/todo, refused, ",
			"enforce, http://evil.example, /account, refused, ", "enforce, null, /account, refused, ",
			"enforce, https://spa.example, /api/todo, arrives, ", "enforce, https://spa.example, /account, refused, ",
			"enforce, https://pay.example, /account, arrives, ",
			"enforce, https://this-server.invalid, /account, arrives, ",
			"enforce, https://evil.example, /hook, arrives, " })
	void isDescribed(String mode, String origin, String path, String now, @Nullable String enforced) {
		String sentence = "arrives: cors.protection.mode is " + mode + ".";
		String expected = (enforced != null) ? sentence + " Under enforce it " + ENFORCED.get(enforced) : NOW.get(now);
		new WebApplicationContextRunner()
			.withConfiguration(OurAutoConfigurations.named("CorsAutoConfiguration", "CorsEndpointAutoConfiguration"))
			.withPropertyValues("cors.protection.mode=" + mode, "cors.protection.trusted-origins=https://pay.example",
					"cors.protection.exempt-paths=/hook", "cors.policies.api.paths=/api/**",
					"cors.policies.api.allowed-origins=https://spa.example", "cors.policies.api.allow-credentials=true",
					"management.endpoints.web.exposure.include=cors")
			.run((context) -> {
				WebEndpointResponse<?> answer = context.getBean(CorsEndpoint.class)
					.view("explain", origin, path, "DELETE", null, null, null, SecurityContext.NONE);
				assertThat(answer).isNotNull();
				assertThat(answer.getBody()).isInstanceOfSatisfying(ExplainDescriptor.class,
						(explained) -> assertThat(explained.write()).isEqualTo(ANY + expected));
			});
	}

}
