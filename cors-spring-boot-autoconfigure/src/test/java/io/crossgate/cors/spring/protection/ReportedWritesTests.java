package io.crossgate.cors.spring.protection;

import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.spring.Http;
import io.crossgate.cors.spring.Server;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code report-only} tells, and that it changes nothing; and where a refusal is
 * seen.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReportedWritesTests {

	private static final String[] PROPERTIES = { "management.endpoints.web.exposure.include=cors",
			"management.endpoint.cors.show-values=always", "logging.level.io.crossgate.cors=info",
			"cors.protection.trusted-origins=https://known.example" };

	private static final String[] FOREIGN = { "Origin: https://pay.example", "Sec-Fetch-Site: cross-site",
			"Sec-Fetch-Mode: navigate" };

	@Test
	void reportOnlyServesCountsAndSuggests(CapturedOutput output) throws Exception {
		try (Server.Running running = start("report-only")) {
			assertThat(running.send("POST /orders", FOREIGN).status()).isEqualTo(200);
			assertThat(running.send("POST /orders", "Origin: null", "Sec-Fetch-Site: cross-site").status())
				.isEqualTo(200);
			assertThat(count(running, "would-deny")).isEqualTo(2);
			Http.Response suggestion = running.send("GET /actuator/cors/suggestion");
			assertThat(suggestion.body())
				.contains("protection.trusted-origins: https://known.example, https://pay.example")
				.contains("2 x POST /orders");
			assertThat(running.send("GET /actuator/cors").body()).contains("\"reason\":\"cross-origin-write\"")
				.contains("protection.exempt-paths: /orders");
			await(output, "CORS would refuse (report-only) cross-origin-write");
			assertThat(output).contains("CORS protection report-only");
		}
	}

	@Test
	void aRefusalIsSeenInEveryPlace(CapturedOutput output) throws Exception {
		try (Server.Running running = start("enforce")) {
			Http.Response refused = running.send("POST /orders", FOREIGN);
			assertThat(refused.status()).isEqualTo(403);
			assertThat(count(running, "denied")).isEqualTo(1);
			await(output, "CORS refused cross-origin-write  POST /orders  from https://pay.example");
			assertThat(output).contains("protection.trusted-origins: https://known.example, https://pay.example")
				.contains("protection.exempt-paths: /orders");
			assertThat(running.send("GET /actuator/cors").body()).contains("\"reason\":\"cross-origin-write\"");
			String explained = running
				.send("GET /actuator/cors/explain?origin=https://pay.example&path=/orders&method=POST")
				.body();
			assertThat(explained).contains("\"reason\":\"cross-origin-write\"").contains("protection.trusted-origins");
			assertThat(running.send("GET /actuator/cors/suggestion").body()).contains("nothing to suggest");
		}
	}

	private static Server.Running start(String mode) {
		String[] properties = new String[PROPERTIES.length + 1];
		System.arraycopy(PROPERTIES, 0, properties, 0, PROPERTIES.length);
		properties[PROPERTIES.length] = "cors.protection.mode=" + mode;
		return Server.TOMCAT.start(List.of(Orders.class), properties);
	}

	private static double count(Server.Running running, String outcome) {
		return running.context()
			.getBean(MeterRegistry.class)
			.get("cors.requests")
			.tag("policy", "none")
			.tag("reason", "cross-origin-write")
			.tag("outcome", outcome)
			.counter()
			.count();
	}

	/** The log is written in the background. */
	private static void await(CapturedOutput output, String text) throws InterruptedException {
		for (int i = 0; i < 200 && !output.getOut().contains(text); i++) {
			Thread.sleep(50);
		}
		assertThat(output).contains(text);
	}

	@RestController
	static class Orders {

		@PostMapping("/orders")
		String order() {
			return "ordered";
		}

	}

}
