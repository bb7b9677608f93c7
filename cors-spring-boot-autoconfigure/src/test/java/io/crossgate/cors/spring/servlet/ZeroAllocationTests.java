package io.crossgate.cors.spring.servlet;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.origin.OriginLookup;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.spring.explain.DenialLogger;
import io.crossgate.cors.spring.lookup.LookupProperties;
import io.crossgate.cors.spring.lookup.OriginLookupCache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The filter makes next to no garbage beyond what a filter that does nothing costs on the
 * same exchange, for honest and for hostile requests alike: one object where a policy
 * covers the path of a request that goes on to the application, so that the policy stays
 * the only author of its headers, and not one byte anywhere else.
 */
class ZeroAllocationTests {

	private static final int WARM_UP = 2_000;

	private static final int REQUESTS = 5_000;

	/** A wrapper of the response with five references. */
	private static final int BYTES_PASSED_ON = 32;

	private static final String APP = "https://app.example.com";

	private static final CorsPolicy POLICY = CorsPolicy.named("app")
		.paths("/**")
		.allowedOrigins(APP)
		.allowedHeaders("authorization", "content-type", "x-request-id", "x-tenant")
		.exposedHeaders("x-total-count")
		.allowCredentials(true)
		.build();

	/** Another path's, so that protection decides. */
	private static final CorsPolicy WRITTEN = POLICY.toBuilder().paths("/api/**").build();

	private static final DeploymentContext PROTECTED = DeploymentContext.none()
		.with(CrossOriginProtection.enforce().trusting("https://pay.example").exempting("/webhooks/**"));

	private static final String TENANT = "https://shop.example.org";

	private static final OriginLookup TENANTS = (query) -> query.origin().toString().equals(TENANT);

	private static final LookupProperties SETTINGS = new LookupProperties();

	private static final OriginLookupCache CACHE = new OriginLookupCache(SETTINGS, (name) -> TENANTS);

	static {
		SETTINGS.setTimeout(Duration.ofMinutes(1));
	}

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	@ParameterizedTest(name = "{0}")
	@MethodSource("situations")
	void nothingButTheGuardOfTheResponse(AllocationCase situation) throws IOException, ServletException {
		assertNoGarbage(situation, DeploymentContext.none());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "situations", "writes" })
	void noMoreWithProtection(AllocationCase situation) throws IOException, ServletException {
		assertNoGarbage(situation, PROTECTED);
	}

	private void assertNoGarbage(AllocationCase situation, DeploymentContext context)
			throws IOException, ServletException {
		StubExchange exchange = situation.exchange();
		// What an application has unless it is told otherwise; refusals, and what no
		// policy answers, are what it is for.
		CorsObserver log = new DenialLogger(() -> 0);
		CorsPolicies policies = CorsPolicies.compile(situation.policies(), context);
		// Whatever has to be looked up is known from here on.
		CorsDecision decision = new CorsEngine(policies, List.of(), (observer, failure) -> {
		}, CACHE).explain(policies, CorsServletFilter.toCorsRequest(situation.exchange().request()));
		assertThat(decision.reason()).isNotEqualTo(DecisionReason.LOOKUP_FAILED);
		boolean refused = decision.outcome() == CorsDecision.Outcome.DENIED || decision.isLeftToOthers();
		CorsEngine engine = new CorsEngine(policies, refused ? List.of() : List.of(log), (observer, failure) -> {
		}, CACHE);
		engine.setTime(Instant.EPOCH);
		Filter filter = new CorsServletFilter(engine);
		Filter nothing = (request, response, chain) -> chain.doFilter(request, response);
		run(filter, exchange, WARM_UP);
		run(nothing, exchange, WARM_UP);
		long before = bytes();
		run(nothing, exchange, REQUESTS);
		long between = bytes();
		run(filter, exchange, REQUESTS);
		long after = bytes();
		// Less than a byte each: what the measurement itself leaves behind is not per
		// request.
		int allowed = (decision.isEnforced() && !decision.endsExchange()) ? BYTES_PASSED_ON : 0;
		assertThat((after - between) - (between - before)).isLessThan((allowed + 1L) * REQUESTS);
	}

	private static void run(Filter filter, StubExchange exchange, int times) throws IOException, ServletException {
		for (int i = 0; i < times; i++) {
			exchange.recycle();
			filter.doFilter(exchange.request(), exchange.response(), exchange);
		}
	}

	private long bytes() {
		return this.threads.getCurrentThreadAllocatedBytes();
	}

	static Stream<AllocationCase> situations() {
		List<AllocationCase> situations = new ArrayList<>();
		situations.add(get("no origin", POLICY));
		situations.add(new AllocationCase("the server's own origin", List.of(POLICY), "POST", "/api/orders/42",
				List.of("Origin", "https://api.example.com", "Sec-Fetch-Site", "same-origin")));
		situations.add(get("an allowed origin", POLICY, "Origin", APP));
		situations.add(get("every origin", POLICY.toBuilder().allowedOrigins("*").allowCredentials(false).build(),
				"Origin", APP));
		situations.add(get("another origin", POLICY, "Origin", "https://evil.example"));
		CorsPolicy lookup = POLICY.toBuilder().originsFrom("tenants").build();
		situations.add(get("an origin that was looked up", lookup, "Origin", TENANT));
		situations.add(get("an origin that was looked up and refused", lookup, "Origin", "https://evil.example"));
		situations.add(get("a listed origin beside a lookup", lookup, "Origin", APP));
		situations.add(get("a malformed origin", POLICY, "Origin", "https://app.example.com/x"));
		situations.add(get("an endless origin", POLICY, "Origin", "https://" + "a".repeat(65_536)));
		situations.add(preflight("an allowed preflight", APP, "PUT", "authorization,content-type"));
		situations.add(new AllocationCase("an allowed preflight for any header",
				List.of(POLICY.toBuilder().allowedHeaders("*").build()), "OPTIONS", "/api/orders/42",
				List.of("Origin", APP, "Access-Control-Request-Method", "PUT", "Access-Control-Request-Headers",
						"authorization,content-type")));
		situations.add(preflight("a preflight of another origin", "https://evil.example", "PUT", "authorization"));
		situations.add(preflight("a preflight for another header", APP, "PUT", "authorization,x-other"));
		situations.add(preflight("a preflight for another method", APP, "LINK", "authorization"));
		situations.add(preflight("8 KB of commas", APP, "PUT", ",".repeat(8192)));
		situations.add(preflight("8 KB of names", APP, "PUT", names(8192)));
		situations.add(preflight("64 KB of names", APP, "PUT", names(65_536)));
		situations.add(preflight("64 KB of blanks", APP, "PUT", "x-tenant" + " ".repeat(65_536)));
		for (int n : new int[] { 10, 1000 }) {
			CorsPolicy origins = POLICY.toBuilder()
				.allowedOrigins(IntStream.range(0, n).mapToObj((i) -> "https://app" + i + ".example.com").toList())
				.build();
			situations
				.add(get("the last of " + n + " origins", origins, "Origin", "https://app" + (n - 1) + ".example.com"));
			situations.add(get("none of " + n + " origins", origins, "Origin", "https://evil.example"));
			CorsPolicy patterns = POLICY.toBuilder()
				.allowedOrigins(IntStream.range(0, n).mapToObj((i) -> "https://*.tenant" + i + ".example.com").toList())
				.build();
			situations.add(get("the last of " + n + " patterns", patterns, "Origin",
					"https://shop.tenant" + (n - 1) + ".example.com"));
			situations.add(get("none of " + n + " patterns", patterns, "Origin", "https://shop.evil.example"));
			List<CorsPolicy> policies = IntStream.range(0, n)
				.mapToObj((i) -> POLICY.toBuilder().name("svc" + i).paths("/svc" + i + "/**").build())
				.toList();
			situations.add(new AllocationCase("the last of " + n + " policies", policies, "GET",
					"/svc" + (n - 1) + "/orders", List.of("Origin", APP)));
			situations.add(new AllocationCase("none of " + n + " policies", policies, "GET", "/other/orders",
					List.of("Origin", APP)));
		}
		return situations.stream();
	}

	/** What protection alone looks at, beside what CORS decides about. */
	static Stream<AllocationCase> writes() {
		return Stream.of(
				write("a page's own POST, below no policy", "/orders", "https://api.example.com", "same-origin"),
				write("the same of an old browser", "/orders", "https://api.example.com", null),
				write("a POST of no browser", "/orders", null, null),
				write("an allowed POST", "/api/orders", APP, "cross-site"),
				write("a trusted POST", "/orders", "https://pay.example", "cross-site"),
				write("a POST to an exempt path", "/webhooks/pay", "https://evil.example", "cross-site"),
				write("a POST of another site", "/orders", "https://evil.example", "cross-site"),
				write("the same of an old browser", "/orders", "https://evil.example", null),
				write("a POST of an endless origin", "/orders", "https://" + "a".repeat(65_536), "cross-site"),
				new AllocationCase("a handshake of another site", List.of(WRITTEN), "GET", "/socket",
						List.of("Origin", "https://evil.example", "Upgrade", "websocket")));
	}

	private static AllocationCase write(String name, String path, @Nullable String origin, @Nullable String site) {
		List<String> headers = new ArrayList<>();
		if (origin != null) {
			headers.addAll(List.of("Origin", origin));
		}
		if (site != null) {
			headers.addAll(List.of("Sec-Fetch-Site", site));
		}
		return new AllocationCase(name, List.of(WRITTEN), "POST", path, headers);
	}

	private static String names(int length) {
		StringBuilder names = new StringBuilder("x-tenant");
		for (int i = 0; names.length() < length; i++) {
			names.append(",x-").append(i);
		}
		return names.toString();
	}

	private static AllocationCase get(String name, CorsPolicy policy, String... headers) {
		return new AllocationCase(name, List.of(policy), "GET", "/api/orders/42", List.of(headers));
	}

	private static AllocationCase preflight(String name, String origin, String method, String headers) {
		return new AllocationCase(name, List.of(POLICY), "OPTIONS", "/api/orders/42", List.of("Origin", origin,
				"Access-Control-Request-Method", method, "Access-Control-Request-Headers", headers));
	}

	record AllocationCase(String name, List<CorsPolicy> policies, String method, String path, List<String> headers) {

		StubExchange exchange() {
			List<String> all = new ArrayList<>(List.of("Accept", "*/*", "User-Agent", "Mozilla/5.0", "Referer",
					"https://app.example.com/", "Accept-Encoding", "gzip", "Sec-Fetch-Mode", "cors"));
			all.addAll(this.headers);
			return new StubExchange(this.method, this.path, all.toArray(String[]::new));
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
