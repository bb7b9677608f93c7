package io.crossgate.cors.consumer;

import java.io.IOException;
import java.net.http.HttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the actuator endpoint says, with and without the parameters that can be left out.
 */
final class EndpointExchanges {

	private EndpointExchanges() {
	}

	static void check(Consumer consumer) throws IOException, InterruptedException {
		assertThat(ask(consumer, "", 200)).contains("\"fingerprint\":\"sha256:", "\"name\":\"default\"",
				"\"reason\":\"origin-not-allowed\"");
		assertThat(ask(consumer, "/explain?origin=https://app.example.com&path=/todos", 200))
			.contains("\"readable\":true", "\"reason\":\"allowed\"");
		assertThat(ask(consumer, "/explain?origin=https://app.example.com&path=/todos&method=DELETE", 200))
			.contains("\"readable\":false", "\"reason\":\"method-not-allowed\"");
		assertThat(ask(consumer,
				"/explain?origin=https://app.example.com&path=/todos&method=PUT&headers=x-other&credentials=true", 200))
			.contains("\"readable\":false", "\"reason\":\"headers-not-allowed\"");
		ask(consumer, "/explain?path=/todos", 400);
		ask(consumer, "/suggestion", 200);
		ask(consumer, "/else", 404);
	}

	private static String ask(Consumer consumer, String question, int status) throws IOException, InterruptedException {
		HttpResponse<String> response = consumer.send("GET", "/actuator/cors" + question);
		assertThat(response.statusCode()).as(question).isEqualTo(status);
		assertThat(response.headers().firstValue("Cache-Control")).as(question).hasValue("no-store");
		return response.body();
	}

}
