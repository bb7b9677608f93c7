package io.crossgate.cors.spring;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever becomes of an answer that is given later, by another thread and on another
 * dispatch, an allowed page can read it: the CORS headers are there, once each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsyncKeepsHeadersTests {

	private static final String APP = "Origin: https://app.example.com";

	private final List<AsyncCase> situations = new ArrayList<>();

	private final List<Server.Running> servers = new ArrayList<>();

	AsyncKeepsHeadersTests() {
		for (Server server : List.of(Server.TOMCAT, Server.JETTY)) {
			for (boolean authoritative : new boolean[] { false, true }) {
				Server.Running running = server.start(List.of(Controller.class, Mvc.class),
						"cors.policies.api.paths=/api/**", "cors.policies.api.allowed-origins=https://app.example.com",
						"cors.policies.api.allow-credentials=true", "cors.policies.api.exposed-headers=X-Total",
						"cors.authoritative=" + authoritative);
				this.servers.add(running);
				String name = server + (authoritative ? ", authoritative" : "");
				add(name, running, "a callable that answers", "/api/callable", 200);
				add(name, running, "a callable that fails", "/api/callable-fails", 500);
				add(name, running, "a callable that fails with a status", "/api/callable-conflicts", 409);
				add(name, running, "a callable that resets", "/api/callable-resets", 200);
				add(name, running, "a callable that resets and fails", "/api/callable-resets-and-fails", 500);
				add(name, running, "a callable that sends an error", "/api/callable-sends-error", 418);
				add(name, running, "a callable that varies", "/api/callable-varies", 200);
				add(name, running, "a callable that takes too long", "/api/callable-too-long", 503, 500);
				add(name, running, "a result that is an error", "/api/deferred-error", 500);
				add(name, running, "a result that never comes", "/api/deferred-never", 503, 500);
				add(name, running, "a result that never comes, and a stand-in", "/api/deferred-instead", 200);
				add(name, running, "an exception handler that resets", "/api/deferred-handled", 409);
				add(name, running, "a stream", "/api/stream", 200);
				add(name, running, "a stream that fails at once", "/api/stream-fails", 500);
				add(name, running, "a stream that resets and fails", "/api/stream-resets-and-fails", 500);
				add(name, running, "events", "/api/events", 200);
				add(name, running, "events that fail before the first", "/api/events-fail", 500);
				add(name, running, "an asynchronous context that resets and dispatches", "/api/context-dispatches",
						200);
				add(name, running, "an asynchronous context that nobody completes", "/api/context-never", 500);
				add(name, running, "an asynchronous context that sends an error", "/api/context-error", 418);
				if (authoritative) {
					add(name, running, "an exception handler that resets and flushes", "/api/deferred-handled-at-once",
							409);
					add(name, running, "a stream that resets", "/api/stream-resets", 200);
					add(name, running, "an asynchronous context that resets and completes", "/api/context-resets", 200);
				}
			}
		}
	}

	@AfterAll
	void stop() {
		this.servers.forEach(Server.Running::close);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("situations")
	void asynchronousResponsesKeepTheHeaders(AsyncCase situation) {
		Http.Response response = situation.running.send("GET " + situation.path, APP);
		assertThat(response.status()).isIn(situation.statuses);
		assertThat(response.header("Access-Control-Allow-Origin")).containsExactly("https://app.example.com");
		assertThat(response.header("Access-Control-Allow-Credentials")).containsExactly("true");
		assertThat(response.header("Access-Control-Expose-Headers")).containsExactly("X-Total");
		List<String> vary = response.header("Vary")
			.stream()
			.flatMap((line) -> Stream.of(line.split(",")))
			.map(String::strip)
			.toList();
		assertThat(vary).containsOnlyOnce("Origin");
		if (situation.path.endsWith("varies")) {
			assertThat(vary).contains("Accept-Language");
		}
	}

	Stream<AsyncCase> situations() {
		return this.situations.stream();
	}

	private void add(String server, Server.Running running, String name, String path, Integer... statuses) {
		// Whether a time-out ends as 500 or 503 is a race between the container and
		// Spring.
		this.situations.add(new AsyncCase(server + ": " + name, running, path, List.of(statuses)));
	}

	record AsyncCase(String name, Server.Running running, String path, List<Integer> statuses) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	@RestController
	static class Controller {

		@GetMapping("/api/callable")
		Callable<String> callable() {
			return () -> "later";
		}

		@GetMapping("/api/callable-fails")
		Callable<String> callableFails() {
			return () -> {
				throw new IllegalStateException("on purpose");
			};
		}

		@GetMapping("/api/callable-conflicts")
		Callable<String> callableConflicts() {
			return () -> {
				throw new ResponseStatusException(HttpStatus.CONFLICT);
			};
		}

		@GetMapping("/api/callable-resets")
		Callable<String> callableResets(HttpServletResponse response) {
			return () -> {
				response.reset();
				return "later";
			};
		}

		@GetMapping("/api/callable-resets-and-fails")
		Callable<String> callableResetsAndFails(HttpServletResponse response) {
			return () -> {
				response.reset();
				throw new IllegalStateException("on purpose");
			};
		}

		@GetMapping("/api/callable-sends-error")
		Callable<String> callableSendsError(HttpServletResponse response) {
			return () -> {
				response.sendError(418);
				return null;
			};
		}

		@GetMapping("/api/callable-varies")
		Callable<ResponseEntity<String>> callableVaries() {
			return () -> ResponseEntity.ok().varyBy("Accept-Language").body("later");
		}

		@GetMapping("/api/callable-too-long")
		Callable<String> callableTooLong() {
			return () -> {
				Thread.sleep(2000);
				return "too late";
			};
		}

		@GetMapping("/api/deferred-error")
		DeferredResult<String> deferredError() {
			DeferredResult<String> result = new DeferredResult<>();
			result.setErrorResult(new IllegalStateException("on purpose"));
			return result;
		}

		@GetMapping("/api/deferred-never")
		DeferredResult<String> deferredNever() {
			return new DeferredResult<>();
		}

		@GetMapping("/api/deferred-instead")
		DeferredResult<String> deferredInstead() {
			return new DeferredResult<>(100L, "instead");
		}

		@GetMapping("/api/deferred-handled")
		DeferredResult<String> deferredHandled() {
			DeferredResult<String> result = new DeferredResult<>();
			result.setErrorResult(new HandledException(false));
			return result;
		}

		@GetMapping("/api/deferred-handled-at-once")
		DeferredResult<String> deferredHandledAtOnce() {
			DeferredResult<String> result = new DeferredResult<>();
			result.setErrorResult(new HandledException(true));
			return result;
		}

		@ExceptionHandler
		void handled(HandledException exception, HttpServletResponse response) throws IOException {
			response.reset();
			response.setStatus(409);
			response.getWriter().write("handled");
			if (exception.flush) {
				response.flushBuffer();
			}
		}

		@GetMapping("/api/stream")
		StreamingResponseBody stream() {
			return (body) -> body.write("later".getBytes());
		}

		@GetMapping("/api/stream-fails")
		StreamingResponseBody streamFails() {
			return (body) -> {
				throw new IllegalStateException("on purpose");
			};
		}

		@GetMapping("/api/stream-resets")
		StreamingResponseBody streamResets(HttpServletResponse response) {
			return (body) -> {
				response.reset();
				body.write("later".getBytes());
			};
		}

		@GetMapping("/api/stream-resets-and-fails")
		StreamingResponseBody streamResetsAndFails(HttpServletResponse response) {
			return (body) -> {
				response.reset();
				throw new IllegalStateException("on purpose");
			};
		}

		@GetMapping("/api/events")
		SseEmitter events() throws IOException {
			SseEmitter emitter = new SseEmitter();
			emitter.send("now");
			emitter.complete();
			return emitter;
		}

		@GetMapping("/api/events-fail")
		SseEmitter eventsFail() {
			SseEmitter emitter = new SseEmitter();
			emitter.completeWithError(new IllegalStateException("on purpose"));
			return emitter;
		}

		@GetMapping("/api/context-dispatches")
		void contextDispatches(HttpServletRequest request, HttpServletResponse response) {
			AsyncContext context = request.startAsync(request, response);
			context.start(() -> {
				response.reset();
				context.dispatch("/elsewhere");
			});
		}

		@GetMapping("/elsewhere")
		String elsewhere() {
			return "elsewhere";
		}

		@GetMapping("/api/context-never")
		void contextNever(HttpServletRequest request, HttpServletResponse response) {
			request.startAsync(request, response).setTimeout(100);
		}

		@GetMapping("/api/context-error")
		void contextError(HttpServletRequest request, HttpServletResponse response) {
			AsyncContext context = request.startAsync(request, response);
			context.start(() -> {
				try {
					response.sendError(418);
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
				context.complete();
			});
		}

		@GetMapping("/api/context-resets")
		void contextResets(HttpServletRequest request, HttpServletResponse response) {
			AsyncContext context = request.startAsync(request, response);
			context.start(() -> {
				response.reset();
				context.complete();
			});
		}

	}

	static class HandledException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final boolean flush;

		HandledException(boolean flush) {
			this.flush = flush;
		}

	}

	/** Results that never come are given up soon. */
	@Configuration(proxyBeanMethods = false)
	static class Mvc implements WebMvcConfigurer {

		@Override
		public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
			configurer.setDefaultTimeout(300);
			configurer.setTaskExecutor(new SimpleAsyncTaskExecutor("later-"));
		}

	}

}
