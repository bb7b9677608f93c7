package io.crossgate.cors.spring.reload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.spring.reload.PolicyReload.Trigger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a change of policies is said to mean, in a table, and against what requests are
 * really answered before and after.
 */
class PolicyDifferenceTests {

	private static final CorsPolicy API = CorsPolicy.named("api")
		.paths("/api/**")
		.allowedOrigins("https://app.example.com", "https://admin.example.com")
		.allowedMethods("GET", "POST")
		.allowedHeaders("x-one")
		.build();

	private static final CorsPolicy FONTS = CorsPolicy.named("fonts").paths("/fonts/**").allowedOrigins("any").build();

	private static final CorsPolicy WATCHED = API.toBuilder().mode(CorsPolicy.Mode.REPORT_ONLY).build();

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void saysWhatAChangeMeans(Row row) {
		CorsPolicies before = CorsPolicies.compile(row.before);
		CorsPolicies after = CorsPolicies.compile(row.after);
		PolicyDifference difference = PolicyDifference.between(before, after);
		assertThat(difference.isWidening()).as("widens").isEqualTo(row.widens);
		assertThat(difference.isNarrowing()).as("narrows").isEqualTo(row.narrows);
		assertThat(difference.isEmpty()).as("nothing").isEqualTo(row.line.isEmpty());
		assertThat(DifferenceText.of(before, after, difference, Trigger.API)).contains(row.line);
	}

	static Stream<Row> rows() {
		return Stream.of(
				// Nothing.
				row("nothing changes", (api) -> api, "", ""),
				row("the same in another order",
						(api) -> api.allowedOrigins("https://admin.example.com", "https://app.example.com",
								"https://app.example.com"),
						"", ""),
				row("an origin moves to the patterns",
						(api) -> api.allowedOrigins("https://app.example.com")
							.allowedOriginPatterns("https://admin.example.com"),
						"", ""),
				row("HEAD, which comes with GET", (api) -> api.allowedMethods("GET", "HEAD", "POST"), "", ""),
				row("a header in another case", (api) -> api.allowedHeaders("X-One"), "", ""),
				row("the name in another case", (api) -> api.name("API"), "", ""),
				row("a preset, and all of its own", (api) -> api.preset("tracing").allowedHeaders("x-one"), "", ""),
				// Wider.
				row("an origin more",
						(api) -> api.allowedOrigins("https://app.example.com", "https://admin.example.com",
								"https://new.example.com"),
						"widens", "api  allowed-origins: https://new.example.com gains access"),
				row("a pattern more", (api) -> api.allowedOriginPatterns("https://*.example.org"), "widens",
						"api  allowed-origins: https://*.example.org gains access"),
				row("every origin", (api) -> api.allowedOrigins("any"), "widens",
						"api  allowed-origins: * gains access; https://app.example.com, https://admin.example.com keep "
								+ "access"),
				row("a method more", (api) -> api.allowedMethods("GET", "POST", "PUT"), "widens",
						"api  allowed-methods: + PUT"),
				row("a header more", (api) -> api.allowedHeaders("x-one", "x-two"), "widens",
						"api  allowed-headers: + x-two"),
				row("a family of headers", (api) -> api.allowedHeaders("x-one", "x-two-*"), "widens",
						"api  allowed-headers: + x-two-*"),
				row("a header that pages may read", (api) -> api.exposedHeaders("X-Total"), "widens",
						"api  exposed-headers: + x-total"),
				row("credentials", (api) -> api.allowCredentials(true), "widens",
						"api  allow-credentials: true, was false"),
				row("a private network", (api) -> api.allowPrivateNetwork(true), "widens",
						"api  allow-private-network: true, was false"),
				row("refused requests are served", (api) -> api.onDenied(CorsPolicy.OnDenied.PASS_THROUGH), "widens",
						"api  on-denied: pass-through, was reject"),
				row("a risk that is accepted", (api) -> api.acceptRisks("any-port"), "widens",
						"api  accept-risks: + any-port"),
				// Both: what one gains another loses.
				row("an origin for another",
						(api) -> api.allowedOrigins("https://app.example.com", "https://new.example.com"),
						"widens narrows",
						"https://new.example.com gains access; https://admin.example.com loses access"),
				row("a path more", (api) -> api.paths("/api/**", "/v2/**"), "widens narrows", "api  paths: + /v2/**"),
				row("a path less, where nothing is refused any more", (api) -> api.paths("/api/orders/**"),
						"widens narrows", "api  paths: + /api/orders/**  - /api/**"),
				row("a policy that only reports now", (api) -> api.mode(CorsPolicy.Mode.REPORT_ONLY), "widens narrows",
						"api  mode: report-only, was enforce"),
				row("a policy that is switched off", (api) -> api.mode(CorsPolicy.Mode.OFF), "widens narrows",
						"api  mode: off, was enforce"),
				new Row("a policy that is enforced now", List.of(WATCHED), List.of(API), true, true,
						"api  mode: enforce, was report-only"),
				new Row("a policy more", List.of(API), List.of(API, FONTS), true, true,
						"fonts  is new, /fonts/**: any gains access"),
				new Row("a policy less, whose paths are left alone", List.of(API, FONTS), List.of(API), true, true,
						"fonts  is gone, /fonts/**: any loses access"),
				new Row("no policy any more", List.of(API), List.of(), true, true,
						"No policy is left: requests of other origins get no CORS headers, and none is refused."),
				// Narrower.
				row("an origin less", (api) -> api.allowedOrigins("https://app.example.com"), "narrows",
						"api  allowed-origins: https://admin.example.com loses access"),
				new Row("some origins, where every one was allowed", List.of(FONTS),
						List.of(FONTS.toBuilder().allowedOrigins("https://app.example.com").build()), false, true,
						"fonts  allowed-origins: * loses access; https://app.example.com keeps access"),
				new Row("an origin of a pattern, where the pattern was allowed",
						List.of(API.toBuilder().allowedOrigins("https://*.example.com").build()),
						List.of(API.toBuilder().allowedOrigins("https://app.example.com").build()), false, true,
						"api  allowed-origins: https://*.example.com loses access; https://app.example.com keeps access"),
				new Row("a pattern, where one of its origins was allowed",
						List.of(API.toBuilder().allowedOrigins("https://app.example.com").build()),
						List.of(API.toBuilder()
							.allowedOriginPatterns("https://*.example.com")
							.allowedOrigins(List.of())
							.build()),
						true, false,
						"api  allowed-origins: https://*.example.com gains access; https://app.example.com keeps access"),
				row("a method less", (api) -> api.allowedMethods("GET"), "narrows", "api  allowed-methods: - POST"),
				new Row("a preset, where everything was allowed", List.of(FONTS),
						List.of(FONTS.toBuilder().preset("tracing").build()), false, true,
						"fonts  allowed-headers: + traceparent, tracestate"),
				new Row("one header, where its family was allowed",
						List.of(API.toBuilder().allowedHeaders("x-foo-*").build()),
						List.of(API.toBuilder().allowedHeaders("X-Foo-A").build()), false, true,
						"api  allowed-headers: + x-foo-a  - x-foo-*"),
				new Row("a family in a family", List.of(API.toBuilder().allowedHeaders("x-foo-*").build()),
						List.of(API.toBuilder().allowedHeaders("x-foo-bar-*").build()), false, true,
						"api  allowed-headers: + x-foo-bar-*  - x-foo-*"),
				row("a header less", (api) -> api.allowedHeaders(List.of()), "narrows", "allowed-headers: - x-one"),
				new Row("no credentials any more", List.of(API.toBuilder().allowCredentials(true).build()),
						List.of(API), false, true, "api  allow-credentials: false, was true"),
				new Row("requests are refused that were served",
						List.of(API.toBuilder().onDenied(CorsPolicy.OnDenied.PASS_THROUGH).build()), List.of(API),
						false, true, "api  on-denied: reject, was pass-through"),
				// Neither.
				row("another max-age", (api) -> api.maxAge(Duration.ofMinutes(10)), "neither",
						"api  max-age: 10m, was 30m"),
				row("another status", (api) -> api.preflightStatus(200), "neither",
						"api  preflight-status: 200, was 204"),
				row("preflights that the application answers",
						(api) -> api.preflight(CorsPolicy.Preflight.PASS_THROUGH), "neither",
						"api  preflight: pass-through, was answer"),
				new Row("a header that every header covered", List.of(FONTS),
						List.of(FONTS.toBuilder().allowedHeaders("*", "x-two").build()), false, false,
						"fonts  allowed-headers: + x-two"),
				new Row("a header that its family covered", List.of(API.toBuilder().allowedHeaders("x-foo-*").build()),
						List.of(API.toBuilder().allowedHeaders("x-foo-*", "x-foo-a").build()), false, false,
						"api  allowed-headers: + x-foo-a"),
				new Row("a header that must be allowed by its name", List.of(FONTS), List
					.of(FONTS.toBuilder().allowedHeaders("*", "x-forwarded-for").acceptRisks("routing-header").build()),
						true, false, "fonts  allowed-headers: + x-forwarded-for"),
				new Row("an origin more in a policy that only reports", List.of(WATCHED),
						List.of(WATCHED.toBuilder().allowedOrigins("https://app.example.com").build()), false, false,
						"api  allowed-origins: https://admin.example.com loses access"),
				new Row("a policy that only reports, and no other", List.of(), List.of(WATCHED), false, false,
						"api  is new, /api/**: https://app.example.com, https://admin.example.com gain access "
								+ "(report-only)"));
	}

	private static Row row(String name, UnaryOperator<CorsPolicyBuilder> change, String effect, String line) {
		return new Row(name, List.of(API), List.of(change.apply(API.toBuilder()).build()), effect.contains("widens"),
				effect.contains("narrows"), line);
	}

	@Test
	void originsOfTheApplicationItselfCount() {
		CorsPolicies before = CorsPolicies.compile(List.of(API), own());
		CorsPolicies after = CorsPolicies.compile(List.of(API), own("https://www.example.com"));
		assertThat(PolicyDifference.between(before, after).isWidening()).isTrue();
		assertThat(PolicyDifference.between(after, before).isWidening()).isFalse();
		assertThat(DifferenceText.of(before, after, PolicyDifference.between(before, after), Trigger.WATCH))
			.startsWith("CORS policies changed with the watched files, access is wider: sha256:")
			.contains("cors.same-origins: + https://www.example.com");
	}

	@Test
	void protectionCounts() {
		CrossOriginProtection off = CrossOriginProtection.off();
		CrossOriginProtection on = CrossOriginProtection.enforce();
		assertThat(protection(off, on)).isEqualTo("narrows cors.protection.mode: enforce, was off");
		assertThat(protection(on, off)).isEqualTo("widens cors.protection.mode: off, was enforce");
		assertThat(protection(on, on.trusting("https://pay.example.com")))
			.isEqualTo("widens cors.protection.trusted-origins: + https://pay.example.com");
		assertThat(protection(on.exempting("/hooks/**"), on))
			.isEqualTo("narrows cors.protection.exempt-paths: - /hooks/**");
		assertThat(protection(off, off.exempting("/hooks/**"))).isEqualTo(" cors.protection.exempt-paths: + /hooks/**");
	}

	private static String protection(CrossOriginProtection from, CrossOriginProtection to) {
		CorsPolicies before = CorsPolicies.compile(List.of(API), own().with(from));
		CorsPolicies after = CorsPolicies.compile(List.of(API), own().with(to));
		PolicyDifference difference = PolicyDifference.between(before, after);
		return (difference.isWidening() ? "widens" : "") + (difference.isNarrowing() ? "narrows" : "") + " "
				+ DifferenceText.of(before, after, difference, Trigger.API).lines().toList().get(1).strip();
	}

	private static DeploymentContext own(String... origins) {
		return new DeploymentContext(false, ApplicationPaths.unknown(), Stream.of(origins).map(Origin::of).toList());
	}

	@Test
	void textStaysShortHoweverMuchChanges() {
		List<String> origins = IntStream.range(0, 1000).mapToObj((i) -> "https://o" + i + ".example.com").toList();
		CorsPolicies before = CorsPolicies.compile(List.of(API));
		List<CorsPolicy> policies = IntStream.range(0, 200)
			.mapToObj((i) -> CorsPolicy.named("p" + i).paths("/p" + i + "/**").allowedOrigins(origins).build())
			.toList();
		CorsPolicies after = CorsPolicies.compile(policies);
		String text = DifferenceText.of(before, after, PolicyDifference.between(before, after), Trigger.API);
		assertThat(text).contains("https://o19.example.com and 980 more gain access", "and 151 more changes")
			.hasSizeLessThan(60_000);
	}

	@Test
	void namesAndValuesAreOneLineOfPrintableCharacters() {
		CorsPolicies before = CorsPolicies.none();
		CorsPolicies after = CorsPolicies.compile(List.of(API.toBuilder().name("a\nb\u202e").build()));
		assertThat(DifferenceText.of(before, after, PolicyDifference.between(before, after), Trigger.API))
			.contains("a\\u000ab\\u202e  is new");
	}

	/**
	 * The naive twin asks both sets of policies about every request there can be in a
	 * small world.
	 */
	@Test
	void whatIsWiderForAnyRequestIsSaidToBeWider() {
		long seed = Long.getLong("test.seed", 20261130L);
		Random random = new Random(seed);
		int wider = 0;
		int calm = 0;
		for (int i = 0; i < 4_000; i++) {
			RandomPolicies policies = new RandomPolicies(random);
			List<CorsPolicy> declared = policies.some();
			CorsPolicies before = compile(declared);
			CorsPolicies after = compile(policies.changed(declared));
			if (before != null && after != null) {
				boolean said = PolicyDifference.between(before, after).isWidening();
				String proof = Access.widened(before, after);
				assertThat(said || proof.isEmpty())
					.as("seed %d: %s%nbefore %s%nafter %s", seed, proof, text(before), text(after))
					.isTrue();
				wider += proof.isEmpty() ? 0 : 1;
				calm += said ? 0 : 1;
			}
		}
		// Neither is it said of every change.
		assertThat(wider).as("seed %d", seed).isGreaterThan(300);
		assertThat(calm).as("seed %d", seed).isGreaterThan(300);
	}

	private static CorsPolicies compile(List<CorsPolicy> policies) {
		try {
			return CorsPolicies.compile(policies);
		}
		catch (InvalidCorsPolicyException ex) {
			return null;
		}
	}

	private static String text(CorsPolicies policies) {
		return policies.policies().stream().map(CorsPolicy::toString).collect(Collectors.joining("\n       "));
	}

	/** Declares policies of a small world, and changes one thing or two. */
	private record RandomPolicies(Random random) {

		private static final List<String> PATHS = List.of("/**", "/a/**", "/a/b", "/a/*", "/*/c", "/b/**", "/a/b/**");

		private static final List<String> ORIGINS = List.of("https://one.example.com", "https://two.example.com",
				"https://*.example.com", "https://three.example.org", "null", "any");

		private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "DELETE", "*");

		private static final List<String> HEADERS = List.of("x-one", "x-two", "x-forwarded-for", "*");

		List<CorsPolicy> some() {
			return IntStream.range(0, this.random.nextInt(4)).mapToObj((i) -> policy("p" + i)).toList();
		}

		private CorsPolicy policy(String name) {
			CorsPolicyBuilder policy = CorsPolicy.named(name).acceptRisks("null-origin", "routing-header");
			for (int property = 0; property < 10; property++) {
				change(policy, property);
			}
			return policy.build();
		}

		List<CorsPolicy> changed(List<CorsPolicy> declared) {
			List<CorsPolicy> changed = new ArrayList<>(declared);
			for (int i = 0; i <= this.random.nextInt(2); i++) {
				int which = this.random.nextInt(12);
				if (which == 0 || changed.isEmpty()) {
					changed.add(policy("q" + i));
				}
				else if (which == 1) {
					changed.remove(this.random.nextInt(changed.size()));
				}
				else {
					CorsPolicyBuilder policy = changed.remove(this.random.nextInt(changed.size())).toBuilder();
					change(policy, which - 2);
					changed.add(policy.build());
				}
			}
			return changed;
		}

		private void change(CorsPolicyBuilder policy, int property) {
			switch (property) {
				case 0 -> policy.paths(subset(PATHS));
				case 1 -> policy.allowedOrigins(subset(ORIGINS));
				case 2 -> policy.allowedMethods(subset(METHODS));
				case 3 -> policy.allowedHeaders(subset(HEADERS));
				case 4 -> policy.exposedHeaders(subset(List.of("x-total", "x-next")));
				case 5 -> policy.allowCredentials(this.random.nextInt(3) == 0);
				case 6 -> policy.onDenied(any(CorsPolicy.OnDenied.values()));
				case 7 ->
					policy.mode((this.random.nextInt(3) > 0) ? CorsPolicy.Mode.ENFORCE : any(CorsPolicy.Mode.values()));
				case 8 -> policy.preflight(any(CorsPolicy.Preflight.values()));
				default -> policy.maxAge(Duration.ofSeconds(this.random.nextInt(3)));
			}
		}

		private List<String> subset(List<String> all) {
			List<String> some = all.stream().filter((entry) -> this.random.nextInt(3) == 0).toList();
			return some.isEmpty() ? List.of(all.get(this.random.nextInt(all.size()))) : some;
		}

		private <T> T any(T[] values) {
			return values[this.random.nextInt(values.length)];
		}

	}

	/**
	 * A change and what it means.
	 */
	private record Row(String name, List<CorsPolicy> before, List<CorsPolicy> after, boolean widens, boolean narrows,
			String line) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
