package io.crossgate.cors.spring.test;

import java.util.function.Function;

import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.ExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.crossgate.cors.browser.BrowserRequest;
import io.crossgate.cors.browser.BrowserResponse;

/**
 * Answers through {@link RestTestClient}.
 */
final class RestTestClientServer {

	private RestTestClientServer() {
	}

	static Function<BrowserRequest, BrowserResponse> of(RestTestClient client) {
		return (request) -> {
			ExchangeResult result = client.method(HttpMethod.valueOf(request.method()))
				.uri((builder) -> RequestUrl.on(builder.build(), request))
				.headers((
						headers) -> request.headers().lines().forEach((line) -> headers.add(line.name(), line.value())))
				.exchange()
				.returnResult(byte[].class);
			return ResponseHeaders.copy(result.getStatus().value(), result.getResponseHeaders());
		};
	}

}
