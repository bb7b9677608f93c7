package io.crossgate.cors.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What goes over the wire, to the letter.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ExchangesContract {

	private final HttpClient client = HttpClient.newHttpClient();

	private final WebApplicationType type;

	private Laboratory laboratory;

	private Addresses addresses;

	ExchangesContract(WebApplicationType type) {
		this.type = type;
	}

	@BeforeAll
	void start() throws IOException {
		this.laboratory = Laboratory.on(this.type);
		this.addresses = this.laboratory.addresses();
	}

	@AfterAll
	void stop() {
		this.laboratory.close();
	}

	@Test
	void allowedGetIsServedWithTheOriginEchoed() throws Exception {
		HttpResponse<String> response = send(get(this.addresses.otherPort() + "/api/todos"), this.addresses.home());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("Read the Fetch standard");
		assertThat(corsHeaders(response))
			.isEqualTo(Map.of("access-control-allow-origin", List.of(this.addresses.home()),
					"access-control-allow-credentials", List.of("true"), "access-control-expose-headers",
					List.of("Content-Disposition,X-Total-Count"), "vary", List.of("Origin")));
	}

	@Test
	void allowedPutPreflightIsAnsweredBeforeTheApplication() throws Exception {
		HttpResponse<String> response = send(
				preflight(this.addresses.otherName() + "/api/todos/no-such-number", "PUT", "content-type"),
				this.addresses.home());
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
		assertThat(corsHeaders(response)).isEqualTo(Map.of("access-control-allow-origin",
				List.of(this.addresses.home()), "access-control-allow-credentials", List.of("true"),
				"access-control-allow-methods", List.of("GET,HEAD,POST,PUT,DELETE"), "access-control-allow-headers",
				List.of("content-type,x-request-id"), "access-control-max-age", List.of("600"), "vary",
				List.of("Origin, Access-Control-Request-Method, Access-Control-Request-Headers")));
	}

	@Test
	void credentialedGetIsServedToWhoHasTheCookie() throws Exception {
		HttpResponse<String> login = send(HttpRequest.newBuilder(URI.create(this.addresses.otherPort() + "/api/login"))
			.POST(BodyPublishers.noBody()), this.addresses.home());
		String cookie = login.headers().firstValue("set-cookie").orElseThrow();
		assertThat(login.statusCode()).isEqualTo(204);
		assertThat(cookie).startsWith("session=").contains("HttpOnly", "SameSite=Lax", "Path=/api");
		HttpResponse<String> response = send(
				get(this.addresses.otherPort() + "/api/me").header("Cookie", cookie.substring(0, cookie.indexOf(';'))),
				this.addresses.home());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"name\":\"Ada\"}");
		assertThat(corsHeaders(response))
			.isEqualTo(Map.of("access-control-allow-origin", List.of(this.addresses.home()),
					"access-control-allow-credentials", List.of("true"), "access-control-expose-headers",
					List.of("Content-Disposition,X-Total-Count"), "vary", List.of("Origin")));
	}

	@Test
	void refusedOriginLearnsNothing() throws Exception {
		for (String origin : List.of(this.addresses.unlistedOrigin(), this.addresses.tenant(), "https://evil.example",
				this.addresses.home() + ".evil.example", "null")) {
			HttpResponse<String> response = send(get(this.addresses.home() + "/api/todos"), origin);
			assertThat(response.statusCode()).as(origin).isEqualTo(403);
			assertThat(response.body()).as(origin).isEmpty();
			assertThat(corsHeaders(response)).as(origin).isEqualTo(Map.of("vary", List.of("Origin")));
		}
	}

	@Test
	void errorsKeepTheHeadersOfTheirPolicy() throws Exception {
		for (Map.Entry<String, Integer> error : Map
			.of("/api/me", 401, "/api/todos/9999", 404, "/api/nothing-here", 404, "/api/broken", 500)
			.entrySet()) {
			HttpResponse<String> response = send(get(this.addresses.home() + error.getKey()),
					this.addresses.otherName());
			assertThat(response.statusCode()).as(error.getKey()).isEqualTo(error.getValue());
			assertThat(corsHeaders(response)).as(error.getKey())
				.isEqualTo(Map.of("access-control-allow-origin", List.of(this.addresses.otherName()),
						"access-control-allow-credentials", List.of("true"), "access-control-expose-headers",
						List.of("Content-Disposition,X-Total-Count"), "vary", List.of("Origin")));
		}
	}

	@Test
	void pathWithoutPolicyIsLeftAlone() throws Exception {
		HttpResponse<String> response = send(get(this.addresses.otherPort() + "/private/report"),
				this.addresses.home());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(corsHeaders(response)).isEmpty();
	}

	@Test
	void onlyThePolicyTellsCachesThatTheAnswerVaries() throws Exception {
		HttpResponse<String> sound = send(get(this.addresses.otherName() + "/prices"), this.addresses.otherPort());
		HttpResponse<String> mistaken = send(get(this.addresses.otherName() + "/private/prices"),
				this.addresses.otherPort());
		assertThat(sound.headers().allValues("cache-control")).containsExactly("max-age=60");
		assertThat(mistaken.headers().allValues("cache-control")).containsExactly("max-age=60");
		assertThat(corsHeaders(sound)).isEqualTo(
				Map.of("access-control-allow-origin", List.of(this.addresses.otherPort()), "vary", List.of("Origin")));
		assertThat(corsHeaders(mistaken))
			.isEqualTo(Map.of("access-control-allow-origin", List.of(this.addresses.otherPort())));
	}

	@Test
	void exportNamesItsFile() throws Exception {
		HttpResponse<String> response = send(get(this.addresses.otherPort() + "/api/todos/export"),
				this.addresses.home());
		assertThat(response.headers().firstValue("content-disposition")).contains("attachment; filename=\"todos.csv\"");
		assertThat(response.headers().firstValue("content-type")).contains("text/csv;charset=UTF-8");
		assertThat(response.body()).startsWith("id,title,done\r\n1,\"Read the Fetch standard\",");
	}

	private static HttpRequest.Builder get(String url) {
		return HttpRequest.newBuilder(URI.create(url));
	}

	private static HttpRequest.Builder preflight(String url, String method, String headers) {
		return get(url).method("OPTIONS", BodyPublishers.noBody())
			.header("Access-Control-Request-Method", method)
			.header("Access-Control-Request-Headers", headers);
	}

	private HttpResponse<String> send(HttpRequest.Builder request, String origin) throws Exception {
		return this.client.send(request.header("Origin", origin).build(), BodyHandlers.ofString());
	}

	/** Everything that has to do with CORS, so that nothing more can slip in. */
	private static Map<String, List<String>> corsHeaders(HttpResponse<?> response) {
		Map<String, List<String>> found = new TreeMap<>(response.headers().map());
		found.keySet()
			.removeIf((name) -> !name.startsWith("access-control-") && !name.startsWith("cross-origin-")
					&& !name.equals("timing-allow-origin") && !name.equals("vary"));
		return found;
	}

}
