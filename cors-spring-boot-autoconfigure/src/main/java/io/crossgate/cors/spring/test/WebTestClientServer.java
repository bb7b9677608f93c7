package io.crossgate.cors.spring.test;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.browser.Browser;
import io.crossgate.cors.spring.reactive.CorsReactiveFilter;

/**
 * Answers through {@link WebTestClient}.
 *
 * @param client calls the application
 */
record WebTestClientServer(WebTestClient client) implements TestServer {

	@Override
	public Answer answer(Browser.Request request, byte @Nullable [] body) {
		WebTestClient.RequestBodySpec spec = this.client.method(HttpMethod.valueOf(request.method()))
			.uri((builder) -> RequestUrl.on(builder.build(), request))
			.headers((headers) -> request.headers().lines().forEach((line) -> headers.add(line.name(), line.value())));
		FluxExchangeResult<Void> result = ((body != null) ? spec.bodyValue(body) : spec).exchange()
			.returnResult(Void.class);
		int status = result.getStatus().value();
		// The body of a success may never end.
		return new Answer(ResponseHeaders.copy(status, result.getResponseHeaders()),
				(status < FIRST_ERROR) ? "" : ErrorBody.text(result.getResponseBodyContent()));
	}

	/** A client that calls its application without a server has the filters at hand. */
	@Override
	public @Nullable CorsEngine engine() {
		AtomicReference<@Nullable CorsEngine> engine = new AtomicReference<>();
		this.client.mutateWith((builder, application, connector) -> {
			if (application != null) {
				application.filters((filters) -> filters.forEach((filter) -> {
					if (filter instanceof CorsReactiveFilter cors) {
						engine.set(cors.engine());
					}
				}));
			}
		});
		return engine.get();
	}

}
