package io.crossgate.cors.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.policy.CorsPolicy;

import static org.assertj.core.api.Assertions.assertThat;

class TrafficRecorderTests {

	private static final long MEBIBYTE = 1 << 20;

	private final AtomicLong time = new AtomicLong(1_000_000);

	private final TrafficRecorder recorder = new TrafficRecorder(this.time::get);

	@Test
	void remembersWhatWasDeniedHowOftenAndWhen() {
		CorsEngine engine = engine(policy("api", "/api/**"));
		engine.decide(get("/api/todos/17", "https://www.example.com"));
		this.time.addAndGet(5000);
		engine.decide(get("/api/todos/18", "https://www.example.com"));
		engine.decide(new CorsRequest("OPTIONS", "/api/users").origin("https://www.example.com")
			.header("Access-Control-Request-Method", "PUT"));
		engine.decide(get("/api/todos", "https://app.example.com"));
		engine.decide(get("/else", "https://www.example.com"));
		assertThat(this.recorder.denials()).extracting(Denial::count).containsExactly(2L, 1L);
		assertThat(this.recorder.denials().get(0))
			.isEqualTo(
					new Denial("api", DecisionReason.ORIGIN_NOT_ALLOWED,
							new ObservedRequest(CorsDecision.Kind.ACTUAL,
									get("/api/todos/17", "https://www.example.com"), List.of()),
							2, 1_000_000, 1_005_000));
		assertThat(this.recorder.overflow()).isZero();
	}

	@Test
	void theLatestDenialComesFirst() {
		CorsEngine engine = engine(policy("api", "/api/**"));
		engine.decide(get("/api/1", "https://a.example"));
		this.time.incrementAndGet();
		engine.decide(get("/api/1", "https://b.example"));
		this.time.incrementAndGet();
		engine.decide(get("/api/1", "null"));
		assertThat(this.recorder.denials()).extracting(TrafficRecorderTests::origin)
			.containsExactly("null", "https://b.example", "https://a.example");
	}

	@Test
	void malformedTextIsCountedTogetherAndLongTextIsNotHeld() {
		CorsEngine engine = engine(policy("api", "/api/**"));
		for (String origin : List.of("https://a.example\r\nX: y", "<script>", "https://a.example/", "",
				"https://" + "a".repeat(5000), "https://a.example, https://b.example")) {
			engine.decide(get("/api/<b>", origin));
		}
		engine.decide(get("/api/1", "https://a.example").origin("https://b.example"));
		engine.decide(new CorsRequest("G\nT", "/api/" + "x".repeat(4000)).origin("https://app.example.com"));
		assertThat(this.recorder.denials()).hasSize(3);
		assertThat(this.recorder.denials()).extracting((denial) -> denial.request().request().toString().length())
			.allMatch((length) -> length < 200);
	}

	@Test
	void aDenialIsForgottenAnHourAfterTheLastRequest() {
		CorsEngine engine = engine(policy("api", "/api/**"));
		engine.decide(get("/api/1", "https://a.example"));
		this.time.addAndGet(3_600_000);
		assertThat(this.recorder.denials()).hasSize(1);
		this.time.incrementAndGet();
		assertThat(this.recorder.denials()).isEmpty();
		assertThat(this.recorder.size()).isZero();
	}

	@Test
	void aFloodOfOriginsNeitherGrowsNorHidesWhatComesOften() {
		List<CorsPolicy> policies = IntStream.range(0, 8)
			.mapToObj((i) -> policy("p" + i, "/p" + i + "/**").toBuilder().mode(mode(i)).build())
			.toList();
		CorsPolicies compiled = CorsPolicies.compile(policies);
		flood(new CorsEngine(compiled, List.of(new TrafficRecorder(this.time::get))), 20_000);
		long before = usedHeap();
		flood(new CorsEngine(compiled, List.of(this.recorder)), 200_000);
		long after = usedHeap();
		assertThat(after - before).isLessThan(MEBIBYTE);
		assertThat(this.recorder.size()).isLessThanOrEqualTo(TrafficRecorder.MAX_KEYS);
		List<Denial> first = this.recorder.denials().stream().filter((denial) -> denial.policy().equals("p0")).toList();
		assertThat(first.size()).isEqualTo(TrafficRecorder.MAX_KEYS_PER_POLICY);
		assertThat(first.stream().filter((denial) -> origin(denial).equals("https://often.example")).toList())
			.containsExactly(new Denial("p0", DecisionReason.ORIGIN_NOT_ALLOWED,
					new ObservedRequest(CorsDecision.Kind.ACTUAL, get("/p0/x", "https://often.example"), List.of()),
					2_000, 1_000_000, 1_000_000));
		assertThat(counted()).isEqualTo(200_000 + 2_000);
	}

	@Test
	void aFloodHidesNeitherAnotherReasonNorWhatWasThereAMinuteAgo() {
		CorsEngine engine = engine(policy("api", "/api/**").toBuilder().allowedHeaders("x-a").build());
		engine.decide(get("/api/1", "https://early.example"));
		this.time.addAndGet(60_000);
		engine.decide(new CorsRequest("OPTIONS", "/api/1").origin("https://app.example.com")
			.header("Access-Control-Request-Method", "GET")
			.header("Access-Control-Request-Headers", "x-other"));
		for (int minute = 0; minute < 30; minute++) {
			for (int i = 0; i < 1000; i++) {
				engine.decide(get("/api/1", "https://scan" + (minute * 1000 + i) + ".example"));
			}
			engine.decide(get("/api/1", "https://late.example"));
			assertThat(this.recorder.denials()).as("minute %d", minute)
				.hasSize(TrafficRecorder.MAX_KEYS_PER_POLICY)
				.extracting(TrafficRecorderTests::origin)
				.contains("https://early.example", "https://app.example.com", "https://late.example");
			this.time.addAndGet(60_000);
		}
		assertThat(counted()).isEqualTo(30_000 + 30 + 2);
	}

	/** As much text as fits into every denial, and into what is suggested. */
	@Test
	void longestRequestsTakeLessThanTwoMegabytes() {
		List<CorsPolicy> policies = IntStream.range(0, 8)
			.mapToObj((i) -> policy("p" + i, "/p" + i + "/**").toBuilder()
				.mode(CorsPolicy.Mode.REPORT_ONLY)
				.allowedHeaders("x-none")
				.build())
			.toList();
		CorsPolicies compiled = CorsPolicies.compile(policies);
		fill(new CorsEngine(compiled, List.of(new TrafficRecorder(this.time::get))), 100);
		// Many, so that what a collection leaves by chance weighs little.
		List<TrafficRecorder> recorders = Stream.generate(() -> new TrafficRecorder(this.time::get)).limit(16).toList();
		long before = usedHeap();
		recorders.forEach((recorder) -> fill(new CorsEngine(compiled, List.of(recorder)), 64));
		long after = usedHeap();
		assertThat(recorders).allSatisfy((recorder) -> {
			assertThat(recorder.size()).isEqualTo(TrafficRecorder.MAX_KEYS);
			assertThat(recorder.denials()).allMatch((denial) -> denial.request().isComplete());
		});
		assertThat((after - before) / recorders.size()).isLessThan(2 * MEBIBYTE);
	}

	private static void fill(CorsEngine engine, int requests) {
		String label = "." + "a".repeat(60);
		for (int i = 0; i < requests * 8; i++) {
			CorsRequest request = new CorsRequest("OPTIONS",
					"/p" + (i % 8) + "/" + (i + "-").repeat(500).substring(0, 500))
				.to("http", ("h" + i + label.repeat(4)).substring(0, 230), 80)
				.origin("https://o" + i + label.repeat(3) + ".example")
				.header("Access-Control-Request-Method", "M" + "m".repeat(10) + i)
				.header("Sec-Fetch-Site", (i + "s").repeat(60).substring(0, 60))
				.header("Sec-Fetch-Mode", (i + "m").repeat(60).substring(0, 60))
				.header("Upgrade", (i + "u").repeat(60).substring(0, 60))
				.header("Access-Control-Request-Private-Network", (i + "p").repeat(60).substring(0, 60));
			StringBuilder names = new StringBuilder();
			for (int header = 0; names.length() < 980; header++) {
				names.append("x-").append(header).append('-').append(i).append("-name-of-a-header-with-many-letters,");
			}
			engine.decide(request.header("Access-Control-Request-Headers", names.substring(0, names.length() - 1)));
		}
	}

	@Test
	void denialsOfDifferentMethodsAndHeadersAreKeptApart() {
		CorsEngine engine = engine(policy("api", "/api/**").toBuilder().allowedHeaders("x-a").build());
		for (String method : List.of("GET", "PUT")) {
			for (String headers : List.of("x-b", "X-B", "x-b,x-c", "x-c, x-b")) {
				engine.decide(new CorsRequest("OPTIONS", "/api/x").origin("https://www.example.com")
					.header("Access-Control-Request-Method", method)
					.header("Access-Control-Request-Headers", headers));
			}
		}
		assertThat(this.recorder.denials())
			.extracting((denial) -> denial.request().method().orElse("") + " "
					+ denial.request().lines("Access-Control-Request-Headers").orElse("") + " " + denial.count())
			.containsExactlyInAnyOrder("GET x-b 2", "PUT x-b 2", "GET x-b,x-c 2", "PUT x-b,x-c 2");
	}

	@Test
	void theOwnOriginBehindAProxyIsNotSuggested() {
		CorsPolicy reported = policy("pub", "/pub/**").toBuilder().mode(CorsPolicy.Mode.REPORT_ONLY).build();
		CorsEngine engine = engine(reported);
		engine.decide(get("/pub/1", "https://shop.example").to("http", "shop.example", 80));
		assertThat(this.recorder.denials()).hasSize(1);
		assertThat(this.recorder.suggestions(engine.policies())).isEmpty();
		engine.decide(get("/pub/1", "https://partner.example").to("http", "shop.example", 80));
		assertThat(this.recorder.suggestions(engine.policies()).get(0).apply().allowedOrigins())
			.containsExactly("https://app.example.com", "https://partner.example");
	}

	/**
	 * Origins as long as names often are, and every now and then one page that keeps
	 * trying.
	 */
	private static void flood(CorsEngine engine, int origins) {
		String tail = "." + "a".repeat(60) + "." + "b".repeat(60) + "." + "c".repeat(60) + "." + "d".repeat(50)
				+ ".example";
		for (int i = 0; i < origins; i++) {
			engine.decide(get("/p" + (i % 8) + "/" + "segment-" + (i % 997), "https://o" + i + tail));
			if (i % 100 == 0) {
				engine.decide(get("/p0/x", "https://often.example"));
			}
		}
	}

	@Test
	void everyPolicyHasItsShareHoweverManyThereAre() {
		List<CorsPolicy> policies = IntStream.range(0, 200).mapToObj((i) -> policy("p" + i, "/p" + i + "/**")).toList();
		CorsEngine engine = engine(policies.toArray(CorsPolicy[]::new));
		for (int i = 0; i < 200; i++) {
			for (int j = 0; j < 100; j++) {
				engine.decide(get("/p" + i + "/x", "https://o" + j + ".example"));
			}
			assertThat(this.recorder.size()).as("with %d policies", i + 1)
				.isLessThanOrEqualTo(TrafficRecorder.MAX_KEYS);
		}
		assertThat(this.recorder.denials()).extracting(Denial::policy).contains("p0", "p127").doesNotContain("p128");
		assertThat(counted()).isEqualTo(200 * 100);
	}

	@Test
	void threadsLoseNothing() throws InterruptedException {
		CorsEngine engine = engine(policy("api", "/api/**"), policy("pub", "/pub/**"));
		List<Thread> threads = new ArrayList<>();
		List<Throwable> failures = new ArrayList<>();
		for (int t = 0; t < 8; t++) {
			int thread = t;
			threads.add(new Thread(() -> {
				for (int i = 0; i < 5000; i++) {
					engine
						.decide(get((i % 2 == 0) ? "/api/x" : "/pub/x", "https://o" + (i * thread % 300) + ".example"));
					if (i % 500 == 0 && this.recorder.denials().size() > TrafficRecorder.MAX_KEYS) {
						throw new IllegalStateException("over the bound");
					}
				}
			}));
			threads.get(t).setUncaughtExceptionHandler((failed, ex) -> failures.add(ex));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(failures).isEmpty();
		assertThat(counted()).isEqualTo(8 * 5000);
	}

	@Test
	void onlyTheTrafficOfReportOnlyPoliciesMakesASuggestion() {
		CorsPolicy enforced = policy("api", "/api/**");
		CorsPolicy reported = policy("pub", "/pub/**").toBuilder().mode(CorsPolicy.Mode.REPORT_ONLY).build();
		CorsEngine engine = engine(enforced, reported);
		assertThat(this.recorder.suggestions(engine.policies())).isEmpty();
		engine.decide(get("/api/1", "https://a.example"));
		engine.decide(get("/api/1", "https://app.example.com"));
		assertThat(this.recorder.suggestions(engine.policies())).isEmpty();
		engine.decide(get("/pub/1", "https://app.example.com"));
		assertThat(this.recorder.suggestions(engine.policies())).singleElement()
			.satisfies((suggestion) -> assertThat(suggestion.policy()).isEqualTo(reported));
		assertThat(this.recorder.suggestions(CorsPolicies.compile(List.of(enforced)))).isEmpty();
	}

	/** Every denied request is counted by what is held or by the overflow. */
	private long counted() {
		return this.recorder.denials().stream().mapToLong(Denial::count).sum() + this.recorder.overflow();
	}

	private CorsEngine engine(CorsPolicy... policies) {
		return new CorsEngine(CorsPolicies.compile(List.of(policies)), List.of(this.recorder));
	}

	private static String origin(Denial denial) {
		return String.join(", ", denial.request().request().lines("Origin"));
	}

	private static CorsPolicy.Mode mode(int i) {
		return (i % 2 == 0) ? CorsPolicy.Mode.REPORT_ONLY : CorsPolicy.Mode.ENFORCE;
	}

	private static CorsPolicy policy(String name, String path) {
		return CorsPolicy.named(name).paths(path).allowedOrigins("https://app.example.com").build();
	}

	private static CorsRequest get(String path, String origin) {
		return new CorsRequest("GET", path).origin(origin);
	}

	/**
	 * What is reachable: the least of several looks, so that a busy collector is no
	 * failure.
	 */
	private static long usedHeap() {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 5; i++) {
			System.gc();
			least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
		}
		return least;
	}

}
