package io.crossgate.cors.spring.lookup;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.PendingDecision;
import io.crossgate.cors.spring.Http;
import io.crossgate.cors.spring.Server;
import io.crossgate.cors.spring.test.CorsAssert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whatever a lookup does, nothing is allowed that it has not allowed, the reason is the
 * right one, no thread of the server is lost, and the next page is answered as ever.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookupFaultTests {

	private static final int LIMIT = 2;

	private static final AtomicInteger ORIGINS = new AtomicInteger();

	/** The common pool may have one thread only, which the first request would keep. */
	private final ExecutorService clients = Executors.newCachedThreadPool();

	private final Map<Server, Server.Running> servers = new EnumMap<>(Server.class);

	@BeforeAll
	void start() {
		for (Server server : List.of(Server.TOMCAT, Server.NETTY)) {
			List<String> properties = new ArrayList<>(List.of("cors.lookup.timeout=600ms",
					"cors.lookup.max-concurrent=" + LIMIT, "cors.explain.log=off", "server.tomcat.threads.max=4",
					"cors.policies.lenient.paths=/lenient", "cors.policies.lenient.origins-from=blocking",
					"cors.policies.lenient.on-denied=pass-through", "cors.policies.listed.paths=/listed",
					"cors.policies.listed.allowed-origins=https://listed.example"));
			for (String kind : List.of("blocking", "async", "reactive")) {
				properties.add("cors.policies." + kind + ".paths=/" + kind);
				properties.add("cors.policies." + kind + ".origins-from=" + kind);
				properties.add("cors.policies." + kind + ".allow-credentials=true");
			}
			this.servers.put(server, server.start(List.of(ScriptedLookups.class), properties.toArray(String[]::new)));
		}
	}

	@AfterAll
	void stop() {
		this.servers.values().forEach(Server.Running::close);
		this.clients.shutdownNow();
	}

	private ScriptedLookups scripts(Server server) {
		return running(server).context().getBean(ScriptedLookups.class);
	}

	private Server.Running running(Server server) {
		return Objects.requireNonNull(this.servers.get(server));
	}

	@ParameterizedTest(name = "{1} that gives {2} on {0}")
	@MethodSource
	void neverAllows(Server server, String kind, String name, Callable<@Nullable Object> fault, DecisionReason reason) {
		for (String method : List.of("GET", "OPTIONS")) {
			String origin = origin();
			scripts(server).on(origin, fault);
			Http.Response response = send(server, method, "/" + kind, origin);
			assertThat(response.status()).isEqualTo(403);
			assertThat(response.header("Access-Control-Allow-Origin")).isEmpty();
			assertThat(response.header("Cache-Control")).containsExactly("no-store");
			assertThat(scripts(server).reasons.get(origin)).containsExactly(reason);
			assertHonestPagesAreServed(server, kind);
		}
	}

	static Stream<Object[]> neverAllows() {
		List<Object[]> rows = new ArrayList<>();
		for (Server server : List.of(Server.TOMCAT, Server.NETTY)) {
			for (String kind : List.of("blocking", "async", "reactive")) {
				rows.add(row(server, kind, "no", () -> false, DecisionReason.ORIGIN_NOT_ALLOWED));
				rows.add(row(server, kind, "an exception", () -> {
					throw new IllegalStateException("database down");
				}));
				rows.add(row(server, kind, "a checked exception", () -> {
					throw new IOException("database down");
				}));
				rows.add(row(server, kind, "an endless recursion", () -> {
					throw new StackOverflowError();
				}));
				rows.add(row(server, kind, "a missing class", () -> {
					throw new NoClassDefFoundError("x");
				}));
				rows.add(row(server, kind, "no memory", () -> {
					throw new OutOfMemoryError("simulated");
				}));
				rows.add(row(server, kind, "null", () -> null));
				rows.add(row(server, kind, "a sleep beyond the time-out", () -> {
					Thread.sleep(60_000);
					return true;
				}));
				rows.add(row(server, kind, "an interrupted sleep turned into yes", () -> {
					try {
						Thread.sleep(60_000);
					}
					catch (InterruptedException ex) {
						return true;
					}
					return true;
				}));
				rows.add(row(server, kind, "an interruption of its own thread", () -> {
					Thread.currentThread().interrupt();
					throw new InterruptedException();
				}));
			}
			rows.add(row(server, "async", "a stage that fails",
					() -> CompletableFuture.failedFuture(new IOException())));
			rows.add(row(server, "async", "a stage of null", () -> CompletableFuture.completedFuture(null)));
			rows.add(row(server, "async", "a stage that never completes", CompletableFuture::new));
			rows.add(row(server, "async", "a stage that is cancelled", () -> {
				CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
				cancelled.cancel(true);
				return cancelled;
			}));
			rows.add(row(server, "reactive", "nothing", Mono::empty));
			rows.add(row(server, "reactive", "an error", () -> Mono.error(new IOException())));
			rows.add(row(server, "reactive", "no end", Mono::never));
			rows.add(row(server, "reactive", "a wrong type", () -> Mono.just("yes").cast(Boolean.class)));
		}
		return rows.stream();
	}

	private static Object[] row(Server server, String kind, String name, Callable<@Nullable Object> fault) {
		return row(server, kind, name, fault, DecisionReason.LOOKUP_FAILED);
	}

	private static Object[] row(Server server, String kind, String name, Callable<@Nullable Object> fault,
			DecisionReason reason) {
		return new Object[] { server, kind, name, fault, reason };
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void whatIsServedAllTheSameHasNoHeaders(Server server) {
		String origin = origin();
		scripts(server).on(origin, () -> {
			throw new IllegalStateException();
		});
		Http.Response response = send(server, "GET", "/lenient", origin);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Access-Control-Allow-Origin")).isEmpty();
		assertThat(response.header("Vary")).contains("Origin");
	}

	/**
	 * Whether there is time to interrupt it is the scheduler's to decide. Tomcat writes
	 * nothing on a thread that is interrupted, but closes the connection.
	 */
	@Test
	void aThreadOfTheContainerThatIsInterruptedDeniesAndStaysInterrupted() throws Exception {
		ScriptedLookups scripts = scripts(Server.TOMCAT);
		String origin;
		long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
		do {
			assertThat(System.nanoTime()).as("in vain").isLessThan(end);
			origin = origin();
			String asked = origin;
			CountDownLatch release = new CountDownLatch(1);
			CountDownLatch ended = new CountDownLatch(1);
			scripts.on(asked, () -> {
				try {
					release.await();
					return true;
				}
				finally {
					ended.countDown();
				}
			});
			CompletableFuture<Http.@Nullable Response> waiting = CompletableFuture
				.supplyAsync(() -> send(Server.TOMCAT, "GET", "/blocking", asked), this.clients)
				.handle((response, failure) -> response);
			while (!waiting.isDone() && !interruptWaiting()) {
				Thread.onSpinWait();
			}
			Http.Response response = waiting.get(20, TimeUnit.SECONDS);
			if (response != null) {
				assertThat(response.status()).isEqualTo(403);
				assertThat(response.header("Access-Control-Allow-Origin")).isEmpty();
			}
			assertThat(scripts.reasons.get(asked)).containsExactly(DecisionReason.LOOKUP_FAILED);
			release.countDown();
			assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
		}
		while (!scripts.interrupted.contains(origin));
		assertThat(scripts.handled).doesNotContain(origin);
		assertHonestPagesAreServed(Server.TOMCAT, "blocking");
	}

	private static boolean interruptWaiting() {
		for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
			if (Stream.of(thread.getValue())
				.anyMatch((frame) -> frame.getClassName().equals(PendingDecision.class.getName())
						&& frame.getMethodName().equals("await"))) {
				thread.getKey().interrupt();
				return true;
			}
		}
		return false;
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void assertionsOfPagesKnowTheLookup(Server server) {
		URI url = URI.create("http://localhost:" + running(server).port());
		CorsEngine engine = running(server).context().getBean(CorsEngine.class);
		String allowed = origin();
		scripts(server).on(allowed, () -> true);
		await(() -> isServed(server, "reactive"));
		CorsAssert.assertThatPage(allowed).on(url).withCredentials().can("GET", "/reactive").withoutPreflight();
		CorsAssert refused = CorsAssert.assertThatPage(origin()).on(url).explainedBy(engine);
		refused.cannot("PUT", "/reactive").afterPreflight();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> refused.can("GET", "/reactive"))
			.withMessageContaining("403")
			.withMessageContaining("and the bean 'reactive' does not allow it.")
			.satisfies((error) -> assertThat(error.getMessage()).doesNotContain("to allow"));
		String failing = origin();
		scripts(server).on(failing, () -> {
			throw new IllegalStateException("a secret");
		});
		CorsAssert failed = CorsAssert.assertThatPage(failing).on(url).explainedBy(engine);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> failed.can("GET", "/reactive"))
			.withMessageContaining("the bean 'reactive' could not be asked, failed or took too long.");
	}

	/** Even a lookup that can't be interrupted keeps nobody but those who ask it. */
	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void tooManyAreRefusedAtOnceAndTheServerGoesOn(Server server) throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch running = new CountDownLatch(LIMIT);
		try {
			List<CompletableFuture<Http.Response>> slow = new ArrayList<>();
			for (int i = 0; i < LIMIT; i++) {
				String origin = origin();
				scripts(server).on(origin, () -> {
					running.countDown();
					awaitUninterruptibly(release);
					return true;
				});
				slow.add(CompletableFuture.supplyAsync(() -> send(server, "GET", "/blocking", origin), this.clients));
			}
			assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
			String more = origin();
			scripts(server).on(more, () -> true);
			assertThat(send(server, "GET", "/async", more).status()).isEqualTo(403);
			assertThat(scripts(server).reasons.get(more)).containsExactly(DecisionReason.LOOKUP_OVERLOADED);
			for (CompletableFuture<Http.Response> response : slow) {
				assertThat(response.get(10, TimeUnit.SECONDS).status()).isEqualTo(403);
			}
			// They still run, and more requests are served at once than threads are left.
			List<CompletableFuture<Http.Response>> others = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				others.add(CompletableFuture.supplyAsync(() -> send(server, "GET", "/listed", "https://listed.example"),
						this.clients));
			}
			for (CompletableFuture<Http.Response> response : others) {
				assertThat(response.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
			}
			assertThat(send(server, "GET", "/async", more).status()).isEqualTo(403);
		}
		finally {
			release.countDown();
		}
		await(() -> !scripts(server).reasons.isEmpty() && isServed(server, "blocking"));
	}

	/** What has timed out on a busy machine before all have asked is tried once more. */
	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void oneQuestionIsAskedOnceAndOutlivesAClientThatLeaves(Server server) throws Exception {
		OriginLookupCache cache = running(server).context().getBean(OriginLookupCache.class);
		long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		long timedOut;
		do {
			assertThat(System.nanoTime()).as("in vain").isLessThan(end);
			timedOut = cache.count(LookupOutcome.TIMED_OUT);
		}
		while (!isAskedOnce(server, cache, timedOut));
	}

	/** Return whether it could be seen. */
	private boolean isAskedOnce(Server server, OriginLookupCache cache, long timedOut) throws Exception {
		String origin = origin();
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch asked = new CountDownLatch(1);
		AtomicInteger calls = new AtomicInteger();
		scripts(server).on(origin, () -> {
			calls.incrementAndGet();
			asked.countDown();
			release.await();
			return true;
		});
		long joined = cache.count(LookupOutcome.CACHED);
		try (Socket leaving = new Socket("localhost", running(server).port())) {
			leaving.getOutputStream()
				.write(("GET /reactive HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin + "\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			leaving.getOutputStream().flush();
			assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
		}
		List<CompletableFuture<Http.Response>> staying = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			staying.add(CompletableFuture.supplyAsync(() -> send(server, "GET", "/reactive", origin), this.clients));
		}
		await(() -> cache.count(LookupOutcome.CACHED) >= joined + staying.size()
				|| cache.count(LookupOutcome.TIMED_OUT) > timedOut);
		release.countDown();
		List<Http.Response> responses = new ArrayList<>();
		for (CompletableFuture<Http.Response> response : staying) {
			responses.add(response.get(10, TimeUnit.SECONDS));
		}
		if (cache.count(LookupOutcome.TIMED_OUT) > timedOut) {
			return false;
		}
		assertThat(responses).allSatisfy(
				(response) -> assertThat(response.header("Access-Control-Allow-Origin")).containsExactly(origin));
		assertThat(calls).hasValue(1);
		return true;
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void lookupsRunOnThreadsOfTheirOwnAndApplicationsDoNot(Server server) {
		for (String kind : List.of("blocking", "async", "reactive")) {
			assertHonestPagesAreServed(server, kind);
		}
		assertThat(scripts(server).threads).isNotEmpty().allMatch((thread) -> thread.startsWith("cors-lookup-"));
		assertThat(scripts(server).handlerThreads).isNotEmpty()
			.noneMatch((thread) -> thread.startsWith("cors-lookup-"));
	}

	private void assertHonestPagesAreServed(Server server, String kind) {
		// What was given up may not have ended yet.
		await(() -> isServed(server, kind));
		assertThat(send(server, "GET", "/listed", "https://listed.example").status()).isEqualTo(200);
	}

	private boolean isServed(Server server, String kind) {
		String honest = origin();
		scripts(server).on(honest, () -> true);
		Http.Response first = send(server, "GET", "/" + kind, honest);
		Http.Response again = send(server, "OPTIONS", "/" + kind, honest);
		return first.status() == 200 && List.of(honest).equals(first.header("Access-Control-Allow-Origin"))
				&& List.of("true").equals(first.header("Access-Control-Allow-Credentials")) && again.status() == 204;
	}

	private Http.Response send(Server server, String method, String path, String origin) {
		return running(server).send(method + " " + path, "Origin: " + origin,
				method.equals("OPTIONS") ? "Access-Control-Request-Method: PUT" : "X-Nothing: 1");
	}

	private static String origin() {
		return "https://t" + ORIGINS.incrementAndGet() + ".example.org";
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		boolean done = false;
		while (!done) {
			try {
				latch.await();
				done = true;
			}
			catch (InterruptedException ex) {
				// A driver that does not listen.
			}
		}
	}

	private static void await(BooleanSupplier condition) {
		long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime()).as("in vain").isLessThan(end);
			Thread.onSpinWait();
		}
	}

}
