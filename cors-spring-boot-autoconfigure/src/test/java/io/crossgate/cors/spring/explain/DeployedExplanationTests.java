package io.crossgate.cors.spring.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.crossgate.cors.spring.Http;
import io.crossgate.cors.spring.Server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What explains a refusal is the same wherever the application is deployed, but for the
 * path that the browser called.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeployedExplanationTests {

	private static final String SPA = "Origin: http://localhost:5173";

	private static final String APP = "Origin: https://app.example.com";

	static Stream<Place> places() {
		List<Place> places = new ArrayList<>();
		for (Server server : Server.values()) {
			places.add(new Place(server, "", ""));
			if (server.isReactive()) {
				places.add(new Place(server, "/app", "", "spring.webflux.base-path=/app"));
			}
			else {
				places.add(new Place(server, "/app", "", "server.servlet.context-path=/app"));
				places.add(new Place(server, "", "/servlet", "spring.mvc.servlet.path=/servlet"));
				places.add(new Place(server, "/app", "/servlet", "server.servlet.context-path=/app",
						"spring.mvc.servlet.path=/servlet"));
			}
		}
		return places.stream();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("places")
	void theLogHasTheFixAndTheWholePath(Place place, CapturedOutput output) {
		try (Server.Running running = place.start("logging.level.io.crossgate.cors.denied=warn")) {
			String host = "localhost:" + running.port();
			running.send("GET " + place.path(), "Host: " + host, SPA);
			await().untilAsserted(() -> assertThat(output)
				.contains("CORS refused origin-not-allowed  GET " + place.path() + "  from")
				.contains("Policy 'api' (paths " + place.pattern() + ") does not allow the origin")
				.contains("allowed-origins: https://app.example.com, http://localhost:5173")
				.contains("check     curl -i -H \"Origin: http://localhost:5173\" http://" + host + place.path()));
			running.send("OPTIONS " + place.path(), "Host: " + host, APP, "Access-Control-Request-Method: DELETE");
			await().untilAsserted(() -> assertThat(output)
				.contains("CORS refused method-not-allowed  preflight of DELETE " + place.path() + "  from")
				.contains("allowed-methods: GET, PUT, DELETE"));
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("places")
	void reportOnlyHasTheFixToo(Place place, CapturedOutput output) {
		try (Server.Running running = place.start("logging.level.io.crossgate.cors.denied=warn",
				"cors.mode=report-only")) {
			assertThat(running.send("GET " + place.path(), SPA).cors()).isEmpty();
			await().untilAsserted(() -> assertThat(output)
				.contains("CORS would refuse (report-only) origin-not-allowed  GET " + place.path())
				.contains("allowed-origins: https://app.example.com, http://localhost:5173"));
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("places")
	void theConsolesLinkLeadsToThePage(Place place) {
		try (Server.Running running = place.start("spring.profiles.active=dev")) {
			String host = "localhost:" + running.port();
			Http.Response refusal = running.send("GET " + place.path(), "Host: " + host, SPA);
			assertThat(refusal.status()).isEqualTo(403);
			String link = refusal.header("Access-Control-Allow-Origin").get(0);
			assertThat(link)
				.startsWith("http://" + host + place.context + place.servlet + "/__cors/why/origin-not-allowed?");
			Http.Response page = running.send("GET " + link.substring(("http://" + host).length()), "Host: " + host);
			assertThat(page.status()).isEqualTo(200);
			assertThat(page.body()).contains("allowed-origins: http://localhost:5173")
				.contains("http://" + host + place.path())
				.contains("GET " + place.path());
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("places")
	void aRefusedMethodIsAnsweredTruthfully(Place place) {
		try (Server.Running running = place.start("spring.profiles.active=dev")) {
			Http.Response preflight = running.send("OPTIONS " + place.path(), "Host: localhost:" + running.port(), APP,
					"Access-Control-Request-Method: DELETE");
			assertThat(preflight.status()).isEqualTo(204);
			assertThat(preflight.header("Access-Control-Allow-Methods")).containsExactly("GET,HEAD,PUT");
			assertThat(preflight.header("Access-Control-Allow-Origin")).containsExactly("https://app.example.com");
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("places")
	void theEndpointTakesThePathAsTheBrowserHasIt(Place place) {
		try (Server.Running running = place.start("management.endpoints.web.exposure.include=cors",
				"management.endpoint.cors.show-values=always")) {
			String explain = "GET " + place.context + place.servlet
					+ "/actuator/cors/explain?origin=http://localhost:5173&path=";
			String body = running.send(explain + place.path()).body();
			assertThat(body).contains("\"reason\":\"origin-not-allowed\"", "\"policy\":\"api\"")
				.contains("\"path\":\"" + place.path() + "\"")
				.contains("\"pathWithinApplication\":\"" + place.servlet + "/api/todos\"")
				.contains("http://api.example.com" + place.path())
				.doesNotContain("this-server.invalid")
				.doesNotContain("\"note\"");
			String within = running.send(explain + place.servlet + "/api/todos").body();
			assertThat(within).contains("\"reason\":\"origin-not-allowed\"")
				.contains("\"path\":\"" + place.path() + "\"");
			if (place.context.isEmpty()) {
				assertThat(within).doesNotContain("\"note\"");
			}
			else {
				assertThat(within).contains("\"note\":\"The path has been taken as one within the application: "
						+ "a browser calls " + place.path() + ".\"");
			}
			String other = place.context.isEmpty() ? "/else" : place.context + "ish/api/todos";
			assertThat(running.send(explain + other).body()).contains("\"reason\":\"no-policy\"");
		}
	}

	record Place(Server server, String context, String servlet, String... properties) {

		Server.Running start(String... more) {
			List<String> all = new ArrayList<>(List.of(this.properties));
			all.addAll(List.of(more));
			all.add("cors.policies.api.paths=" + pattern());
			all.add("cors.policies.api.allowed-origins=https://app.example.com");
			all.add("cors.policies.api.allowed-methods=GET,PUT");
			return this.server.start(List.of(), all.toArray(String[]::new));
		}

		String pattern() {
			return this.servlet + "/api/**";
		}

		String path() {
			return this.context + this.servlet + "/api/todos";
		}

		@Override
		public String toString() {
			return this.server + " below '" + this.context + this.servlet + "' of which '" + this.context
					+ "' is the context path";
		}

	}

}
