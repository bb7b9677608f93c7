package io.crossgate.cors.traffic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.traffic.PolicyUsage.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said to be used and what to be open and unused, by examples and against a twin
 * that keeps every request.
 */
class PolicyUsageTests {

	private static final CorsPolicy API = CorsPolicy.named("api")
		.paths("/api/**")
		.allowedOrigins("https://app.example.com", "https://old.example.com")
		.allowedOriginPatterns("https://*.example.org")
		.allowedMethods("GET", "HEAD", "POST", "DELETE")
		.allowedHeaders("Content-Type", "X-Tenant", "X-Foo-*")
		.mode(CorsPolicy.Mode.REPORT_ONLY)
		.build();

	private final AtomicLong time = new AtomicLong(1000);

	private final TrafficRecorder recorder = new TrafficRecorder(this.time::get);

	@Test
	void everyEntryIsSaidToBeUsedOrNot() {
		CorsEngine engine = engine(API);
		engine.decide(get("https://app.example.com"));
		this.time.set(2000);
		engine.decide(preflight("https://eu.shop.example.org", "POST", "content-type,x-foo-a"));
		engine.decide(preflight("https://app.example.com", "POST", "x-foo-b"));
		engine.decide(new CorsRequest("HEAD", "/api/1").origin("https://app.example.com"));
		PolicyUsage usage = usage();
		assertThat(usage.entries()).extracting(PolicyUsageTests::text)
			.containsExactly("allowed-origins https://app.example.com 3 [https://app.example.com]",
					"allowed-origins https://old.example.com 0 []",
					"allowed-origin-patterns https://*.example.org 1 [https://eu.shop.example.org]",
					"allowed-methods GET 2 [GET, HEAD]", "allowed-methods POST 2 [POST]", "allowed-methods DELETE 0 []",
					"allowed-headers Content-Type 1 [content-type]", "allowed-headers X-Tenant 0 []",
					"allowed-headers X-Foo-* 2 [x-foo-a, x-foo-b]");
		assertThat(usage.unused()).extracting(Entry::value)
			.containsExactly("https://old.example.com", "DELETE", "X-Tenant");
		assertThat(usage.requests()).isEqualTo(4);
		assertThat(usage.since()).isEqualTo(1000);
		assertThat(usage.isComplete()).isTrue();
		assertThat(usage.policy()).isEqualTo(API);
	}

	@Test
	void whatThePolicyWouldRefuseUsesNothing() {
		CorsEngine engine = engine(API);
		engine.decide(get("https://evil.example"));
		engine.decide(preflight("https://evil.example", "DELETE", "x-tenant"));
		engine.decide(preflight("https://old.example.com", "PUT", "x-tenant"));
		assertThat(usage().unused()).isEqualTo(usage().entries()).hasSize(9);
		assertThat(usage().requests()).isZero();
		assertThat(this.recorder.suggestions(engine.policies())).hasSize(1);
	}

	@Test
	void whatAWildcardCoversIsNamed() {
		CorsEngine engine = engine(API.toBuilder()
			.allowedOrigins("any")
			.allowedOriginPatterns(List.of())
			.allowedMethods("*")
			.allowedHeaders("*")
			.build());
		IntStream.range(0, 10).forEach((i) -> engine.decide(preflight("https://o" + i + ".example", "PUT", "x-" + i)));
		engine.decide(preflight("https://o7.example", "PATCH", "x-7"));
		assertThat(usage().entries()).extracting(PolicyUsageTests::text)
			.containsExactly(
					"allowed-origins any 11 [https://o7.example, https://o0.example, https://o1.example, "
							+ "https://o2.example, https://o3.example, https://o4.example, https://o5.example, "
							+ "https://o6.example]",
					"allowed-methods * 11 [PUT, PATCH]",
					"allowed-headers * 11 [x-7, x-0, x-1, x-2, x-3, x-4, x-5, x-6]");
	}

	@Test
	void whatNoEntryCoversIsTheLookups() {
		CorsPolicy policy = API.toBuilder().allowedOriginPatterns(List.of()).originsFrom("tenants").build();
		CorsPolicies policies = CorsPolicies.compile(List.of(policy));
		PolicyUsage usage = PolicyUsage.of(policy, new PolicyUsage.Recorded(0, Map.of(),
				Map.of("https://app.example.com", 2L, "https://tenant.example", 3L), Map.of(), Map.of(), 0));
		assertThat(usage.entries()).extracting(PolicyUsageTests::text)
			.contains("allowed-origins https://app.example.com 2 [https://app.example.com]",
					"origins-from tenants 3 [https://tenant.example]");
		assertThat(policies.policies()).containsExactly(policy);
	}

	@Test
	void onlyPoliciesOfWhichTrafficWasSeenHaveAUsage() {
		CorsEngine engine = engine(API, API.toBuilder().name("other").paths("/other/**").build(),
				API.toBuilder().name("on").paths("/on/**").mode(CorsPolicy.Mode.ENFORCE).build());
		engine.decide(get("https://app.example.com"));
		engine.decide(new CorsRequest("GET", "/on/1").origin("https://app.example.com"));
		assertThat(this.recorder.usages(engine.policies())).extracting((usage) -> usage.policy().name())
			.containsExactly("api");
	}

	@Test
	void whatHadToMakeRoomIsAdmitted() {
		CorsEngine engine = engine(API);
		engine.decide(get("https://app.example.com"));
		for (int i = 0; i < 5000; i++) {
			engine.decide(get("https://o" + i + ".scan.example"));
		}
		assertThat(usage().isComplete()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void theCountsAreThoseOfATwinThatKeepsEveryRequest(long seed) {
		Random random = new Random(seed);
		CorsEngine engine = engine(API);
		List<String> origins = List.of("https://app.example.com", "https://a.example.org", "https://b.example.org",
				"https://evil.example");
		List<String> methods = List.of("GET", "POST", "PUT");
		List<String> headers = List.of("content-type", "x-foo-a", "x-foo-b", "x-other");
		Map<String, Integer> expected = new LinkedHashMap<>();
		for (int i = 0; i < 500; i++) {
			String origin = origins.get(random.nextInt(origins.size()));
			String method = methods.get(random.nextInt(methods.size()));
			String header = headers.get(random.nextInt(headers.size()));
			engine.decide(preflight(origin, method, header));
			boolean allowed = !origin.contains("evil") && !method.equals("PUT") && !header.equals("x-other");
			List<String> needed = allowed
					? List.of(origin.endsWith(".org") ? "https://*.example.org" : "https://app.example.com", method,
							header.startsWith("x-foo-") ? "X-Foo-*" : "Content-Type")
					: List.of();
			needed.forEach((entry) -> expected.merge(entry, 1, Integer::sum));
		}
		Map<String, Integer> counted = new LinkedHashMap<>();
		List<Entry> used = new ArrayList<>(usage().entries());
		used.removeAll(usage().unused());
		used.forEach((entry) -> counted.put(entry.value(), (int) entry.count()));
		assertThat(counted).as("seed %d", seed).containsExactlyInAnyOrderEntriesOf(expected);
	}

	private PolicyUsage usage() {
		return this.recorder.usages(CorsPolicies.compile(this.declared)).get(0);
	}

	private List<CorsPolicy> declared = List.of();

	private CorsEngine engine(CorsPolicy... policies) {
		this.declared = List.of(policies);
		return new CorsEngine(CorsPolicies.compile(this.declared), List.of(this.recorder));
	}

	private static String text(Entry entry) {
		return entry.property().key() + " " + entry.value() + " " + entry.count() + " " + entry.seen();
	}

	private static CorsRequest get(String origin) {
		return new CorsRequest("GET", "/api/1").origin(origin);
	}

	private static CorsRequest preflight(String origin, String method, String headers) {
		return new CorsRequest("OPTIONS", "/api/1").origin(origin)
			.header("Access-Control-Request-Method", method)
			.header("Access-Control-Request-Headers", headers);
	}

}
