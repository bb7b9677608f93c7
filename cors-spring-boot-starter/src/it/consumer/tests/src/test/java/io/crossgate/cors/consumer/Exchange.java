package io.crossgate.cors.consumer;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is sent, and what must come back.
 *
 * @param name what it is about
 * @param method the method
 * @param path the path
 * @param headers names and values in turn
 * @param status the status without Security
 * @param securedStatus the status with Security
 * @param cors what CORS is about in the answer, by name
 */
record Exchange(String name, String method, String path, List<String> headers, int status, int securedStatus,
		List<String> cors) {

	void check(Consumer consumer, boolean secured) throws IOException, InterruptedException {
		HttpResponse<String> response = consumer.send(this.method, this.path, this.headers.toArray(String[]::new));
		assertThat(cors(response)).as(this.name).containsExactlyElementsOf(this.cors);
		assertThat(response.statusCode()).as(this.name).isEqualTo(secured ? this.securedStatus : this.status);
	}

	private static List<String> cors(HttpResponse<String> response) {
		return response.headers()
			.map()
			.entrySet()
			.stream()
			.filter((header) -> header.getKey().startsWith("access-control-") || header.getKey().equals("vary"))
			.flatMap((header) -> header.getValue().stream().map((value) -> header.getKey() + ": " + value))
			.sorted()
			.toList();
	}

}
