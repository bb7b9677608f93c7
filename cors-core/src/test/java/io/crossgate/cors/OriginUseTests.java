package io.crossgate.cors;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When an entry of {@code allowed-origins} was used last.
 */
class OriginUseTests {

	private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

	private static final String APP = "https://app.example.com";

	private static CorsEngine engine(String... origins) {
		return engine(policy(origins).build());
	}

	private static CorsEngine engine(CorsPolicy... policies) {
		CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(policies)));
		engine.setTime(NOON);
		return engine;
	}

	private static CorsPolicyBuilder policy(String... origins) {
		return CorsPolicy.named("api").paths("/api/**").allowedMethods("GET", "PUT").allowedOrigins(origins);
	}

	private static CorsRequest get(String origin) {
		return new CorsRequest("GET", "/api/x").origin(origin);
	}

	private static Map<String, Instant> uses(CorsEngine engine) {
		return engine.policies().lastUses("api");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(textBlock = """
			an exact origin,                  GET,     /api/x,     https://app.example.com,     https://app.example.com
			the same of a HEAD,               HEAD,    /api/x,     https://app.example.com,     https://app.example.com
			a preflight,                      OPTIONS, /api/x,     https://app.example.com,     https://app.example.com
			a method that is refused,         POST,    /api/x,     https://app.example.com,     https://app.example.com
			a path with two readings,         GET,     /api//x,    https://app.example.com,     https://app.example.com
			a path that may be elsewhere,     GET,     /api/..%2Fx, https://app.example.com,
			another path,                     GET,     /x,         https://app.example.com,
			a pattern,                        GET,     /api/x,     https://a.example.org,       https://*.example.org
			an exact origin beside a pattern, GET,     /api/x,     https://www.example.org,     https://www.example.org
			a widest pattern,                 GET,     /api/x,     https://a.dev.org.example,   https://*.org.example
			an origin that is not listed,     GET,     /api/x,     https://evil.example,
			no origin,                        GET,     /api/x,     ,
			null,                             GET,     /api/x,     null,
			garbage,                          GET,     /api/x,     https://app.example.com/,
			""")
	void entryThatAllowsTheOriginIsUsed(String name, String method, String path, @Nullable String origin,
			@Nullable String used) {
		String[] entries = { APP, "https://*.example.org", "https://www.example.org", "https://*.org.example",
				"https://*.dev.org.example", "https://b.example" };
		CorsEngine engine = engine(entries);
		CorsRequest request = new CorsRequest(method, path);
		request = (origin != null) ? request.origin(origin) : request;
		engine.decide(method.equals("OPTIONS") ? request.header("Access-Control-Request-Method", "PUT") : request);
		assertThat(uses(engine)).isEqualTo((used != null) ? Map.of(used, NOON) : Map.of());
	}

	@Test
	void entriesWithoutAHostAreUsed() {
		CorsEngine any = engine("*");
		any.decide(get(APP).origin(APP));
		assertThat(uses(any)).containsOnlyKeys("*");
		CorsEngine opaque = engine(policy("null", APP).acceptRisks("null-origin").build());
		opaque.decide(get("null"));
		assertThat(uses(opaque)).containsOnlyKeys("null");
	}

	@Test
	void severalLinesOfOriginUseNothing() {
		CorsEngine engine = engine(APP);
		engine.decide(get(APP).origin(APP));
		assertThat(uses(engine)).isEmpty();
	}

	@Test
	void whatIsOnlyExplainedOrComparedUsesNothing() {
		CorsEngine engine = engine(APP);
		engine.explain(engine.policies(), get(APP));
		engine.policies().decide(get(APP));
		engine.policies().decide("api", get(APP));
		assertThat(uses(engine)).isEmpty();
		CorsPolicies candidate = CorsPolicies.compile(List.of(policy(APP).build()));
		engine.setCandidate(candidate);
		engine.decide(get(APP));
		assertThat(candidate.lastUses("api")).isEmpty();
		assertThat(uses(engine)).containsOnlyKeys(APP);
	}

	@Test
	void policyThatOnlyReportsUsesItsEntriesAndOneThatIsOffDoesNot() {
		CorsEngine reporting = engine(policy(APP).mode(CorsPolicy.Mode.REPORT_ONLY).build());
		reporting.decide(get(APP));
		assertThat(uses(reporting)).containsOnlyKeys(APP);
		CorsEngine off = engine(policy(APP).mode(CorsPolicy.Mode.OFF).build());
		off.decide(get(APP));
		assertThat(uses(off)).isEmpty();
		assertThat(off.policies().lastUses("other")).isEmpty();
	}

	@Test
	void timeIsThatOfTheClockToTheMinute() {
		CorsEngine engine = engine(APP, "https://b.example");
		engine.setTime(NOON.plusSeconds(59));
		engine.decide(get(APP));
		assertThat(uses(engine)).isEqualTo(Map.of(APP, NOON));
		engine.setTime(NOON.plusSeconds(60));
		assertThat(uses(engine)).isEqualTo(Map.of(APP, NOON));
		engine.decide(get(APP));
		engine.decide(get("https://b.example"));
		assertThat(uses(engine))
			.isEqualTo(Map.of(APP, NOON.plusSeconds(60), "https://b.example", NOON.plusSeconds(60)));
	}

	@Test
	void untilTheClockIsSetNothingIsNoted() {
		CorsEngine engine = new CorsEngine(CorsPolicies.compile(List.of(policy(APP).build())));
		engine.decide(get(APP));
		assertThat(uses(engine)).isEmpty();
		engine.setTime(Instant.EPOCH);
		engine.decide(get(APP));
		assertThat(uses(engine)).containsOnlyKeys(APP);
	}

	/** The twin is a map by text. */
	@Test
	void changeOfThePoliciesKeepsTheNotesOfEntriesThatStay() {
		long seed = Long.getLong("test.seed", 20261130L);
		Random random = new Random(seed);
		List<String> pool = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			pool.add((i % 5 == 0) ? "https://*.e" + i + ".example" : "https://e" + i + ".example");
		}
		Map<String, Instant> expected = new LinkedHashMap<>();
		CorsEngine engine = engine(pool.subList(0, 20).toArray(String[]::new));
		List<String> entries = new ArrayList<>(pool.subList(0, 20));
		for (int round = 0; round < 300; round++) {
			Instant now = NOON.plusSeconds(60L * round);
			engine.setTime(now);
			for (int use = random.nextInt(4); use > 0; use--) {
				String entry = entries.get(random.nextInt(entries.size()));
				engine.decide(get(entry.replace("*", "a")));
				expected.put(entry, now);
			}
			change(entries, pool, random);
			expected.keySet().retainAll(entries);
			CorsPolicy changed = policy(entries.toArray(String[]::new)).allowCredentials(random.nextBoolean()).build();
			engine.update((policies) -> random.nextBoolean() ? policies.with(changed)
					: CorsPolicies.compile(List.of(changed)));
			assertThat(uses(engine)).as("seed %d, round %d", seed, round).isEqualTo(expected);
		}
	}

	private static void change(List<String> entries, List<String> pool, Random random) {
		switch (random.nextInt(4)) {
			case 0 -> Collections.shuffle(entries, random);
			case 1 -> {
				String added = pool.get(random.nextInt(pool.size()));
				if (!entries.contains(added)) {
					entries.add(random.nextInt(entries.size()), added);
				}
			}
			case 2 -> {
				if (entries.size() > 2) {
					entries.remove(random.nextInt(entries.size()));
				}
			}
			default -> {
				// Nothing of the entries changes.
			}
		}
	}

	@Test
	void policyThatComesBackHasNoNotes() {
		CorsEngine engine = engine(APP);
		engine.decide(get(APP));
		CorsPolicies before = engine.policies();
		engine.setPolicies(before.without("api"));
		engine.update((policies) -> policies.with(policy(APP).build()));
		assertThat(uses(engine)).isEmpty();
		assertThat(before.lastUses("api")).containsOnlyKeys(APP);
	}

}
