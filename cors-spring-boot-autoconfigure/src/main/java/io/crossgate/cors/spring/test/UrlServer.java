package io.crossgate.cors.spring.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.Browser;

/**
 * Answers over the network. Redirects are not followed here, because the browser follows
 * them itself.
 *
 * @param baseUrl where the application is
 * @param client sends the requests
 */
record UrlServer(String baseUrl, HttpClient client) implements TestServer {

	private static final byte[] NOTHING = {};

	static UrlServer of(URI url) {
		String base = url.toString();
		return new UrlServer(base.endsWith("/") ? base.substring(0, base.length() - 1) : base,
				HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build());
	}

	@Override
	public Answer answer(Browser.Request request, byte @Nullable [] body) {
		HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.url()))
			.method(request.method(), (body != null) ? HttpRequest.BodyPublishers.ofByteArray(body)
					: HttpRequest.BodyPublishers.noBody());
		request.headers().lines().forEach((line) -> builder.header(line.name(), line.value()));
		try {
			// The body of a success may never end.
			HttpResponse<byte[]> answer = this.client.send(builder.build(), (info) -> (info.statusCode() < FIRST_ERROR)
					? BodySubscribers.replacing(NOTHING) : BodySubscribers.ofByteArray());
			Browser.Response[] response = { Browser.Response.of(answer.statusCode()) };
			answer.headers()
				.map()
				.forEach((name, values) -> values.forEach((value) -> response[0] = response[0].header(name, value)));
			return new Answer(response[0], ErrorBody.text(answer.body()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(request.method() + " " + request.url(), ex);
		}
		catch (IOException ex) {
			throw new IllegalStateException(request.method() + " " + request.url(), ex);
		}
	}

}
