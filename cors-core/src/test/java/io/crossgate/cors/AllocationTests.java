package io.crossgate.cors;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.policy.CorsPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What deciding and remembering cost in memory. Bytes are counted, time is not.
 */
class AllocationTests {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final String APP = "https://app.example.com";

	private static final CorsPolicy LIST = CorsPolicy.named("list")
		.paths("/list/**")
		.allowedOrigins(APP, "https://*.preview.example.com", "http://localhost:*", "https://shop-*-acme.vercel.app")
		.allowedMethods("GET", "PUT")
		.allowedHeaders("X-Tenant", "Authorization")
		.allowCredentials(true)
		.build();

	private static final AllocationCase OTHER = preflight("another question", "/wide/x", APP, "x-other");

	private static final CorsEngine ENGINE = new CorsEngine(CorsPolicies.compile(policies()));

	private static final CorsEngine WITH_CANDIDATE = new CorsEngine(ENGINE.policies());

	static {
		ENGINE.setTime(Instant.EPOCH);
		WITH_CANDIDATE.setCandidate(CorsPolicies.compile(policies()));
	}

	private static List<CorsPolicy> policies() {
		List<CorsPolicy> policies = new ArrayList<>(List.of(LIST,
				CorsPolicy.named("wide").paths("/wide/**").allowedOrigins(APP).allowedMethods("PUT").build(),
				CorsPolicy.named("many")
					.paths("/many/**")
					.allowedOrigins(IntStream.range(0, 1000).mapToObj((i) -> "https://a" + i + ".example.com").toList())
					.build()));
		for (int i = 0; i < 1000; i++) {
			policies.add(CorsPolicy.named("p" + i).paths("/t" + i + "/*/x/**").allowedOrigins(APP).build());
		}
		return policies;
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void decidingAllocatesNothing(AllocationCase request, DecisionReason expected) {
		assertThat(ENGINE.decide(request, AllocationCase.READER).reason()).isEqualTo(expected);
		assertThat(bytes(request)).isZero();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("decidingAllocatesNothing")
	void comparingWithACandidateAllocatesNothing(AllocationCase request, DecisionReason expected) {
		assertThat(WITH_CANDIDATE.decide(request, AllocationCase.READER).reason()).isEqualTo(expected);
		assertThat(bytes(WITH_CANDIDATE, request)).isZero();
	}

	static Stream<Object[]> decidingAllocatesNothing() {
		return Stream.of(row(get("no origin", "/list/x", null), DecisionReason.NOT_CORS),
				row(get("an exact origin", "/list/x", APP), DecisionReason.ALLOWED),
				row(get("a pattern", "/list/x", "https://a.b.preview.example.com"), DecisionReason.ALLOWED),
				row(get("a pattern over ports", "/list/x", "http://localhost:3000"), DecisionReason.ALLOWED),
				row(get("a pattern within a label", "/list/x", "https://shop-1-acme.vercel.app"),
						DecisionReason.ALLOWED),
				row(get("one of 1000 origins", "/many/x", "https://a999.example.com"), DecisionReason.ALLOWED),
				row(get("none of 1000 origins", "/many/x", "https://a1000.example.com"),
						DecisionReason.ORIGIN_NOT_ALLOWED),
				row(get("one of 1000 policies", "/t999/a/x/y", APP), DecisionReason.ALLOWED),
				row(get("none of 1000 policies", "/t1000/a/x/y", APP), DecisionReason.NO_POLICY),
				row(get("another origin", "/list/x", "https://evil.example"), DecisionReason.ORIGIN_NOT_ALLOWED),
				row(get("null", "/list/x", "null"), DecisionReason.ORIGIN_NULL),
				row(get("a malformed origin", "/list/x", "https://app.example.com/"), DecisionReason.ORIGIN_MALFORMED),
				row(get("a list", "/list/x", APP + ", " + APP), DecisionReason.ORIGIN_MULTIPLE),
				row(get("an origin of 64 KB", "/list/x", "https://" + "a.".repeat(32768)),
						DecisionReason.ORIGIN_MALFORMED),
				row(get("an origin of 64 KB against patterns", "/list/x",
						"https://" + "a.".repeat(32768) + "preview.example.com"), DecisionReason.ORIGIN_MALFORMED),
				row(get("the server's own origin", "/list/x", "https://api.example.com"), DecisionReason.SAME_ORIGIN),
				row(preflight("an allowed preflight", "/list/x", APP, "authorization,x-tenant"),
						DecisionReason.ALLOWED),
				row(preflight("an allowed preflight too long to remember", "/list/x", APP,
						"x-tenant" + " ".repeat(2000)), DecisionReason.ALLOWED),
				row(preflight("a preflight of another origin", "/list/x", "https://evil.example", "x-tenant"),
						DecisionReason.ORIGIN_NOT_ALLOWED),
				row(preflight("a preflight for another header", "/list/x", APP, "x-other"),
						DecisionReason.HEADERS_NOT_ALLOWED),
				row(preflight("a preflight for a routing header", "/wide/x", APP, "x-a,x-forwarded-for"),
						DecisionReason.HEADERS_NOT_ALLOWED),
				row(preflight("8 KB of commas", "/list/x", APP, ",".repeat(8192)), DecisionReason.HEADERS_TOO_LARGE),
				row(preflight("64 KB of commas", "/list/x", APP, ",".repeat(65536)), DecisionReason.HEADERS_TOO_LARGE),
				row(preflight("8 KB of names", "/list/x", APP, "x-tenant,".repeat(910)),
						DecisionReason.HEADERS_TOO_LARGE),
				row(preflight("64 KB of names", "/list/x", APP, "x-tenant,".repeat(7282)),
						DecisionReason.HEADERS_TOO_LARGE),
				row(preflight("8 KB of blanks", "/list/x", APP, " ".repeat(8192)), DecisionReason.ALLOWED),
				row(preflight("64 KB of blanks", "/list/x", APP, " ".repeat(65536)), DecisionReason.HEADERS_TOO_LARGE),
				row(preflight("64 KB of commas, whatever is asked", "/wide/x", APP, ",".repeat(65536)),
						DecisionReason.HEADERS_TOO_LARGE),
				row(preflight("64 KB of names, whatever is asked", "/wide/x", APP, "x-tenant,".repeat(7282)),
						DecisionReason.HEADERS_TOO_LARGE));
	}

	/**
	 * The answer names what was asked for, so it costs if the question was another one
	 * before, but never more than this.
	 */
	@ParameterizedTest(name = "{0}")
	@MethodSource
	void repeatingTheRequestedNamesIsBounded(AllocationCase request, int limit) {
		assertThat(ENGINE.decide(request, AllocationCase.READER).reason()).isEqualTo(DecisionReason.ALLOWED);
		assertThat(bytes(request, OTHER)).isLessThanOrEqualTo(limit + 2048);
	}

	@Test
	void repeatingTheRequestedNamesToTheSameQuestionCostsNothing() {
		assertThat(ENGINE.decide(OTHER, AllocationCase.READER).reason()).isEqualTo(DecisionReason.ALLOWED);
		assertThat(bytes(OTHER)).isZero();
	}

	static Stream<Object[]> repeatingTheRequestedNamesIsBounded() {
		String names = String.join(",",
				IntStream.range(0, 256).mapToObj((i) -> "x-header-name-" + (10_000 + i)).toList());
		return Stream.of(new Object[] { preflight("no names", "/wide/x", APP, null), 1024 },
				new Object[] { preflight("three names", "/wide/x", APP, "authorization,content-type,x-tenant"), 2048 },
				new Object[] { preflight("256 names", "/wide/x", APP, names), 65536 },
				new Object[] { preflight("long names in upper case", "/wide/x", APP,
						("X-" + "A".repeat(253) + ",").repeat(32)), 65536 });
	}

	/**
	 * What is read in more ways than one costs, but not without bound.
	 */
	@ParameterizedTest(name = "{0}")
	@MethodSource
	void readingsOfAPathAreBounded(AllocationCase request, int limit) {
		assertThat(ENGINE.decide(request, AllocationCase.READER).reason()).isNotNull();
		assertThat(bytes(request)).isLessThanOrEqualTo(limit);
	}

	static Stream<Object[]> readingsOfAPathAreBounded() {
		return Stream.of(new Object[] { get("a path parameter", "/list/x;v=1", APP), 8192 },
				new Object[] { get("a percent sign", "/list/100%25", APP), 8192 },
				new Object[] { get("8 KB of parameters", "/list" + "/a;v=1".repeat(250) + "/".repeat(6500), APP),
						300_000 },
				new Object[] { get("8 KB of dots", "/list" + "/x/..".repeat(120) + "/" + "a".repeat(7500), APP),
						300_000 },
				new Object[] { get("8 KB of escapes", "/list/" + "%252e%255C%252F".repeat(540), APP), 600_000 },
				new Object[] { get("8 KB of no UTF-8", "/list/;" + "%E9%C0%AF".repeat(900), APP), 600_000 },
				new Object[] { get("a path of 64 KB", "/list/" + "a/".repeat(32768), APP), 1024 });
	}

	@Test
	void anExactOriginCostsAtMost24BytesBesideItsText() {
		List<OriginPattern> patterns = IntStream.range(0, 100_000)
			.mapToObj((i) -> OriginPattern.parse("https://tenant" + i + ".example.com"))
			.toList();
		assertThat(retained(() -> OriginSet.compile(patterns)) / patterns.size()).isLessThanOrEqualTo(24);
	}

	/** Only once something is explained, and only as long as there is memory for it. */
	@Test
	void findingNearOriginsCostsAtMost32BytesMore() {
		List<OriginPattern> patterns = IntStream.range(0, 100_000)
			.mapToObj((i) -> OriginPattern.parse("https://tenant" + i + ".example" + i % 50 + ".com"))
			.toList();
		assertThat(retained(() -> {
			OriginSet set = OriginSet.compile(patterns);
			set.near("https://unknown.example7.com");
			return set;
		}) / patterns.size()).isLessThanOrEqualTo(24 + 32);
	}

	@Test
	void aPatternCostsAtMost120BytesBesideItsText() {
		List<String> texts = IntStream.range(0, 10_000)
			.mapToObj((i) -> "https://*.tenant" + i + ".example.com:*")
			.toList();
		assertThat(retained(() -> OriginSet.compile(texts.stream().map(OriginPattern::parse).toList())) / texts.size())
			.isLessThanOrEqualTo(120);
	}

	/**
	 * Strings that configuration is read into are new ones, whether or not it differs.
	 */
	@Test
	void changingOneOfManyOriginsAllocatesAtMostTwiceTheTable() {
		// A slot of 4 bytes for each of 2^18, and a reference to each of the texts.
		long table = 4L * ((1 << 18) + 100_000);
		CorsPolicies policies = CorsPolicies.compile(List.of(ofTenants(-1)));
		long least = Long.MAX_VALUE;
		for (int changed : List.of(0, 50_000, 99_999)) {
			CorsPolicy policy = ofTenants(changed);
			long before = THREADS.getCurrentThreadAllocatedBytes();
			CorsPolicies recompiled = policies.recompile(List.of(policy));
			least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
			assertThat(recompiled.origins("tenants").contains(policy.allowedOrigins().get(changed))).isTrue();
		}
		assertThat(least).isBetween(table, 2 * table);
	}

	private static CorsPolicy ofTenants(int changed) {
		return CorsPolicy.named("tenants").paths("/**").allowedOrigins(tenants(changed)).build();
	}

	private static List<String> tenants(int changed) {
		return IntStream.range(0, 100_000)
			.mapToObj((i) -> "https://" + ((i == changed) ? "other" : "tenant") + i + ".example.com")
			.toList();
	}

	/** The least of several rounds: what else the thread does is not the decision's. */
	private static long bytes(AllocationCase... requests) {
		return bytes(ENGINE, requests);
	}

	private static long bytes(CorsEngine engine, AllocationCase... requests) {
		long least = Long.MAX_VALUE;
		for (int round = 0; round < 5; round++) {
			long before = THREADS.getCurrentThreadAllocatedBytes();
			for (int i = 0; i < 200; i++) {
				for (AllocationCase request : requests) {
					engine.decide(request, AllocationCase.READER);
				}
			}
			least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
		}
		return least / 200;
	}

	/** Of many, because a collection may leave some megabytes that nothing refers to. */
	private static long retained(Supplier<Object> maker) {
		Object[] made = new Object[32];
		long before = used();
		Arrays.setAll(made, (i) -> maker.get());
		long retained = used() - before;
		assertThat(made).doesNotContainNull();
		return retained / made.length;
	}

	private static long used() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	private static Object[] row(AllocationCase request, DecisionReason expected) {
		return new Object[] { request, expected };
	}

	private static AllocationCase get(String name, String path, @Nullable String origin) {
		return new AllocationCase(name, "GET", path, origin, null, null);
	}

	private static AllocationCase preflight(String name, String path, String origin, @Nullable String headers) {
		return new AllocationCase(name, "OPTIONS", path, origin, "PUT", headers);
	}

	/** The only line of a header, or none. */
	private static final class OneLine implements Enumeration<String> {

		private @Nullable String next;

		OneLine of(@Nullable String line) {
			this.next = line;
			return this;
		}

		@Override
		public boolean hasMoreElements() {
			return this.next != null;
		}

		@Override
		public String nextElement() {
			String line = Objects.requireNonNull(this.next);
			this.next = null;
			return line;
		}

	}

	/** A request that is read without making anything. */
	record AllocationCase(String name, String method, String path, @Nullable String origin,
			@Nullable String requestedMethod, @Nullable String requestedHeaders) {

		static final CorsRequestAccessor<AllocationCase> READER = new CorsRequestAccessor<>() {

			private final OneLine line = new OneLine();

			@Override
			public String method(AllocationCase request) {
				return request.method;
			}

			@Override
			public String rawPath(AllocationCase request) {
				return request.path;
			}

			@Override
			public String path(AllocationCase request) {
				return request.path;
			}

			@Override
			public Enumeration<String> headers(AllocationCase request, String name) {
				return this.line.of(header(request, name));
			}

			@Override
			public @Nullable String header(AllocationCase request, String name) {
				return switch (name) {
					case "Origin" -> request.origin;
					case "Access-Control-Request-Method" -> request.requestedMethod;
					case "Access-Control-Request-Headers" -> request.requestedHeaders;
					default -> null;
				};
			}

			@Override
			public String scheme(AllocationCase request) {
				return "https";
			}

			@Override
			public String host(AllocationCase request) {
				return "api.example.com";
			}

			@Override
			public int port(AllocationCase request) {
				return 443;
			}

		};

		@Override
		public String toString() {
			return this.name;
		}

	}

}
