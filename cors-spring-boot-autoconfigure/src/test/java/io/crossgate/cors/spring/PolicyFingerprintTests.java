package io.crossgate.cors.spring;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.policy.CorsPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What changes a fingerprint, and what does not.
 */
class PolicyFingerprintTests {

	private static final CorsPolicy API = CorsPolicy.named("api")
		.paths("/api/**", "/v2/**")
		.allowedOrigins("https://app.example.com", "https://admin.example.com")
		.build();

	private static final CorsPolicy FONTS = CorsPolicy.named("fonts").paths("/fonts/**").allowedOrigins("any").build();

	private static final String FINGERPRINT = PolicyFingerprint.of(List.of(API, FONTS));

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void fingerprintStaysWhenTheMeaningDoes(String change, List<CorsPolicy> policies) {
		assertThat(PolicyFingerprint.of(policies)).isEqualTo(FINGERPRINT);
	}

	static Stream<Arguments> fingerprintStaysWhenTheMeaningDoes() {
		return Stream.of(Arguments.of("another order of policies", List.of(FONTS, API)), Arguments.of(
				"another order of origins",
				List.of(API.toBuilder().allowedOrigins("https://admin.example.com", "https://app.example.com").build(),
						FONTS)),
				Arguments.of("an origin that is repeated",
						List.of(API.toBuilder()
							.allowedOrigins("https://admin.example.com", "https://app.example.com",
									"https://app.example.com")
							.build(), FONTS)),
				Arguments.of("another order of paths",
						List.of(API.toBuilder().paths("/v2/**", "/api/**").build(), FONTS)),
				Arguments.of("the name in another case", List.of(API.toBuilder().name("API").build(), FONTS)),
				Arguments.of("a default value that is written",
						List.of(API.toBuilder().maxAge(Duration.ofSeconds(1800)).preflightStatus(204).build(), FONTS)),
				Arguments.of("a preset whose values are written",
						List.of(API.toBuilder().preset("tracing").allowedHeaders("*").build(), FONTS)),
				Arguments.of("every origin by its other name",
						List.of(API, FONTS.toBuilder().allowedOrigins("*").build())),
				Arguments.of("an origin among the patterns",
						List.of(API.toBuilder()
							.allowedOrigins("https://app.example.com")
							.allowedOriginPatterns("https://admin.example.com")
							.build(), FONTS)),
				Arguments.of("the default methods without HEAD, which comes with GET",
						List.of(API.toBuilder().allowedMethods("GET", "POST", "PUT", "PATCH", "DELETE").build(),
								FONTS)),
				Arguments.of("the default methods in another order",
						List.of(API.toBuilder().allowedMethods("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT").build(),
								FONTS)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void fingerprintChangesWhenTheMeaningDoes(String change, List<CorsPolicy> policies) {
		assertThat(PolicyFingerprint.of(policies)).startsWith("sha256:").hasSize(71).isNotEqualTo(FINGERPRINT);
	}

	static Stream<Arguments> fingerprintChangesWhenTheMeaningDoes() {
		return Stream.of(Arguments.of("a policy less", List.of(API)), Arguments.of("no policy", List.of()),
				Arguments.of("an origin less",
						List.of(API.toBuilder().allowedOrigins("https://app.example.com").build(), FONTS)),
				Arguments.of("an origin that moves to the other policy",
						List.of(API.toBuilder().allowedOrigins("https://app.example.com").build(),
								FONTS.toBuilder().allowedOrigins("any", "https://admin.example.com").build())),
				Arguments.of("credentials", List.of(API.toBuilder().allowCredentials(true).build(), FONTS)),
				Arguments.of("another name", List.of(API.toBuilder().name("web").build(), FONTS)),
				Arguments.of("the values of two properties exchanged",
						List.of(API.toBuilder().allowedHeaders("x-a").exposedHeaders("x-b").build(), FONTS)));
	}

	@Test
	void fingerprintDoesNotMindTheCaseOfHeaders() {
		CorsPolicy lower = API.toBuilder().allowedHeaders("x-a").exposedHeaders("x-b").build();
		CorsPolicy upper = API.toBuilder().allowedHeaders("X-A").exposedHeaders("X-B").build();
		assertThat(PolicyFingerprint.of(List.of(upper))).isEqualTo(PolicyFingerprint.of(List.of(lower)));
	}

	@Test
	void fingerprintTellsPropertiesApartWhenTheirValuesAreEqual() {
		CorsPolicy allowed = API.toBuilder().allowedHeaders("x-a").build();
		CorsPolicy exposed = API.toBuilder().exposedHeaders("x-a").build();
		assertThat(PolicyFingerprint.of(List.of(allowed))).isNotEqualTo(PolicyFingerprint.of(List.of(exposed)));
	}

}
