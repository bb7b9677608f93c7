package io.crossgate.cors.spring;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Management endpoints on a port of their own are out of the policies' reach; Boot's own
 * keys are in charge there.
 */
class ManagementPortTests {

	private static final String APP = "Origin: https://app.example.com";

	@ParameterizedTest
	@EnumSource(Server.class)
	void noPolicyReachesThePort(Server server) {
		try (Server.Running running = server.start(List.of(), "management.server.port=0",
				"cors.allowed-origins=https://app.example.com")) {
			Http.Response health = Http.send(running.managementPort(), "GET", "/actuator/health", APP);
			assertThat(health.status()).isEqualTo(200);
			assertThat(health.cors()).noneMatch((line) -> line.startsWith("Access-Control-"));
		}
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void bootsOwnKeysAreInChargeThere(Server server) {
		try (Server.Running running = server.start(List.of(), "management.server.port=0",
				"cors.allowed-origins=https://app.example.com",
				"management.endpoints.web.cors.allowed-origins=https://ops.example.com")) {
			Http.Response health = Http.send(running.managementPort(), "GET", "/actuator/health",
					"Origin: https://ops.example.com");
			assertThat(health.header("Access-Control-Allow-Origin")).containsExactly("https://ops.example.com");
		}
	}

}
