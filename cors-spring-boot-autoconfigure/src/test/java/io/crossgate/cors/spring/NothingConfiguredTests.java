package io.crossgate.cors.spring;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The starter opens nothing by itself and stands in nobody's way: without a key not one
 * CORS header is sent, and what others say about CORS stays as it is.
 */
class NothingConfiguredTests {

	private static final String APP = "Origin: https://app.example.com";

	@ParameterizedTest
	@EnumSource(Server.class)
	void noResponseHasACorsHeader(Server server) {
		try (Server.Running running = server.start(List.of(Controller.class))) {
			for (String line : List.of("GET /plain", "POST /plain", "GET /nothing", "OPTIONS /plain")) {
				assertThat(running.send(line, APP).header("Access-Control-Allow-Origin")).as(line).isEmpty();
			}
			assertThat(running.send("GET /plain").lines()).noneMatch((line) -> line.startsWith("Access-Control-"));
			Http.Response preflight = running.send("OPTIONS /plain", APP, "Access-Control-Request-Method: PUT");
			assertThat(preflight.lines()).noneMatch((line) -> line.startsWith("Access-Control-"));
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void annotationsWorkWhereNoPolicyApplies(Server server) {
		for (String[] properties : new String[][] { {}, { "cors.policies.api.paths=/api/**",
				"cors.policies.api.allowed-origins=https://other.example.com" } }) {
			try (Server.Running running = server.start(List.of(Controller.class), properties)) {
				assertThat(running.send("GET /annotated", APP).header("Access-Control-Allow-Origin"))
					.containsExactly("https://app.example.com");
				Http.Response preflight = running.send("OPTIONS /annotated", APP, "Access-Control-Request-Method: GET");
				assertThat(preflight.status()).isEqualTo(200);
				assertThat(preflight.header("Access-Control-Allow-Origin")).containsExactly("https://app.example.com");
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void whereOneAppliesNobodySpeaksTwice(Server server) {
		for (String authoritative : List.of("true", "false")) {
			try (Server.Running running = server.start(List.of(Controller.class),
					"cors.allowed-origins=https://app.example.com", "cors.exposed-headers=X-Ours",
					"cors.authoritative=" + authoritative)) {
				Http.Response response = running.send("GET /annotated", APP);
				assertThat(response.header("Access-Control-Allow-Origin")).containsExactly("https://app.example.com");
				assertThat(response.header("Access-Control-Expose-Headers")).containsExactly("X-Ours");
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void whatIsRefusedAndPassedThroughStaysClosed(Server server) {
		try (Server.Running running = server.start(List.of(Controller.class),
				"cors.allowed-origins=https://other.example.com", "cors.on-denied=pass-through")) {
			Http.Response response = running.send("GET /annotated", APP);
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.lines()).noneMatch((line) -> line.startsWith("Access-Control-"));
		}
	}

	@RestController
	static class Controller {

		@GetMapping("/plain")
		String plain() {
			return "plain";
		}

		@GetMapping("/annotated")
		@CrossOrigin(origins = "https://app.example.com", exposedHeaders = "X-Theirs")
		String annotated() {
			return "annotated";
		}

	}

}
