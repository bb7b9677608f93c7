package io.crossgate.cors.consumer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.crossgate.cors.spring.test.CorsAssert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same exchanges on every line of Boot, with and without Spring Security, to the
 * status and the header. Security costs an anonymous request its answer, but neither the
 * preflight nor one CORS header.
 */
class ExchangeTests {

	private static final String APP = "https://app.example.com";

	private static final String CREDENTIALS = "access-control-allow-credentials: true";

	private static final String EXPOSE = "access-control-expose-headers: X-Total";

	private static final String ORIGIN = "access-control-allow-origin: https://app.example.com";

	/** User and password, which nobody asks for without Security. */
	private static final String USER = "Basic dXNlcjpwYXNzd29yZA==";

	private static final String VARY = "vary: Origin";

	private static Consumer consumer;

	@BeforeAll
	static void start() throws IOException {
		consumer = Consumer.start("--spring.profiles.active=open");
		assertThat(consumer.port()).as(consumer.log()).isPositive();
	}

	@AfterAll
	static void stop() {
		consumer.close();
	}

	@Test
	void startsAsAsked() {
		assertThat(consumer.log()).contains(Consumer.AOT ? "Starting AOT-processed Consumer" : "Starting Consumer");
	}

	@Test
	void answersAnAllowedGet() throws Exception {
		HttpResponse<String> response = consumer.send("GET", "Origin", APP, "Accept", "application/json");
		assertThat(response.statusCode()).isEqualTo(Consumer.SECURED ? 401 : 200);
		assertThat(cors(response)).containsExactly(CREDENTIALS, ORIGIN, EXPOSE, VARY);
	}

	@Test
	void answersAnAllowedPreflight() throws Exception {
		HttpResponse<String> response = consumer.send("OPTIONS", "Origin", APP, "Access-Control-Request-Method", "PUT",
				"Access-Control-Request-Headers", "authorization,content-type");
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(cors(response)).containsExactly(CREDENTIALS,
				"access-control-allow-headers: content-type,authorization", "access-control-allow-methods: GET,HEAD,PUT",
				ORIGIN, "access-control-max-age: 1800",
				"vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
	}

	@Test
	void answersACredentialedGet() throws Exception {
		HttpResponse<String> response = consumer.send("GET", "Origin", APP, "Authorization",
				USER);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("[]");
		assertThat(cors(response)).containsExactly(CREDENTIALS, ORIGIN, EXPOSE, VARY);
	}

	@Test
	void refusesAnotherOrigin() throws Exception {
		HttpResponse<String> response = consumer.send("GET", "Origin", "https://evil.example");
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(cors(response)).containsExactly(VARY);
	}

	@Test
	void worksInABrowser() {
		URI url = URI.create("http://127.0.0.1:" + consumer.port());
		CorsAssert.assertThatPage(APP)
			.on(url)
			.withCredentials()
			.sending("Authorization", USER)
			.can("GET", "/todos")
			.afterPreflight()
			.reads("X-Total");
		CorsAssert.assertThatPage("https://evil.example").on(url).cannot("GET", "/todos");
	}

	@Test
	void isSilentWithoutAnyKey() throws Exception {
		try (Consumer silent = Consumer.start()) {
			HttpResponse<String> response = silent.send("GET", "Origin", APP, "Authorization",
					USER);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(cors(response)).isEmpty();
		}
	}

	/** What CORS is about, by name. */
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
