package io.crossgate.cors.spring.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Function;

import io.crossgate.cors.browser.BrowserRequest;
import io.crossgate.cors.browser.BrowserResponse;

/**
 * Answers over the network. Redirects are not followed here, because the browser follows
 * them itself.
 */
final class UrlServer {

	private UrlServer() {
	}

	static Function<BrowserRequest, BrowserResponse> of(URI url) {
		HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
		return (request) -> {
			HttpRequest.Builder builder = HttpRequest.newBuilder(url.resolve(request.url()))
				.method(request.method(), HttpRequest.BodyPublishers.noBody());
			request.headers().lines().forEach((line) -> builder.header(line.name(), line.value()));
			try {
				HttpResponse<Void> answer = client.send(builder.build(), HttpResponse.BodyHandlers.discarding());
				BrowserResponse[] response = { BrowserResponse.of(answer.statusCode()) };
				answer.headers()
					.map()
					.forEach(
							(name, values) -> values.forEach((value) -> response[0] = response[0].header(name, value)));
				return response[0];
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(request.method() + " " + request.url(), ex);
			}
			catch (IOException ex) {
				throw new IllegalStateException(request.method() + " " + request.url(), ex);
			}
		};
	}

}
