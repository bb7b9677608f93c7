package io.crossgate.cors;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.Problem.ProblemSummary;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What thousands of mistakes cost: configuration is generated, and then so are mistakes.
 */
class ReportSizeTests {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	@ParameterizedTest(name = "{0}")
	@MethodSource("mistakes")
	void whatIsSaidIsBoundedAndTheWorkIsLinear(String name, IntFunction<List<CorsPolicy>> mistakes) {
		List<CorsPolicy> few = mistakes.apply(500);
		List<CorsPolicy> many = mistakes.apply(2000);
		CorsPolicies.check(few, DeploymentContext.none());
		assertThat((double) bytes(many) / bytes(few)).isLessThan(6);
		InvalidCorsPolicyException refusal = catchThrowableOfType(InvalidCorsPolicyException.class,
				() -> CorsPolicies.compile(many));
		assertThat(refusal.getMessage()).hasSizeLessThan(100_000).contains(" more of this kind");
		assertThat(refusal.problems()).hasSizeGreaterThan(1500).hasSizeLessThanOrEqualTo(4000);
		assertThat(retained(refusal.problems())).isLessThan(8_000_000L);
	}

	static Stream<Arguments> mistakes() {
		return Stream.of(
				Arguments.of("origins with a trailing slash",
						mistakes((n) -> List.of(policy("p")
							.allowedOrigins(
									IntStream.range(0, n).mapToObj((i) -> "https://a" + i + ".example/").toList())
							.build()))),
				Arguments.of("policies that cross all others",
						mistakes((n) -> IntStream.range(0, n)
							.mapToObj(
									(i) -> policy("p" + i).paths("/api/*/" + i + "/**", "/api/x" + i + "/*/**").build())
							.toList())),
				Arguments.of("policies of one name and one path",
						mistakes((n) -> IntStream.range(0, n).mapToObj((i) -> policy("p").build()).toList())),
				Arguments
					.of("methods nobody can send",
							mistakes((n) -> List.of(policy("p")
								.allowedMethods(IntStream.range(0, n).mapToObj((i) -> "A B" + i).toList())
								.build()))),
				Arguments.of("risks nobody knows",
						mistakes((n) -> List
							.of(policy("p").acceptRisks(IntStream.range(0, n).mapToObj((i) -> "risk-" + i).toList())
								.build()))));
	}

	@Test
	void theFirstFiftyOfAKindAreShownAndTheOthersCounted() {
		List<CorsPolicy> policies = new ArrayList<>();
		for (int i = 0; i < 120; i++) {
			policies.add(policy("p" + i).paths("/p" + i)
				.allowedOrigins("https://a.example/")
				.allowedMethods((i < 50) ? "TRACE" : "GET")
				.build());
		}
		ProblemSummary summary = ProblemSummary.of(CorsPolicies.check(policies, DeploymentContext.none()));
		assertThat(summary.shown()).hasSize(100)
			.extracting(Problem::policy)
			.startsWith("p0", "p0", "p1")
			.endsWith("p48", "p49", "p49");
		assertThat(summary.omitted()).containsExactly("[malformed-origin] and 70 more of this kind");
		InvalidCorsPolicyException refusal = catchThrowableOfType(InvalidCorsPolicyException.class,
				() -> CorsPolicies.compile(policies));
		assertThat(refusal.getMessage().lines()).hasSize(1 + 100 + 1).last().isEqualTo(summary.omitted().get(0));
		assertThat(refusal.problems()).hasSize(170);
	}

	@Test
	void aPolicyThatCrossesOthersIsNamedOnceWithTheirNumber() {
		List<CorsPolicy> policies = IntStream.range(0, 1000)
			.mapToObj((i) -> policy("p" + i).paths("/api/*/" + i + "/**", "/api/x" + i + "/*/**").build())
			.toList();
		List<Problem> problems = CorsPolicies.check(policies, DeploymentContext.none());
		assertThat(problems).hasSize(999).extracting(Problem::code).containsOnly(ProblemCode.AMBIGUOUS_PATHS);
		assertThat(problems.get(0)).isEqualTo(new Problem(ProblemCode.AMBIGUOUS_PATHS, "p1", "paths[0]", "/api/*/1/**",
				"Policy 'p0' claims /api/x0/*/**; both match /api/x0/1, and neither is more specific. "
						+ "Add /api/x0/1/** to the paths of the one that decides there."));
		assertThat(problems.get(1).message()).endsWith("It meets 1 more policy in this way.");
		assertThat(problems.get(998).message()).endsWith("It meets 998 more policies in this way.");
	}

	/** Compares the tree of patterns with a look at every pair. */
	@Test
	void everyAmbiguityIsFoundAndNoOther() {
		long seed = Long.getLong("test.seed", 20261128L);
		Random random = new Random(seed);
		for (int round = 0; round < 3000; round++) {
			List<CorsPolicy> policies = new ArrayList<>();
			for (int i = 0; i < 2 + random.nextInt(3); i++) {
				policies.add(policy("p" + i)
					.paths(Stream.generate(() -> pattern(random)).limit(1 + random.nextInt(3)).toList())
					.build());
			}
			List<String> found = CorsPolicies.check(policies, DeploymentContext.none())
				.stream()
				.map((problem) -> problem.policy() + " " + (1 + more(problem)))
				.toList();
			assertThat(found).as("seed %d, round %d: %s", seed, round, policies).isEqualTo(crossings(policies));
		}
	}

	private static int more(Problem problem) {
		int meets = problem.message().indexOf("It meets ");
		return (meets < 0) ? 0 : Integer
			.parseInt(problem.message().substring(meets + 9, problem.message().indexOf(" more polic", meets)));
	}

	private static String pattern(Random random) {
		StringBuilder pattern = new StringBuilder();
		for (int i = random.nextInt(4); i > 0; i--) {
			pattern.append('/').append(List.of("a", "b", "*", "{x}").get(random.nextInt(4)));
		}
		return (random.nextBoolean() || pattern.isEmpty()) ? pattern + "/**" : pattern.toString();
	}

	private static List<String> crossings(List<CorsPolicy> policies) {
		Set<String> claimed = new HashSet<>();
		policies
			.forEach((policy) -> policy.paths().forEach((path) -> claimed.add(PathPattern.parse(path).canonical())));
		List<String> crossings = new ArrayList<>();
		for (int i = 0; i < policies.size(); i++) {
			CorsPolicy policy = policies.get(i);
			long partners = policies.subList(0, i)
				.stream()
				.filter((other) -> policy.paths()
					.stream()
					.anyMatch((path) -> other.paths().stream().anyMatch((earlier) -> crosses(path, earlier, claimed))))
				.count();
			if (partners > 0) {
				crossings.add(policy.name() + " " + partners);
			}
		}
		return crossings;
	}

	private static boolean crosses(String path, String earlier, Set<String> claimed) {
		PathPattern one = PathPattern.parse(path);
		PathPattern two = PathPattern.parse(earlier);
		PathPattern both = one.intersection(two);
		return one.canonical().equals(two.canonical()) || (both != null && !claimed.contains(both.canonical()));
	}

	@Test
	void anEndlessValueIsNeitherRepeatedInAMessageNorInAFix() {
		String endless = "x".repeat(1_000_000);
		List<CorsPolicy> policies = List.of(policy("a" + endless).paths("/" + endless, "/" + endless + "/")
			.allowedOrigins("https://a.example/", "https://" + endless, endless + "/")
			.allowedMethods("GET", "TRACE", endless + " ")
			.allowedHeaders("X-A", "Cookie", endless + ":")
			.exposedHeaders("Set-Cookie", endless + ",b")
			.acceptRisks("null-orign", endless)
			.build(), policy("b").paths("/" + endless).build());
		InvalidCorsPolicyException refusal = catchThrowableOfType(InvalidCorsPolicyException.class,
				() -> CorsPolicies.compile(policies));
		assertThat(refusal.getMessage()).hasSizeLessThan(30_000).contains("/xxxxxxxx");
		assertThat(refusal.problems()).hasSizeGreaterThan(10)
			.allSatisfy((problem) -> assertThat(problem.edits().toString()).hasSizeLessThan(3000))
			.allSatisfy((problem) -> assertThat(problem.message()).hasSizeLessThan(3000))
			.anySatisfy((problem) -> assertThat(problem.edits())
				.containsExactly(PolicyEdit.replace("allowed-origins", 0, "https://a.example")));
	}

	@Test
	void aProblemIsOneLineOfPrintableText() {
		CorsPolicy policy = policy("caf\u00e9\r\nforged")
			.allowedOrigins("https://a.example/\u001b[31m", "https://\u202e")
			.build();
		for (Problem problem : CorsPolicies.check(List.of(policy), DeploymentContext.none())) {
			assertThat(problem.toString().chars()).as(problem.toString()).allMatch((c) -> c >= ' ' && c <= '~');
		}
	}

	@Test
	void anEntryOfALongListThatIsToGoSaysSo() {
		List<String> origins = new ArrayList<>(
				IntStream.range(0, 10).mapToObj((i) -> "http://localhost:" + (3000 + i)).toList());
		origins.add("http://localhost:3000");
		assertThat(CorsPolicies.check(List.of(policy("p").allowedOrigins(origins).build()), DeploymentContext.none()))
			.singleElement()
			.satisfies((problem) -> assertThat(problem.toString()).endsWith(" Fix: delete this entry."));
	}

	private static IntFunction<List<CorsPolicy>> mistakes(IntFunction<List<CorsPolicy>> mistakes) {
		return mistakes;
	}

	private static CorsPolicyBuilder policy(String name) {
		return CorsPolicy.named(name).paths("/**").allowedOrigins("https://app.example.com");
	}

	private static long bytes(List<CorsPolicy> policies) {
		long before = THREADS.getCurrentThreadAllocatedBytes();
		CorsPolicies.check(policies, DeploymentContext.none());
		return THREADS.getCurrentThreadAllocatedBytes() - before;
	}

	/** Two bytes for each character, and as much again for what holds them. */
	private static long retained(List<Problem> problems) {
		return 4L * problems.stream()
			.mapToLong((problem) -> problem.message().length() + problem.edits().toString().length())
			.sum();
	}

}
