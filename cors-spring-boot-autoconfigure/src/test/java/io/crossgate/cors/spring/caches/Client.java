package io.crossgate.cors.spring.caches;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Everybody's HTTP client. It has no cache but what {@link Visit.Kind#AGAIN} needs.
 */
final class Client {

	/** Marks what does not come through a cache. */
	static final String DIRECT = "X-Direct";

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Map<Visit, Answer> known = new HashMap<>();

	/** Sends a request through a cache. */
	Answer visit(Visit visit, int port) {
		Answer answer = send(request(visit, port).build());
		if (visit.kind() == Visit.Kind.GET && answer.status() == 200) {
			this.known.put(visit.as(Visit.Kind.GET), answer);
		}
		return answer;
	}

	/** Sends the same request to the application itself. */
	Answer askDirectly(Visit visit, int port) {
		return send(request(visit, port).header(DIRECT, "yes").build());
	}

	private HttpRequest.Builder request(Visit visit, int port) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + visit.target()))
			.timeout(Duration.ofSeconds(20))
			.header("Accept-Language", visit.language());
		if (visit.site().origin() != null) {
			request.header("Origin", visit.site().origin());
		}
		if (visit.kind() == Visit.Kind.RANGE) {
			// A range of what is compressed is another one, and hardly any client asks
			// for it.
			request.header("Range", "bytes=0-9").header("Accept-Encoding", "identity");
		}
		else if (visit.gzip()) {
			request.header("Accept-Encoding", "gzip");
		}
		if (visit.isPreflight()) {
			request.header("Access-Control-Request-Method", "PUT")
				.header("Access-Control-Request-Headers", "content-type");
		}
		Answer known = (visit.kind() == Visit.Kind.AGAIN) ? this.known.get(visit.as(Visit.Kind.GET)) : null;
		if (known != null) {
			known.headers().firstValue("ETag").ifPresent((tag) -> request.header("If-None-Match", tag));
			known.headers().firstValue("Last-Modified").ifPresent((date) -> request.header("If-Modified-Since", date));
		}
		boolean put = visit.kind() == Visit.Kind.PUT;
		return request.method(visit.method(), put ? BodyPublishers.ofString("new") : BodyPublishers.noBody());
	}

	private Answer send(HttpRequest request) {
		try {
			HttpResponse<byte[]> response = exchange(request);
			return new Answer(response.statusCode(), response.headers(), response.body());
		}
		catch (IOException ex) {
			throw new IllegalStateException(request.toString(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A cache may close a connection that it has kept open just when it is used again.
	 */
	private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException, InterruptedException {
		try {
			return this.http.send(request, BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			return this.http.send(request, BodyHandlers.ofByteArray());
		}
	}

}
