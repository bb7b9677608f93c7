package io.crossgate.cors.spring.test;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.crossgate.cors.browser.Browser;

/**
 * Answers through {@link RestTestClient}.
 *
 * @param client calls the application
 */
record RestTestClientServer(RestTestClient client) implements TestServer {

	@Override
	public Answer answer(Browser.Request request, byte @Nullable [] body) {
		RestTestClient.RequestBodySpec spec = this.client.method(HttpMethod.valueOf(request.method()))
			.uri((builder) -> RequestUrl.on(builder.build(), request))
			.headers((headers) -> request.headers().lines().forEach((line) -> headers.add(line.name(), line.value())));
		EntityExchangeResult<byte[]> result = ((body != null) ? spec.body(body) : spec).exchange()
			.returnResult(byte[].class);
		int status = result.getStatus().value();
		return new Answer(ResponseHeaders.copy(status, result.getResponseHeaders()),
				(status < FIRST_ERROR) ? "" : ErrorBody.text(result.getResponseBody()));
	}

}
