package io.crossgate.cors.spring.check;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.Server;
import io.crossgate.cors.spring.Server.Running;
import io.crossgate.cors.spring.check.Check.Application;
import io.crossgate.cors.spring.check.Check.Locator;
import io.crossgate.cors.spring.check.Finding.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Response headers that bytecode shows to be set, and those that pages may not read.
 */
class WrittenHeadersTests {

	@Test
	void namesThatAreConstantsAreSeen() {
		assertThat(headers("chained")).containsExactly("ETag", "Location", "X-Total-Count");
		assertThat(headers("onResponse")).containsExactly("Content-Type", "Vary", "X-Page", "X-Rate-Limit");
		assertThat(headers("severalLines")).containsExactly("X-Report");
	}

	@Test
	void whatIsNoConstantIsNotGuessed() {
		assertThat(headers("computed")).isEmpty();
		assertThat(headers("parameter")).isEmpty();
		assertThat(headers("nothing")).isEmpty();
		assertThat(WrittenHeaders.of("com.acme.Absent", getClass().getClassLoader())).isEmpty();
	}

	@Test
	void headersThatPagesMayNotReadAreNoted() {
		try (Running running = Server.TOMCAT.start(List.of(Controller.class))) {
			assertThat(check(running, false, "X-Page", "etag")).containsExactlyInAnyOrder(
					"GET /chained sets the header Location, and pages of other origins may not read it. If they are meant "
							+ "to, expose it.",
					"GET /chained sets the header X-Total-Count, and pages of other origins may not read it. If they are "
							+ "meant to, expose it.",
					"GET /on-response sets the header X-Rate-Limit, and pages of other origins may not read it. If they "
							+ "are meant to, expose it.",
					"GET /several-lines sets the header X-Report, and pages of other origins may not read it. If they are "
							+ "meant to, expose it.");
			assertThat(check(running, false, "*")).isEmpty();
			assertThat(check(running, true)).hasSize(6);
		}
	}

	private static List<String> check(Running running, boolean credentials, String... exposed) {
		CorsPolicy policy = CorsPolicy.named("api")
			.paths("/**")
			.allowedOrigins("https://app.example.com")
			.allowCredentials(credentials)
			.exposedHeaders(exposed)
			.build();
		return new ExposedHeaderCheck()
			.check(new Application(running.context(), CorsPolicies.compile(List.of(policy)), new Nowhere()))
			.stream()
			.map(Finding::message)
			.toList();
	}

	private static Iterable<String> headers(String method) {
		return WrittenHeaders.of(Controller.class.getName(), WrittenHeadersTests.class.getClassLoader())
			.getOrDefault(method, Set.of());
	}

	private static final class Nowhere implements Locator {

		@Override
		public Place locate(String name) {
			return Place.UNKNOWN;
		}

		@Override
		public Place locate(String policy, String key) {
			return Place.UNKNOWN;
		}

	}

	@RestController
	static class Controller {

		@GetMapping("/chained")
		ResponseEntity<String> chained(String total) {
			return ResponseEntity.ok()
				.header("X-Total-Count", total)
				.header(HttpHeaders.LOCATION, "/a")
				.header("ETag", "b", "c")
				.body("");
		}

		@GetMapping("/on-response")
		void onResponse(HttpServletResponse response, int page) {
			response.setHeader("X-Page", String.valueOf(page));
			response.addHeader("X-Rate-Limit", "5");
			response.setHeader("Vary", "Accept");
			response.setHeader("Content-Type", "text/plain");
		}

		@GetMapping("/several-lines")
		ResponseEntity<String> severalLines(String value) {
			String log = "not-a-header";
			System.setProperty("no-header", "either");
			return ResponseEntity.status(Integer.parseInt("200")).header("X-Report", value).body(log);
		}

		@GetMapping("/computed")
		void computed(HttpServletResponse response, String name) {
			response.setHeader(name.toLowerCase(Locale.ROOT), "no-store");
			response.setHeader(name.toLowerCase(Locale.ROOT), "no-" + name);
		}

		@GetMapping("/parameter")
		ResponseEntity<String> parameter(HttpServletResponse response, String name) {
			response.setHeader(name, "no-store");
			return ResponseEntity.ok().header(name, "no-store").build();
		}

		@GetMapping("/nothing")
		String nothing() {
			return "X-Nothing";
		}

	}

}
