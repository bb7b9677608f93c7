package io.crossgate.cors.spring.conflict;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.support.OriginHandshakeInterceptor;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict.EndpointOriginCheck;

import static org.assertj.core.api.Assertions.assertThat;

class EndpointOriginCheckTests {

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void aListThatLacksWhatThePolicyAllowsRefuses(Row row) {
		CorsPolicy policy = CorsPolicy.named("api").paths("/**").allowedOrigins(row.policy).build();
		assertThat(row.check().refusesSomeOf(policy)).isEqualTo(row.refuses);
	}

	static Stream<Row> aListThatLacksWhatThePolicyAllowsRefuses() {
		String app = "https://app.example.com";
		return Stream.of(new Row("the default, its own origin only", List.of(), List.of(), List.of(app), true),
				new Row("every pattern", List.of(), List.of("*"), List.of(app, "https://*.example.org", "null"), false),
				new Row("every pattern, and a policy for everyone", List.of(), List.of("*"), List.of("*"), false),
				new Row("every origin", List.of("*"), List.of(), List.of("any"), false),
				new Row("the same origin", List.of(app), List.of(), List.of(app), false),
				new Row("the same origin with a slash", List.of(app + "/"), List.of(), List.of(app), false),
				new Row("one of two", List.of(app), List.of(), List.of(app, "https://b.example.com"), true),
				new Row("another", List.of("https://b.example.com"), List.of(), List.of(app), true),
				new Row("an origin in place of a pattern", List.of(app), List.of(), List.of("https://*.example.com"),
						true),
				new Row("the same pattern", List.of(), List.of("https://*.example.com"),
						List.of("https://*.example.com"), false),
				new Row("a narrower pattern", List.of(), List.of("https://*.a.example.com"),
						List.of("https://*.example.com"), true),
				new Row("a pattern within one label", List.of(), List.of("https://shop-*-acme.vercel.app"),
						List.of("https://shop-*-acme.vercel.app"), false),
				new Row("every port", List.of(), List.of("http://localhost:[*]"), List.of("http://localhost:*"), false),
				new Row("two ports of all", List.of(), List.of("http://localhost:[3000,5173]"),
						List.of("http://localhost:*"), true),
				new Row("a list beside a policy for everyone", List.of(app), List.of(), List.of("*"), true),
				new Row("a list beside a policy for nobody", List.of(app), List.of(), List.of(), false));
	}

	/** It may allow any. */
	@ParameterizedTest
	@CsvSource({ "https://app.example.com, true", "*, false" })
	void aListRefusesSomeOfWhatALookupAllows(String list, boolean refuses) {
		CorsPolicy policy = CorsPolicy.named("a")
			.paths("/**")
			.allowedOrigins("https://app.example.com")
			.originsFrom("tenants")
			.build();
		assertThat(new EndpointOriginCheck(List.of(list), List.of(), "fix").refusesSomeOf(policy)).isEqualTo(refuses);
	}

	/** What Spring does with the same lists. */
	@ParameterizedTest(name = "{0}")
	@MethodSource("aListThatLacksWhatThePolicyAllowsRefuses")
	void acceptsWhatSpringAccepts(Row row) throws Exception {
		OriginHandshakeInterceptor springs = new OriginHandshakeInterceptor(row.origins);
		springs.setAllowedOriginPatterns(row.patterns);
		for (String origin : List.of("https://app.example.com", "https://b.example.com", "https://x.a.example.com",
				"https://shop-7-acme.vercel.app", "http://localhost:3000", "http://localhost:49151", "null",
				"https://any-page.invalid", "http://app.example.com")) {
			MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ws");
			request.addHeader("Origin", origin);
			boolean accepted = springs.beforeHandshake(new ServletServerHttpRequest(request),
					new ServletServerHttpResponse(new MockHttpServletResponse()), new TextWebSocketHandler(), Map.of());
			assertThat(row.check().accepts(origin)).as(origin).isEqualTo(accepted);
		}
	}

	record Row(String name, List<String> origins, List<String> patterns, List<String> policy, boolean refuses) {

		EndpointOriginCheck check() {
			return new EndpointOriginCheck(this.origins, this.patterns, "fix");
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
