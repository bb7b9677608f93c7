package io.crossgate.cors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.crossgate.cors.origin.SampleSize;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tree of paths against a loop: a pattern is more specific than another if every path
 * of a small world that it matches is matched by the other, too.
 */
class PathTreeTests {

	private static final int TABLES = SampleSize.of(1500);

	private static final List<String> SEGMENTS = List.of("a", "b", "m", "*", "{any}");

	private static final List<String> WORLD = world();

	private static final DeploymentContext MANAGED = new DeploymentContext(false,
			ApplicationPaths.managed(List.of("/m/**")), List.of());

	private static final List<List<String>> MANAGEMENT = List.of(List.of(), List.of("/m/**"),
			List.of("/m/**", "/a/b/**"), List.of("/a/m/**", "/b/a/b/**"));

	private final Map<String, BitSet> matched = new HashMap<>();

	private final long seed = Long.getLong("test.seed", 20261126L);

	@Test
	void agreesWithALoopOverPatterns() {
		Random random = new Random(this.seed);
		int tables = 0;
		int ambiguous = 0;
		while (tables < TABLES) {
			List<CorsPolicy> policies = policies(random);
			List<String> management = MANAGEMENT.get(random.nextInt(MANAGEMENT.size()));
			DeploymentContext circumstances = new DeploymentContext(false, ApplicationPaths.managed(management),
					List.of());
			List<Problem> problems = CorsPolicies.check(policies, circumstances);
			if (problems.stream().anyMatch((problem) -> problem.code() == ProblemCode.AMBIGUOUS_PATHS)) {
				ambiguous++;
				continue;
			}
			tables++;
			Collections.shuffle(policies, random);
			CorsPolicies compiled = CorsPolicies.compile(policies, circumstances);
			for (int i = 0; i < WORLD.size(); i++) {
				String path = WORLD.get(i);
				Set<String> expected = naive(policies, management, i);
				assertThat(compiled.find(path).map(CorsPolicy::name).map(Set::of).orElse(Set.of()))
					.as(() -> path + " of " + describe(policies) + " beside " + management + ", seed " + this.seed)
					.isEqualTo(expected);
			}
		}
		assertThat(ambiguous).as("seed %s", this.seed).isGreaterThan(TABLES / 5);
	}

	@Test
	void anAmbiguityIsReal() {
		Random random = new Random(this.seed);
		int ambiguous = 0;
		for (int i = 0; i < 2 * TABLES; i++) {
			String one = pattern(random);
			String other = pattern(random);
			CorsPolicy first = policy("first", List.of(one));
			CorsPolicy second = policy("second", List.of(other));
			boolean reported = CorsPolicies.check(List.of(first, second), DeploymentContext.none())
				.stream()
				.anyMatch((problem) -> problem.code() == ProblemCode.AMBIGUOUS_PATHS);
			boolean real = IntStream.range(0, WORLD.size())
				.anyMatch((path) -> naive(List.of(first, second), List.of(), path).size() > 1);
			assertThat(reported).as("%s and %s, seed %s", one, other, this.seed).isEqualTo(real);
			ambiguous += real ? 1 : 0;
		}
		assertThat(ambiguous).as("seed %s", this.seed).isGreaterThan(TABLES / 5);
	}

	@Test
	void theRootIsAPathAndNothingIsNoPath() {
		CorsPolicies root = CorsPolicies.compile(List.of(policy("root", List.of("/"))));
		assertThat(root.find("/")).isPresent();
		assertThat(root.find("/a")).isEmpty();
		assertThat(root.find("a")).isEmpty();
		CorsPolicies star = CorsPolicies.compile(List.of(policy("star", List.of("/*"))));
		assertThat(star.find("/")).isEmpty();
		assertThat(star.find("/a")).isPresent();
		assertThat(star.find("/a/")).isEmpty();
		CorsPolicies deep = CorsPolicies.compile(List.of(policy("deep", List.of("/a/**"))));
		assertThat(deep.find("/a")).isPresent();
		assertThat(deep.find("/a/")).isPresent();
		assertThat(deep.find("/ab")).isEmpty();
		assertThat(deep.find("/A")).isEmpty();
		assertThat(deep.find("/%61/x")).isPresent();
	}

	@Test
	void managementEndpointsAreOutOfReachOfBroaderPatterns() {
		CorsPolicy all = policy("all", List.of("/**", "/*/health"));
		CorsPolicies managed = CorsPolicies.compile(List.of(all), MANAGED);
		assertThat(managed.find("/m")).isEmpty();
		assertThat(managed.find("/m/health")).isEmpty();
		assertThat(managed.find("/n/health")).contains(all);
		CorsPolicy health = policy("health", List.of("/m/health"));
		CorsPolicies named = CorsPolicies.compile(List.of(all, health), MANAGED);
		assertThat(named.find("/m/health")).contains(health);
		assertThat(named.find("/m/health/x")).isEmpty();
		assertThat(named.find("/m/info")).isEmpty();
	}

	@Test
	void manyLiteralsAreToldApart() {
		List<CorsPolicy> policies = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			policies.add(policy("p" + i, List.of("/a" + i + "/**", "/a/" + i)));
		}
		CorsPolicies compiled = CorsPolicies.compile(policies);
		for (int i = 0; i < 1100; i++) {
			Optional<String> expected = (i < 1000) ? Optional.of("p" + i) : Optional.empty();
			assertThat(compiled.find("/a" + i + "/x").map(CorsPolicy::name)).isEqualTo(expected);
			assertThat(compiled.find("/a/" + i).map(CorsPolicy::name)).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 257, 8_000, 200_000 })
	void aPatternOfTooManySegmentsIsAProblem(int segments) {
		for (String segment : List.of("/a", "/*", "/{x}", "/a*", "//")) {
			assertThat(CorsPolicies.check(List.of(policy("deep", List.of(segment.repeat(segments) + "/**"))),
					DeploymentContext.none()))
				.singleElement()
				.satisfies((problem) -> {
					assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_PATH);
					assertThat(problem.message()).startsWith("A path has at most 256 segments");
					assertThat(problem.edits()).isEmpty();
				});
		}
	}

	@Test
	void aPatternOfManySegmentsIsFine() {
		String longest = "/*".repeat(256);
		CorsPolicies compiled = CorsPolicies.compile(List.of(policy("deep", List.of(longest, "/a".repeat(256)))));
		assertThat(compiled.find("/a".repeat(255) + "/b")).isPresent();
		assertThat(compiled.find("/a".repeat(255))).isEmpty();
		assertThat(
				CorsPolicies.check(List.of(policy("long", List.of("/" + "a".repeat(8191)))), DeploymentContext.none()))
			.isEmpty();
		assertThat(
				CorsPolicies.check(List.of(policy("long", List.of("/" + "a".repeat(8192)))), DeploymentContext.none()))
			.singleElement()
			.extracting(Problem::message)
			.asString()
			.startsWith("A path has at most 8192 characters");
	}

	/** The names of the policies of which none is beaten: more than one is ambiguity. */
	private Set<String> naive(List<CorsPolicy> policies, List<String> management, int path) {
		boolean managed = management.stream().anyMatch((pattern) -> matched(pattern).get(path));
		List<Claim> matching = new ArrayList<>();
		for (CorsPolicy policy : policies) {
			for (String pattern : policy.paths()) {
				boolean outside = managed && management.stream().noneMatch((other) -> covers(other, pattern));
				if (!outside && matched(pattern).get(path)) {
					matching.add(new Claim(policy.name(), matched(pattern)));
				}
			}
		}
		return matching.stream()
			.filter((one) -> matching.stream().noneMatch((other) -> other.beats(one)))
			.map(Claim::policy)
			.collect(Collectors.toSet());
	}

	private boolean covers(String pattern, String other) {
		BitSet beyond = (BitSet) matched(other).clone();
		beyond.andNot(matched(pattern));
		return beyond.isEmpty();
	}

	/** The paths of the world that a pattern matches, as a regular expression says. */
	private BitSet matched(String text) {
		return this.matched.computeIfAbsent(text, (pattern) -> {
			String expression = pattern.replace("{any}", "*")
				.replace("/**", "~")
				.replace("*", "[^/]+")
				.replace("~", "(/.*)?");
			BitSet paths = new BitSet();
			for (int i = 0; i < WORLD.size(); i++) {
				paths.set(i, WORLD.get(i).matches(expression));
			}
			return paths;
		});
	}

	private static List<String> world() {
		List<String> world = new ArrayList<>(List.of("/"));
		List<String> level = List.of("");
		for (int depth = 0; depth < 4; depth++) {
			level = level.stream()
				.flatMap((path) -> List.of("a", "b", "m", "z").stream().map((segment) -> path + "/" + segment))
				.toList();
			world.addAll(level);
		}
		level.stream().limit(20).forEach((path) -> world.add(path + "/"));
		world.addAll(Arrays.asList("/a/", "/z/", "/m/", "/a/b/"));
		return world;
	}

	private static List<CorsPolicy> policies(Random random) {
		List<CorsPolicy> policies = new ArrayList<>();
		for (int i = random.nextInt(4); i >= 0; i--) {
			List<String> paths = new ArrayList<>();
			for (int j = random.nextInt(3); j >= 0; j--) {
				paths.add(pattern(random));
			}
			policies.add(policy("p" + i, paths));
		}
		return policies;
	}

	private static String pattern(Random random) {
		StringBuilder pattern = new StringBuilder();
		for (int i = random.nextInt(4); i > 0; i--) {
			pattern.append('/').append(SEGMENTS.get(random.nextInt(SEGMENTS.size())));
		}
		pattern.append((random.nextInt(3) == 0) ? "/**" : "");
		return pattern.isEmpty() ? "/" : pattern.toString();
	}

	private static CorsPolicy policy(String name, List<String> paths) {
		return CorsPolicy.named(name)
			.paths(paths)
			.allowedOrigins("https://app.example.com")
			.acceptRisks(ProblemCode.MANAGEMENT_PATH.code())
			.build();
	}

	private static List<String> describe(List<CorsPolicy> policies) {
		return policies.stream().map((policy) -> Objects.toString(policy.name() + policy.paths())).toList();
	}

	private record Claim(String policy, BitSet paths) {

		boolean beats(Claim other) {
			BitSet outside = (BitSet) this.paths.clone();
			outside.andNot(other.paths);
			return outside.isEmpty() && this.paths.cardinality() < other.paths.cardinality();
		}

	}

}
