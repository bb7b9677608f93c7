package io.crossgate.cors.policy.validation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.crossgate.cors.origin.SampleSize;
import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.problem.Problem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A policy whose origins change is read beside what it was. The naive twin reads all of
 * it anew: it finds the same problems in the same places, and the same entry for every
 * origin.
 */
class ChangedOriginsTests {

	private static final long SEED = Long.getLong("test.seed", 20261129L);

	private static final int ROUNDS = SampleSize.of(600);

	private static final int CHANGES_A_ROUND = 15;

	/** What there is something to say about, or what says something about others. */
	private static final List<String> SPECIAL = List.of("*", "any", "null", "", " ", "${ORIGIN}", "https://a.example/",
			"HTTPS://a.example", "http://a.example", "http://localhost:3000", "https://localhost", "http://localhost:*",
			"https://*.example", "https://*.a.example", "https://*.b.example:*", "https://x-*.a.example",
			"https://*.github.io", "https://a.example:22", "capacitor://localhost", "https://*", "https://*.com",
			"https://a.internal", "https://*.internal");

	private final Random random = new Random(SEED);

	@ParameterizedTest
	@ValueSource(ints = { 6, 40 })
	void changedPoliciesAreReadAsIfTheyWereNew(int size) {
		DeploymentContext context = new DeploymentContext(true, ApplicationPaths.unknown(), List.of());
		int fatal = 0;
		int harmless = 0;
		int shared = 0;
		for (int round = 0; round < ROUNDS; round++) {
			CorsPolicy policy = CorsPolicy.named("api").paths("/**").allowedOrigins(entries(size)).build();
			PolicyValidator validator = PolicyValidator.of(context).validate(List.of(policy));
			for (int change = 0; change < CHANGES_A_ROUND; change++) {
				OriginSet before = validator.origins(policy);
				policy = changed(policy);
				validator = validator.validate(List.of(policy));
				PolicyValidator anew = PolicyValidator.of(context).validate(List.of(policy));
				String description = "seed " + SEED + ", round " + round + ": " + policy;
				assertThat(validator.problems()).as(description).isEqualTo(anew.problems());
				checkFound(description, validator.origins(policy), anew.origins(policy), policy);
				boolean isFatal = anew.problems().stream().anyMatch(Problem::isFatal);
				fatal += isFatal ? 1 : 0;
				harmless += isFatal ? 0 : 1;
				shared += (before == validator.origins(policy)) ? 1 : 0;
			}
		}
		assertThat(List.of(fatal, harmless, shared)).as("seed %s", SEED)
			.allSatisfy((count) -> assertThat(count).isGreaterThan(ROUNDS / 2));
	}

	private void checkFound(String description, OriginSet origins, OriginSet anew, CorsPolicy policy) {
		assertThat(origins.size()).isEqualTo(anew.size());
		Stream.of(policy.allowedOrigins(), policy.allowedOriginPatterns(), SPECIAL, List.of(exact(), exact(), exact()))
			.flatMap(List::stream)
			.forEach((origin) -> {
				assertThat(origins.find(origin)).as("%s, <%s>", description, origin).isEqualTo(anew.find(origin));
				assertThat(origins.exact(origin)).as("%s, <%s>", description, origin).isEqualTo(anew.exact(origin));
			});
	}

	@Test
	void ofManyOriginsThoseThatStayAreFoundWhereTheyAre() {
		CorsPolicy policy = CorsPolicy.named("api")
			.paths("/**")
			.allowedOrigins(IntStream.range(0, 5000).mapToObj((i) -> "https://tenant" + i + ".example").toList())
			.build();
		PolicyValidator validator = PolicyValidator.of(DeploymentContext.none()).validate(List.of(policy));
		for (int round = 0; round < 60; round++) {
			List<String> changed = new ArrayList<>(policy.allowedOrigins());
			int position = this.random.nextInt(changed.size());
			switch (round % 3) {
				case 0 -> changed.set(position, "https://new" + round + ".example");
				case 1 -> changed.remove(position);
				default -> changed.add(position, "https://added" + round + ".example");
			}
			String changing = policy.allowedOrigins().get(position);
			policy = policy.toBuilder().allowedOrigins(changed).build();
			validator = validator.validate(List.of(policy));
			OriginSet origins = validator.origins(policy);
			assertThat(validator.problems()).isEmpty();
			for (int i = 0; i < changed.size(); i++) {
				assertThat(origins.find(changed.get(i))).as("seed %s, round %s", SEED, round).isEqualTo(i);
			}
			assertThat(origins.contains(changing)).isEqualTo(round % 3 == 2);
		}
	}

	@Test
	void originsThatStandWhereTheyStoodAreShared() {
		CorsPolicy policy = CorsPolicy.named("api")
			.paths("/**")
			.allowedOrigins("https://a.example", "https://b.example", "https://*.c.example")
			.build();
		PolicyValidator validator = PolicyValidator.of(DeploymentContext.none()).validate(List.of(policy));
		CorsPolicy longer = policy.toBuilder().maxAge(policy.maxAge().plusSeconds(1)).build();
		CorsPolicy turned = policy.toBuilder()
			.allowedOrigins("https://b.example", "https://a.example", "https://*.c.example")
			.build();
		assertThat(validator.validate(List.of(longer)).origins(longer)).isSameAs(validator.origins(policy));
		assertThat(validator.validate(List.of(turned)).origins(turned).find("https://a.example")).isEqualTo(1);
	}

	private CorsPolicy changed(CorsPolicy policy) {
		List<String> origins = new ArrayList<>(policy.allowedOrigins());
		List<String> patterns = new ArrayList<>(policy.allowedOriginPatterns());
		int first = origins.isEmpty() ? 0 : this.random.nextInt(origins.size());
		int next = Math.min(origins.size(), first + 1);
		switch (this.random.nextInt(14)) {
			case 0 -> origins.add(first, exact());
			case 1 -> origins.add(first, pick(SPECIAL));
			case 2, 3 -> origins.subList(first, next).clear();
			case 4 -> origins.subList(first, Math.min(origins.size(), first + 3)).clear();
			case 5 -> Collections.reverse(origins);
			case 6 -> Collections.rotate(origins, 1);
			case 7 -> origins.addAll(entries(3));
			case 8 -> origins.addAll(new ArrayList<>(origins.subList(first, next)));
			case 9 -> patterns.add(0, exact());
			case 10 -> patterns.addAll(origins.subList(first, next));
			case 11 -> patterns.clear();
			case 12 -> {
				return policy.toBuilder()
					.allowCredentials(this.random.nextBoolean())
					.acceptRisks(this.random.nextBoolean() ? List.of("insecure-origin", "null-origin") : List.of())
					.mode((this.random.nextInt(5) == 0) ? CorsPolicy.Mode.OFF : CorsPolicy.Mode.ENFORCE)
					.build();
			}
			default -> {
				return policy.toBuilder().maxAge(policy.maxAge().plusSeconds(1)).build();
			}
		}
		return policy.toBuilder().allowedOrigins(origins).allowedOriginPatterns(patterns).build();
	}

	private List<String> entries(int size) {
		return IntStream.range(0, this.random.nextInt(size))
			.mapToObj((i) -> (this.random.nextInt(12) == 0) ? pick(SPECIAL) : exact())
			.toList();
	}

	/** Few enough to come twice, and new strings each time, as configuration has them. */
	private String exact() {
		return "https://" + "abc".charAt(this.random.nextInt(3)) + this.random.nextInt(60) + ".example";
	}

	private String pick(List<String> list) {
		return list.get(this.random.nextInt(list.size()));
	}

}
