package io.crossgate.cors.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.traffic.Denial;
import io.crossgate.cors.traffic.TrafficRecorder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What no policy answers, and nothing else, is said in the log, counted and held among
 * the recent denials. What something else answers is nobody's business.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnansweredRequestTests {

	private static final String APP = "Origin: https://app.example.com";

	private static final String STRANGER = "Origin: https://stranger.example";

	private static final String LINE = "CORS unanswered no-policy  ";

	@ParameterizedTest
	@EnumSource(Server.class)
	void aPathBeyondAPatternIsLoggedWithTheWiderPattern(Server server, CapturedOutput output) {
		try (Server.Running running = start(server, "cors.paths=/orders, /api/*",
				"cors.allowed-origins=https://app.example.com")) {
			Http.Response response = running.send("GET /orders/7", STRANGER);
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.cors()).isEmpty();
			running.send("GET /orders/8", STRANGER);
			running.send("OPTIONS /orders/7", APP, "Access-Control-Request-Method: PUT");
			running.send("GET /fails", APP);
			running.send("GET /nowhere", APP);
			running.send("GET /nowhere", STRANGER);
			running.send("GET /orders", APP);
			running.send("GET /orders/7");
			MeterRegistry registry = running.context().getBean(MeterRegistry.class);
			assertThat(count(registry, "none", "actual", "unanswered", "no-policy")).isEqualTo(4);
			assertThat(count(registry, "none", "preflight", "unanswered", "no-policy")).isEqualTo(1);
			List<Denial> denials = running.context().getBean(TrafficRecorder.class).denials();
			assertThat(denials).hasSize(3).allMatch((denial) -> denial.policy().isEmpty());
		}
		assertThat(output).containsOnlyOnce(LINE + "GET /orders/")
			// Netty looks at a response when its client may have sent the next request.
			.containsPattern(LINE + "GET /orders/[78]  from https://stranger\\.example")
			.contains(LINE + "preflight of PUT /orders/7  from https://app.example.com")
			.contains(LINE + "GET /fails  from https://app.example.com")
			.contains(LINE + "GET /nowhere  from https://app.example.com")
			.contains("answered  by the application, without CORS headers: browsers keep the answer from the page")
			.contains("is that path alone; /orders/** covers what is below it, too.")
			.contains("paths: /orders/**, /api/*")
			.doesNotContain(LINE + "GET /nowhere  from https://stranger.example")
			.doesNotContain(LINE + "GET /orders  ");
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void whatAnAnnotationAnswersIsNoMatter(Server server, CapturedOutput output) {
		for (String mode : List.of("enforce", "report-only")) {
			String paths = mode.equals("enforce") ? "/else" : "/**";
			try (Server.Running running = start(server, "cors.paths=" + paths,
					"cors.allowed-origins=https://app.example.com", "cors.mode=" + mode)) {
				for (String line : List.of("GET /annotated", "GET /annotated-later")) {
					assertThat(running.send(line, APP).header("Access-Control-Allow-Origin")).hasSize(1);
				}
				Http.Response preflight = running.send("OPTIONS /annotated", APP, "Access-Control-Request-Method: GET");
				assertThat(preflight.header("Access-Control-Allow-Origin")).hasSize(1);
			}
		}
		assertThat(output).doesNotContain(LINE).doesNotContain("was answered without CORS headers");
	}

	@ParameterizedTest
	@EnumSource(Server.class)
	void reportOnlySaysWhatItDoes(Server server, CapturedOutput output) {
		try (Server.Running running = start(server, "cors.mode=report-only",
				"cors.allowed-origins=https://app.example.com")) {
			assertThat(output).containsOnlyOnce("CORS report-only: policy 'default' sends no CORS headers and refuses "
					+ "nothing: pages of other origins work only if something else sends them.");
			for (int i = 0; i < 3; i++) {
				Http.Response response = running.send("GET /orders/" + i, APP);
				assertThat(response.status()).isEqualTo(200);
				assertThat(response.cors()).isEmpty();
			}
			assertThat(running.send("GET /orders/7", STRANGER).status()).isEqualTo(200);
			MeterRegistry registry = running.context().getBean(MeterRegistry.class);
			assertThat(count(registry, "default", "actual", "would-allow", "allowed")).isEqualTo(3);
			assertThat(count(registry, "default", "actual", "would-deny", "origin-not-allowed")).isEqualTo(1);
			assertThat(registry.find("cors.requests").tag("outcome", "allowed").counter()).isNull();
			assertThat(registry.find("cors.requests").tag("outcome", "denied").counter()).isNull();
		}
		assertThat(output)
			.contains("CORS would refuse (report-only) origin-not-allowed  GET /orders/7  from "
					+ "https://stranger.example")
			.doesNotContain("CORS refused")
			// Netty looks at a response when its client may have sent the next request.
			.containsOnlyOnce("CORS report-only: GET /orders/")
			.containsOnlyOnce(" from https://app.example.com was answered without CORS "
					+ "headers, so its browser refused it, although policy 'default' allows it. report-only sends none; "
					+ "mode: enforce with on-denied: pass-through allows what is allowed and refuses nothing.");
	}

	/** The advice is tried. */
	@ParameterizedTest
	@EnumSource(Server.class)
	void whatReportOnlyIsTakenForAllowsAndRefusesNothing(Server server, CapturedOutput output) {
		try (Server.Running running = start(server, "cors.on-denied=pass-through",
				"cors.allowed-origins=https://app.example.com")) {
			assertThat(running.send("GET /orders/1", APP).header("Access-Control-Allow-Origin")).hasSize(1);
			assertThat(running.send("GET /orders/1", STRANGER).status()).isEqualTo(200);
		}
		assertThat(output).doesNotContain("report-only").doesNotContain(LINE);
	}

	@ParameterizedTest
	@MethodSource("io.crossgate.cors.spring.ErrorsKeepHeadersTests#servletContainers")
	void anAnswerThatIsGivenLaterIsLookedAtThen(Server server, CapturedOutput output) {
		try (Server.Running running = start(server, List.of(Controller.class, Later.class), "cors.paths=/else",
				"cors.allowed-origins=https://app.example.com")) {
			assertThat(running.send("GET /later", APP).header("Access-Control-Allow-Origin")).hasSize(1);
			assertThat(running.send("GET /later-plain", APP).status()).isEqualTo(200);
		}
		assertThat(output).contains(LINE + "GET /later-plain  ").doesNotContain(LINE + "GET /later  ");
	}

	private static double count(MeterRegistry registry, String policy, String kind, String outcome, String reason) {
		@Nullable Counter counter = registry.find("cors.requests")
			.tags("policy", policy, "kind", kind, "outcome", outcome, "reason", reason)
			.counter();
		return (counter != null) ? counter.count() : 0;
	}

	private static Server.Running start(Server server, String... properties) {
		return start(server, List.of(Controller.class), properties);
	}

	private static Server.Running start(Server server, List<Class<?>> sources, String... properties) {
		List<Class<?>> all = new ArrayList<>(sources);
		all.add(Meters.class);
		List<String> more = new ArrayList<>(List.of(properties));
		more.add("logging.level.io.crossgate.cors=warn");
		more.add("management.endpoints.web.exposure.include=cors");
		return server.start(all, more.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	static class Meters {

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

	}

	@RestController
	static class Controller {

		@GetMapping({ "/orders", "/orders/{id}" })
		String order() {
			return "order";
		}

		@PutMapping("/orders/{id}")
		String put() {
			return "put";
		}

		@GetMapping("/fails")
		String fails() {
			throw new IllegalStateException("from a test");
		}

		@GetMapping("/annotated")
		@CrossOrigin("https://app.example.com")
		String annotated() {
			return "annotated";
		}

		@GetMapping("/annotated-later")
		@CrossOrigin("https://app.example.com")
		Callable<String> annotatedLater() {
			return () -> "annotated";
		}

	}

	@RestController
	static class Later {

		@GetMapping("/later")
		Callable<ResponseEntity<String>> later() {
			return () -> ResponseEntity.ok().header("Access-Control-Allow-Origin", "https://app.example.com").body("x");
		}

		@GetMapping("/later-plain")
		Callable<String> plain(HttpServletResponse response) {
			return () -> "plain";
		}

	}

}
