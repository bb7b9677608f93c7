package io.crossgate.cors.spring;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever goes wrong behind the filter, an allowed page can read that it did: the CORS
 * headers are there on every status, once each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorsKeepHeadersTests {

	private static final String APP = "Origin: https://app.example.com";

	private final List<ErrorCase> situations = new ArrayList<>();

	private final List<Server.Running> servers = new ArrayList<>();

	ErrorsKeepHeadersTests() {
		for (Server server : Server.values()) {
			Server.Running running = server.start(
					List.of(Controller.class, server.isReactive() ? Reactive.class : Servlet.class),
					"cors.policies.api.paths=/api/**", "cors.policies.api.allowed-origins=https://app.example.com",
					"cors.policies.api.allow-credentials=true", "cors.policies.api.exposed-headers=X-Total",
					"spring.mvc.async.request-timeout=300ms");
			this.servers.add(running);
			add(running, server, "GET /api/number?value=x", 400);
			add(running, server, "GET /api/status/401", 401);
			add(running, server, "GET /api/status/403", 403);
			add(running, server, "GET /api/nothing", 404);
			add(running, server, "DELETE /api/number", 405);
			add(running, server, "GET /api/json", 406, "Accept: image/png");
			add(running, server, "GET /api/status/413", 413);
			add(running, server, "POST /api/json", 415, "Content-Type: image/png");
			add(running, server, "GET /api/status/429", 429);
			add(running, server, "GET /api/exception", 500);
			add(running, server, "GET /api/status/503", 503);
			add(running, server, "GET /api/filter", 500);
			add(running, server, "GET /api/vary", 200);
			add(running, server, "GET /api/events", 200);
			if (server.isReactive()) {
				add(running, server, "GET /api/late-error", 500);
			}
			else {
				add(running, server, "GET /api/send-error", 418);
				add(running, server, "GET /api/reset", 202);
				add(running, server, "GET /api/slow", 503);
			}
		}
	}

	@AfterAll
	void stop() {
		this.servers.forEach(Server.Running::close);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("situations")
	void errorResponsesKeepTheHeaders(ErrorCase situation) {
		Http.Response response = situation.running.send(situation.line, situation.headers);
		// Whether a time-out ends as 500 or 503 is a race between Tomcat and Spring.
		int[] statuses = situation.line.endsWith("/slow") ? new int[] { 500, 503 } : new int[] { situation.status };
		assertThat(response.status()).isIn(Arrays.stream(statuses).boxed().toList());
		assertThat(response.header("Access-Control-Allow-Origin")).containsExactly("https://app.example.com");
		assertThat(response.header("Access-Control-Allow-Credentials")).containsExactly("true");
		assertThat(response.header("Access-Control-Expose-Headers")).containsExactly("X-Total");
		List<String> vary = response.header("Vary")
			.stream()
			.flatMap((line) -> Stream.of(line.split(",")))
			.map(String::strip)
			.toList();
		assertThat(vary).containsOnlyOnce("Origin");
		if (situation.line.endsWith("/vary")) {
			assertThat(vary).contains("Accept-Language");
		}
	}

	Stream<ErrorCase> situations() {
		return this.situations.stream();
	}

	@ParameterizedTest
	@MethodSource("servletContainers")
	void resetThatIsSentAtOnceKeepsTheHeaders(Server server) {
		try (Server.Running running = server.start(List.of(Controller.class, Servlet.class),
				"cors.allowed-origins=https://app.example.com")) {
			Http.Response response = running.send("GET /api/reset-and-flush", APP);
			assertThat(response.status()).isEqualTo(202);
			assertThat(response.cors()).containsExactly("Access-Control-Allow-Origin: https://app.example.com",
					"Vary: Origin");
		}
	}

	static Stream<Server> servletContainers() {
		return Stream.of(Server.TOMCAT, Server.JETTY);
	}

	private void add(Server.Running running, Server server, String line, int status, String... headers) {
		String[] all = Stream.concat(Stream.of(APP), Stream.of(headers)).toArray(String[]::new);
		this.situations.add(new ErrorCase(server + " " + line, running, line, status, all));
	}

	record ErrorCase(String name, Server.Running running, String line, int status, String[] headers) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	@RestController
	static class Controller {

		@GetMapping("/api/number")
		String number(@RequestParam("value") int value) {
			return "number " + value;
		}

		@GetMapping("/api/status/{status}")
		String status(@PathVariable("status") int status) {
			throw new ResponseStatusException(HttpStatus.valueOf(status));
		}

		@GetMapping(path = "/api/json", produces = "application/json")
		String json() {
			return "{}";
		}

		@PostMapping(path = "/api/json", consumes = "application/json")
		String post() {
			return "{}";
		}

		@GetMapping("/api/exception")
		String exception() {
			throw new IllegalStateException("on purpose");
		}

		@GetMapping("/api/filter")
		String filter() {
			return "never reached";
		}

		@GetMapping("/api/vary")
		ResponseEntity<String> vary() {
			return ResponseEntity.ok().varyBy("Accept-Language").body("[]");
		}

		@GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<String> events() {
			return Flux.interval(Duration.ofMillis(20)).map((i) -> "event " + i).take(3);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@RestController
	static class Servlet {

		@Bean
		FilterRegistrationBean<Filter> broken() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				throw new IllegalStateException("on purpose");
			});
			registration.addUrlPatterns("/api/filter");
			return registration;
		}

		@GetMapping("/api/send-error")
		void sendError(HttpServletResponse response) throws IOException {
			response.sendError(418);
		}

		@GetMapping("/api/reset")
		void reset(HttpServletResponse response) throws IOException {
			response.reset();
			response.setStatus(202);
			response.getWriter().write("reset");
		}

		@GetMapping("/api/reset-and-flush")
		@ResponseBody
		void resetAndFlush(HttpServletResponse response) throws IOException {
			response.reset();
			response.setStatus(202);
			response.getWriter().write("reset");
			response.flushBuffer();
		}

		@GetMapping("/api/slow")
		Callable<String> slow() {
			return () -> {
				Thread.sleep(2000);
				return "too late";
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@RestController
	static class Reactive {

		@Bean
		WebFilter broken() {
			return (exchange, chain) -> exchange.getRequest().getPath().value().equals("/api/filter")
					? Mono.error(new IllegalStateException("on purpose")) : chain.filter(exchange);
		}

		@GetMapping("/api/late-error")
		Mono<String> lateError() {
			return Mono.delay(Duration.ofMillis(20)).then(Mono.error(new IllegalStateException("on purpose")));
		}

	}

}
