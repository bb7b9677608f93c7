package io.crossgate.cors.spring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.autoconfigure.CorsPolicyLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request sees one set of policies from start to end, and none waits for a change, on
 * real servers. The two policies that replace each other answer the same requests, and
 * differ in every header.
 */
class SnapshotTests {

	private static final int SWAPS = 4_000;

	private static final int CLIENTS = 4;

	private static final CorsPolicy ONE = CorsPolicy.named("one")
		.paths("/api/**")
		.allowedOrigins("https://app.example.com")
		.allowedMethods("GET", "PUT")
		.allowedHeaders("x-common", "x-one")
		.exposedHeaders("X-One")
		.allowCredentials(true)
		.maxAge(Duration.ofSeconds(61))
		.build();

	private static final CorsPolicy TWO = CorsPolicy.named("two")
		.paths("/api/**")
		.allowedOrigins("any")
		.allowedMethods("GET", "DELETE")
		.allowedHeaders("x-common", "x-two")
		.exposedHeaders("X-Two")
		.maxAge(Duration.ofSeconds(62))
		.preflightStatus(200)
		.build();

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void everyAnswerBelongsWhollyToOneSetOfPolicies(Server server) throws Exception {
		try (Server.Running running = server.start(List.of(Controller.class))) {
			CorsPolicyLoader loader = running.context().getBean(CorsPolicyLoader.class);
			Map<String, Set<String>> whole = new ConcurrentHashMap<>();
			for (CorsPolicy policy : List.of(ONE, TWO)) {
				loader.replace(List.of(policy));
				for (String kind : List.of("GET", "OPTIONS")) {
					whole.computeIfAbsent(kind, (key) -> ConcurrentHashMap.newKeySet()).add(answer(running, kind));
				}
			}
			assertThat(whole.values()).allSatisfy((answers) -> assertThat(answers).hasSize(2));
			AtomicBoolean swapping = new AtomicBoolean(true);
			ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
			try {
				List<Future<Map<String, Integer>>> seen = new ArrayList<>();
				for (int i = 0; i < CLIENTS; i++) {
					String kind = (i % 2 == 0) ? "GET" : "OPTIONS";
					seen.add(clients.submit(() -> {
						Map<String, Integer> answers = new ConcurrentHashMap<>();
						// At least some, and for as long as policies change.
						for (int request = 0; request < 200 || swapping.get(); request++) {
							answers.merge(answer(running, kind), 1, Integer::sum);
						}
						return answers;
					}));
				}
				for (int i = 0; i < SWAPS; i++) {
					loader.replace(List.of((i % 2 == 0) ? ONE : TWO));
				}
				swapping.set(false);
				for (int i = 0; i < CLIENTS; i++) {
					// A request that is lost throws here.
					assertThat(seen.get(i).get(60, TimeUnit.SECONDS).keySet())
						.containsExactlyInAnyOrderElementsOf(whole.get((i % 2 == 0) ? "GET" : "OPTIONS"));
				}
			}
			finally {
				swapping.set(false);
				clients.shutdownNow();
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void noRequestWaitsForAChange(Server server) throws Exception {
		try (Server.Running running = server.start(List.of(Controller.class))) {
			running.context().getBean(CorsPolicyLoader.class).replace(List.of(ONE));
			CorsEngine engine = running.context().getBean(CorsEngine.class);
			String before = answer(running, "GET");
			CountDownLatch changing = new CountDownLatch(1);
			CountDownLatch answered = new CountDownLatch(1);
			Thread change = new Thread(() -> engine.update((policies) -> {
				changing.countDown();
				await(answered);
				return policies.recompile(List.of(TWO));
			}));
			change.start();
			await(changing);
			// The change ends only after these have been answered.
			for (int i = 0; i < 20; i++) {
				assertThat(answer(running, "GET")).isEqualTo(before);
			}
			answered.countDown();
			change.join();
			assertThat(answer(running, "GET")).isNotEqualTo(before);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			if (!latch.await(60, TimeUnit.SECONDS)) {
				throw new IllegalStateException("Waited in vain");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The status and everything of CORS, in one text. */
	private String answer(Server.Running running, String kind) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + running.port() + "/api/todos"))
			.timeout(Duration.ofSeconds(60))
			.header("Origin", "https://app.example.com")
			.method(kind, BodyPublishers.noBody());
		if (kind.equals("OPTIONS")) {
			request.header("Access-Control-Request-Method", "GET").header("Access-Control-Request-Headers", "x-common");
		}
		HttpResponse<Void> response = this.client.send(request.build(), BodyHandlers.discarding());
		Set<String> headers = new TreeSet<>();
		response.headers().map().forEach((name, values) -> {
			String lowerCase = name.toLowerCase(Locale.ROOT);
			if (lowerCase.startsWith("access-control-") || lowerCase.equals("vary")) {
				headers.add(lowerCase + "=" + values);
			}
		});
		return response.statusCode() + " " + headers;
	}

	@RestController
	static class Controller {

		@GetMapping("/api/todos")
		String todos() {
			return "[]";
		}

	}

}
