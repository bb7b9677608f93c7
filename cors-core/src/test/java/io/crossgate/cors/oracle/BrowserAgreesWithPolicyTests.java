package io.crossgate.cors.oracle;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.browser.Browser;
import io.crossgate.cors.browser.FetchCall;
import io.crossgate.cors.browser.FetchCall.Credentials;
import io.crossgate.cors.browser.FetchResult;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.problem.Problem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The proof of the engine: for generated policies and calls, a browser that follows the
 * Fetch standard lets a page read exactly what the policy declares. Neither knows the
 * other; they share the origin's spelling and the standard's word lists.
 */
class BrowserAgreesWithPolicyTests {

	private static final int POLICIES = 1500;

	private static final int CALLS = 30;

	private static final List<String> PAGES = List.of("https://app.example.com", "https://a.b.example.com",
			"https://example.com", "http://app.example.com", "https://app.example.com:8443", "http://localhost:3000",
			"http://localhost", "https://evil.example", "https://evilexample.com",
			"https://app.example.com.evil.example", "null", "https://[::1]:3000", "capacitor://localhost",
			"https://app.example.com.");

	private static final List<String> ORIGINS = List.of("https://app.example.com", "https://*.example.com",
			"http://localhost:*", "https://example.com", "http://localhost:3000", "https://other.example.org",
			"https://*.b.example.com", "https://app.example.com:8443", "capacitor://localhost", "https://[::1]:*", "*");

	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
			"QUERY", "patch");

	private static final List<String> HEADERS = List.of("X-Tenant", "Authorization", "Content-Type", "X-Request-Id",
			"X-Forwarded-Host", "X-HTTP-Method-Override", "Accept", "baggage", "if-none-match", "*");

	private static final List<String> EXPOSED = List.of("X-Total", "ETag", "X-Other", "*");

	@Test
	void aPageCanReadExactlyWhatThePolicyDeclares() {
		long seed = Long.getLong("test.seed", 20261123L);
		Random random = new Random(seed);
		int readable = 0;
		int refused = 0;
		for (int i = 0; i < POLICIES; i++) {
			CorsPolicy policy = policy(random);
			if (CorsPolicies.check(List.of(policy), DeploymentContext.none()).stream().anyMatch(Problem::isFatal)) {
				continue;
			}
			CorsPolicies policies = CorsPolicies.compile(List.of(policy));
			for (int j = 0; j < CALLS; j++) {
				String page = likely(PAGES, new Declaration(policy)::allowsOrigin, random);
				if (check(policy, policies, Browser.at(page), page, random, seed)) {
					readable++;
				}
				else {
					refused++;
				}
			}
		}
		assertThat(readable).as("calls that were allowed, of seed %s", seed).isGreaterThan(5000);
		assertThat(refused).as("calls that were refused, of seed %s", seed).isGreaterThan(5000);
	}

	/** What a browser caches of one call must not let a page do more in the next. */
	@Test
	void aPageThatWasAllowedOneThingIsAllowedNoOther() {
		long seed = Long.getLong("test.seed", 20261126L);
		Random random = new Random(seed);
		int remembered = 0;
		for (int i = 0; i < POLICIES; i++) {
			CorsPolicy policy = policy(random);
			if (CorsPolicies.check(List.of(policy), DeploymentContext.none()).stream().anyMatch(Problem::isFatal)) {
				continue;
			}
			CorsPolicies policies = CorsPolicies.compile(List.of(policy));
			String page = likely(PAGES, new Declaration(policy)::allowsOrigin, random);
			Browser browser = Browser.at(page).cachingPreflights(InstantSource.fixed(Instant.EPOCH));
			for (int j = 0; j < 6; j++) {
				remembered += check(policy, policies, browser, page, random, seed) ? 1 : 0;
			}
		}
		assertThat(remembered).as("calls that were allowed, of seed %s", seed).isGreaterThan(1000);
	}

	private static boolean check(CorsPolicy policy, CorsPolicies policies, Browser browser, String page, Random random,
			long seed) {
		Declaration declaration = new Declaration(policy);
		String method = likely(METHODS, declaration::allowsMethod, random);
		Credentials credentials = Credentials.values()[random.nextInt(Credentials.values().length)];
		Set<String> unsafe = new TreeSet<>();
		FetchCall call = FetchCall.of(method, EngineServer.ORIGIN + "/api/things/7").credentials(credentials);
		for (int i = random.nextInt(3); i > 0; i--) {
			String name = likely(HEADERS, declaration::allowsHeader, random);
			boolean plainAccept = name.equals("Accept");
			call = call.header(name, name.equals("Content-Type") ? "application/json" : "7");
			if (!plainAccept) {
				unsafe.add(name.toLowerCase(Locale.ROOT));
			}
		}
		EngineServer server = new EngineServer(policies);
		FetchResult result = browser.fetch(call, server::answer);
		boolean include = credentials == Credentials.INCLUDE;
		boolean allowed = declaration.allows(page, method, unsafe, include);
		String what = "seed %s: %s%n%s %s from %s with %s, credentials %s%n%s".formatted(seed, policy, method,
				call.url(), page, unsafe, credentials, result);
		assertThat(result.isReadable()).as(what).isEqualTo(allowed);
		if (allowed) {
			assertThat(result.status()).as(what).isEqualTo(200);
			Set<String> exposed = new LinkedHashSet<>(result.exposedHeaders());
			exposed.retainAll(EngineServer.APPLICATION_HEADERS);
			assertThat(exposed).as(what).isEqualTo(declaration.exposed(include));
		}
		else if (policy.onDenied() == CorsPolicy.OnDenied.REJECT && !declaration.allows(page, method, unsafe, false)) {
			assertThat(server.served()).as(what).isZero();
		}
		return allowed;
	}

	@Test
	void aPageOfTheServersOwnOriginIsNeverHindered() {
		long seed = Long.getLong("test.seed", 20261124L);
		Random random = new Random(seed);
		for (int i = 0; i < POLICIES; i++) {
			CorsPolicy policy = policy(random);
			if (CorsPolicies.check(List.of(policy), DeploymentContext.none()).stream().anyMatch(Problem::isFatal)) {
				continue;
			}
			EngineServer server = new EngineServer(CorsPolicies.compile(List.of(policy)));
			FetchCall call = FetchCall.of(one(METHODS, random), EngineServer.ORIGIN + "/api/things/7")
				.header("X-Forwarded-Host", "7");
			FetchResult result = Browser.at(EngineServer.ORIGIN).fetch(call, server::answer);
			assertThat(result.status()).as("seed %s: %s%n%s", seed, policy, result).isEqualTo(200);
			assertThat(server.served()).isEqualTo(1);
		}
	}

	private static CorsPolicy policy(Random random) {
		return CorsPolicy.named("generated")
			.paths("/api/**")
			.allowedOrigins(some(ORIGINS, random, 3))
			.allowedMethods((random.nextInt(4) == 0) ? List.of("*") : some(METHODS, random, 5))
			.allowedHeaders((random.nextInt(3) == 0) ? List.of("*") : some(HEADERS, random, 5))
			.exposedHeaders(some(EXPOSED, random, 2))
			.allowCredentials(random.nextBoolean())
			.onDenied(random.nextBoolean() ? CorsPolicy.OnDenied.REJECT : CorsPolicy.OnDenied.PASS_THROUGH)
			.acceptRisks("insecure-origin", "any-port", "routing-header")
			.build();
	}

	private static <T> T one(List<T> pool, Random random) {
		return pool.get(random.nextInt(pool.size()));
	}

	/** Mostly what is allowed: left to chance, hardly any call would be. */
	private static String likely(List<String> pool, Predicate<String> allowed, Random random) {
		List<String> candidates = pool.stream().filter(allowed).toList();
		return (candidates.isEmpty() || random.nextInt(10) < 2) ? one(pool, random) : one(candidates, random);
	}

	private static List<String> some(List<String> pool, Random random, int most) {
		List<String> picked = new ArrayList<>();
		for (int i = random.nextInt(most + 1); i > 0; i--) {
			String candidate = one(pool, random);
			if (!picked.contains(candidate)) {
				picked.add(candidate);
			}
		}
		return picked;
	}

}
