package io.crossgate.cors.spring;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An answer that can't be repaired any more leaves one line in the log, which names the
 * handler and the cure; an answer that is whole leaves none.
 */
@ExtendWith(OutputCaptureExtension.class)
class LostHeadersTests {

	private static final String APP = "Origin: https://app.example.com";

	private static final String LINE = "CORS headers of policy 'api' were lost  ";

	@ParameterizedTest
	@MethodSource("io.crossgate.cors.spring.ErrorsKeepHeadersTests#servletContainers")
	void lostHeadersAreNamedOnceEach(Server server, CapturedOutput output) {
		try (Server.Running running = start(server, "cors.authoritative=false")) {
			for (int i = 0; i < 3; i++) {
				assertThat(running.send("GET /api/orders/" + i, APP).cors()).isEmpty();
				assertThat(running.send("GET /api/stream", APP).cors()).isEmpty();
			}
		}
		assertThat(output).containsOnlyOnce(LINE + "GET /api/orders/{id}  ")
			.containsOnlyOnce(LINE + "GET /api/stream  ")
			.contains("an allowed page can't read it. Don't reset it, or remove cors.authoritative: false")
			.doesNotContain("without Vary");
	}

	@ParameterizedTest
	@MethodSource("io.crossgate.cors.spring.ErrorsKeepHeadersTests#servletContainers")
	void varyIsMissedWhereNothingElseWasLost(Server server, CapturedOutput output) {
		try (Server.Running running = start(server, "cors.authoritative=false")) {
			assertThat(running.send("GET /api/orders/1").cors()).isEmpty();
			assertThat(running.send("GET /api/replaced").header("Vary")).containsExactly("Accept");
			assertThat(running.send("GET /api/replaced", APP).header("Vary")).containsExactly("Accept");
			assertThat(running.send("GET /api/star").header("Vary")).containsExactly("*");
			assertThat(running.send("GET /api/added").header("Vary")).hasSize(2);
		}
		assertThat(output).containsOnlyOnce(LINE + "GET /api/orders/{id}  ")
			.contains(LINE + "GET /api/replaced  ")
			.contains("without Vary a cache gives it to pages of other origins")
			.doesNotContain("GET /api/star")
			.doesNotContain("GET /api/added");
	}

	/** Not through the response it was given: a library may know the container's. */
	@ParameterizedTest
	@MethodSource("io.crossgate.cors.spring.ErrorsKeepHeadersTests#servletContainers")
	void headersAreMissedWhereTheContainersOwnResponseWasReset(Server server, CapturedOutput output) {
		try (Server.Running running = start(server)) {
			assertThat(running.send("GET /api/unwrapped", APP).cors()).isEmpty();
		}
		assertThat(output).containsOnlyOnce(LINE + "GET /api/unwrapped  ")
			.contains("It did so past the response it was given");
	}

	@ParameterizedTest
	@MethodSource("io.crossgate.cors.spring.ErrorsKeepHeadersTests#servletContainers")
	void headersAreNotMissedWhereNothingWasLost(Server server, CapturedOutput output) {
		try (Server.Running running = start(server, "cors.authoritative=false")) {
			for (String line : List.of("GET /api/whole", "HEAD /api/whole", "GET /api/flushed", "GET /api/events",
					"GET /api/nothing", "OPTIONS /api/whole")) {
				assertThat(running.send(line, APP).header("Access-Control-Allow-Origin")).as(line).hasSize(1);
			}
			running.send("GET /else", APP);
		}
		try (Server.Running running = start(server)) {
			assertThat(running.send("GET /api/orders/1", APP).header("Access-Control-Allow-Origin")).hasSize(1);
			assertThat(running.send("GET /api/orders/1").cors()).containsExactly("Vary: Origin");
			assertThat(running.send("GET /api/orders/1", "Origin: https://evil.example").cors())
				.containsExactly("Vary: Origin");
			assertThat(running.send("GET /api/replaced").header("Vary")).containsExactly("Origin, Accept");
		}
		assertThat(output).doesNotContain(LINE);
	}

	private static Server.Running start(Server server, String... properties) {
		String[] all = { "cors.policies.api.paths=/api/**", "cors.policies.api.allowed-origins=https://app.example.com",
				"cors.policies.api.on-denied=pass-through", "logging.level.io.crossgate.cors.lost=warn",
				(properties.length > 0) ? properties[0] : "cors.mode=enforce" };
		return server.start(List.of(Controller.class), all);
	}

	@RestController
	static class Controller {

		@GetMapping("/api/orders/{id}")
		ResponseEntity<String> order(@PathVariable("id") String id, HttpServletResponse response) {
			response.reset();
			return ResponseEntity.ok(id);
		}

		@GetMapping("/api/stream")
		StreamingResponseBody stream(HttpServletResponse response) {
			return (body) -> {
				response.reset();
				body.write('x');
			};
		}

		@GetMapping("/api/replaced")
		ResponseEntity<String> replaced(HttpServletResponse response) {
			response.setHeader("Vary", "Accept");
			return ResponseEntity.ok("replaced");
		}

		@GetMapping("/api/star")
		ResponseEntity<String> star(HttpServletResponse response) {
			response.setHeader("Vary", "*");
			return ResponseEntity.ok("star");
		}

		@GetMapping("/api/added")
		ResponseEntity<String> added(HttpServletResponse response) {
			response.addHeader("Vary", "Accept");
			return ResponseEntity.ok("added");
		}

		@GetMapping("/api/unwrapped")
		void unwrapped(HttpServletResponse response) throws IOException {
			ServletResponse container = response;
			while (container instanceof ServletResponseWrapper wrapper) {
				container = wrapper.getResponse();
			}
			container.reset();
			container.flushBuffer();
		}

		@GetMapping("/api/whole")
		ResponseEntity<String> whole() {
			return ResponseEntity.ok("whole");
		}

		@GetMapping("/api/flushed")
		void flushed(HttpServletResponse response) throws IOException {
			response.flushBuffer();
		}

		@GetMapping("/api/events")
		SseEmitter events() throws IOException {
			SseEmitter emitter = new SseEmitter();
			emitter.send("now");
			emitter.complete();
			return emitter;
		}

		@GetMapping("/else")
		void elsewhere(HttpServletResponse response) throws IOException {
			response.reset();
			response.flushBuffer();
		}

	}

}
