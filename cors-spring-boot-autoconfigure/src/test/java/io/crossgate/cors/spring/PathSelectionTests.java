package io.crossgate.cors.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The policy of a request is the policy of the handler that runs, however the path is
 * spelt, on every server and below every kind of prefix. A spelling that two parties
 * could read differently is granted nothing and leads past no refusal.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathSelectionTests {

	private static final List<String> PLAIN = List.of("/api/admin", "/api/admin/", "/api/admin/x", "/api/%61dmin",
			"/api/public", "/api/public/x", "/api/public/%7Ename", "/api/public/caf%C3%A9", "/api/ADMIN", "/api/x",
			"/api/public.html", "/api/public+x", "/api/public%20x");

	private static final List<String> ODD = List.of("/api//admin", "//api/admin", "/api/./admin", "/api/%2e/admin",
			"/api%2fadmin", "/api%2Fadmin", "/api\\admin", "/api/admin%00", "/api/admin;jsessionid=1", "/api;x=1/admin",
			"/api/public/../admin", "/api/public/%2e%2e/admin", "/api/public/%2E./admin", "/api/public/..;/admin",
			"/api/public/..%2fadmin", "/api/public/..%5cadmin", "/api/public/%252e%252e/admin", "/api/public//../admin",
			"/api/public/.", "/api/public/..", "/api/public/;/../admin");

	private final List<Place> places = new ArrayList<>();

	PathSelectionTests() {
		for (Server server : Server.values()) {
			this.places.add(place(server, "", ""));
			if (server.isReactive()) {
				this.places.add(place(server, "/base", "", "spring.webflux.base-path=/base"));
			}
			else {
				this.places.add(place(server, "/ctx", "", "server.servlet.context-path=/ctx"));
				this.places.add(place(server, "/app", "/app", "spring.mvc.servlet.path=/app"));
				this.places.add(place(server, "/ctx/app", "/app", "server.servlet.context-path=/ctx",
						"spring.mvc.servlet.path=/app"));
			}
		}
	}

	@AfterAll
	void stop() {
		this.places.forEach((place) -> place.running.close());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("plainPaths")
	void thePolicyIsTheHandlers(Place place, String path) {
		Http.Response stranger = place.running.send("GET " + place.prefix + path, "Origin: https://evil.example");
		List<String> allowed = stranger.header("Access-Control-Allow-Origin");
		if (stranger.status() == 200) {
			String handler = handler(stranger);
			assertThat(allowed).as(path).isEqualTo(handler.equals("public") ? List.of("*") : List.of());
			assertThat(handler).as(path).isNotEqualTo("admin");
		}
		Http.Response admin = place.running.send("GET " + place.prefix + path, "Origin: https://admin.example.com");
		if (admin.status() == 200) {
			List<String> expected = switch (handler(admin)) {
				case "admin" -> List.of("https://admin.example.com");
				case "public" -> List.of("*");
				default -> List.of();
			};
			assertThat(admin.header("Access-Control-Allow-Origin")).as(path).isEqualTo(expected);
		}
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("oddPaths")
	void anOddSpellingGainsNothing(Place place, String path) {
		Http.Response stranger = place.running.send("GET " + place.prefix + path, "Origin: https://evil.example");
		assertThat(handler(stranger)).isNotEqualTo("admin");
		assertThat(stranger.header("Access-Control-Allow-Origin"))
			.isSubsetOf(isWithin("public", stranger) ? List.of("*") : List.of());
		Http.Response admin = place.running.send("GET " + place.prefix + path, "Origin: https://admin.example.com");
		assertThat(admin.header("Access-Control-Allow-Origin")).isSubsetOf(isWithin("admin", admin)
				? List.of("https://admin.example.com") : isWithin("public", admin) ? List.of("*") : List.of());
		Http.Response preflight = place.running.send("OPTIONS " + place.prefix + path, "Origin: https://evil.example",
				"Access-Control-Request-Method: GET");
		assertThat(preflight.header("Access-Control-Allow-Origin")).isNotEqualTo(List.of("https://evil.example"));
	}

	/** A server that refuses the spelling itself has no handler. */
	private static boolean isWithin(String name, Http.Response response) {
		String handler = handler(response);
		return handler.equals(name) || handler.isEmpty();
	}

	Stream<Arguments> plainPaths() {
		return paths(PLAIN);
	}

	Stream<Arguments> oddPaths() {
		return paths(ODD);
	}

	private Stream<Arguments> paths(List<String> paths) {
		return this.places.stream().flatMap((place) -> paths.stream().map((path) -> Arguments.of(place, path)));
	}

	private static String handler(Http.Response response) {
		return Stream.of("admin", "public", "other")
			.filter((name) -> response.body().contains("[" + name + "]"))
			.findFirst()
			.orElse("");
	}

	private static Place place(Server server, String prefix, String within, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("cors.policies.admin.paths=" + within + "/api/admin/**");
		all.add("cors.policies.admin.allowed-origins=https://admin.example.com");
		all.add("cors.policies.public.paths=" + within + "/api/public/**");
		all.add("cors.policies.public.allowed-origins=any");
		return new Place(server + " " + String.join(" ", properties), prefix,
				server.start(List.of(Controller.class), all.toArray(String[]::new)));
	}

	record Place(String name, String prefix, Server.Running running) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	@RestController
	static class Controller {

		@GetMapping({ "/api/admin", "/api/admin/", "/api/admin/**" })
		String admin() {
			return "[admin]";
		}

		@GetMapping({ "/api/public", "/api/public/", "/api/public/**" })
		String open() {
			return "[public]";
		}

		@GetMapping("/**")
		String other() {
			return "[other]";
		}

	}

}
