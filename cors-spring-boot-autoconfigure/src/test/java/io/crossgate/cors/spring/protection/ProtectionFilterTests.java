package io.crossgate.cors.spring.protection;

import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.path.RequestPath;
import io.crossgate.cors.spring.reactive.CorsReactiveFilter;
import io.crossgate.cors.spring.servlet.CorsServletFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both filters answer as the engine's table of decisions says: what is refused does not
 * reach the application, and what passes does.
 */
class ProtectionFilterTests {

	private static final CorsEngine ENGINE = new CorsEngine(ProtectionCase.policies());

	@ParameterizedTest(name = "{0}")
	@MethodSource("io.crossgate.cors.spring.protection.ProtectionCase#all")
	void servletFilterDecides(ProtectionCase row) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest(row.method(), row.path());
		request.setServletPath(RequestPath.decode(row.path()));
		request.setServerName("app.example");
		for (String header : row.headers()) {
			int colon = header.indexOf(':');
			request.addHeader(header.substring(0, colon), header.substring(colon + 1).strip());
		}
		MockHttpServletResponse response = new MockHttpServletResponse();
		AtomicBoolean reached = new AtomicBoolean();
		new CorsServletFilter(ENGINE).doFilter(request, response, (passed, answer) -> reached.set(true));
		assertAnswer(row, reached.get(), response.getStatus(), response.getHeader("Cache-Control"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("io.crossgate.cors.spring.protection.ProtectionCase#all")
	void reactiveFilterDecides(ProtectionCase row) {
		MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.method(HttpMethod.valueOf(row.method()),
				URI.create("http://app.example" + row.path()));
		for (String header : row.headers()) {
			int colon = header.indexOf(':');
			request.header(header.substring(0, colon), header.substring(colon + 1).strip());
		}
		MockServerWebExchange exchange = MockServerWebExchange.from(request.build());
		AtomicBoolean reached = new AtomicBoolean();
		new CorsReactiveFilter(ENGINE, true, 0).filter(exchange, (passed) -> {
			reached.set(true);
			return Mono.empty();
		}).block();
		assertAnswer(row, reached.get(),
				(exchange.getResponse().getStatusCode() != null) ? exchange.getResponse().getStatusCode().value() : 200,
				exchange.getResponse().getHeaders().getFirst("Cache-Control"));
	}

	private static void assertAnswer(ProtectionCase row, boolean reached, int status, String caching) {
		boolean answered = row.headers().stream().anyMatch((line) -> line.startsWith("Access-Control-Request-Method"))
				&& row.path().startsWith("/api/");
		assertThat(reached).isEqualTo(row.passes() && !answered);
		assertThat(status).isEqualTo(row.passes() ? (answered ? 204 : 200) : 403);
		assertThat(caching).isEqualTo(row.passes() ? null : "no-store");
	}

}
