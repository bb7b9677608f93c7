package io.crossgate.cors.spring.test;

import java.util.function.Function;

import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.crossgate.cors.browser.BrowserRequest;
import io.crossgate.cors.browser.BrowserResponse;

/**
 * Answers through {@link WebTestClient}.
 */
final class WebTestClientServer {

	private WebTestClientServer() {
	}

	static Function<BrowserRequest, BrowserResponse> of(WebTestClient client) {
		return (request) -> {
			FluxExchangeResult<Void> result = client.method(HttpMethod.valueOf(request.method()))
				.uri((builder) -> RequestUrl.on(builder.build(), request))
				.headers((
						headers) -> request.headers().lines().forEach((line) -> headers.add(line.name(), line.value())))
				.exchange()
				.returnResult(Void.class);
			return ResponseHeaders.copy(result.getStatus().value(), result.getResponseHeaders());
		};
	}

}
