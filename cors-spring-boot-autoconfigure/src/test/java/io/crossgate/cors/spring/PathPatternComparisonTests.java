package io.crossgate.cors.spring;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A policy covers the paths that a handler mapping of the same pattern would, and of
 * several patterns the one decides that Spring calls the most specific. Checked on
 * generated policies and on paths that their patterns match, or nearly match.
 */
class PathPatternComparisonTests {

	private static final int TABLES = 3000;

	private static final int PATHS = 25;

	private static final List<String> LITERALS = List.of("api", "api", "v1", "admin", "Admin", "a", "a.b", "x-y_z~",
			"a+b", "caf\u00e9");

	private static final List<String> STRANGERS = List.of("ap", "apis", "API", "v2", "adm in", "b", "a.b.c", "-", "...",
			"cafe\u0301", "\u20ac", "*", "**", "{id}");

	/** Spring's order, after every star has been given a name. */
	private static final Comparator<PathPattern> MOST_SPECIFIC = Comparator.comparing(PathPatternComparisonTests::named,
			PathPattern.SPECIFICITY_COMPARATOR);

	private final long seed = Long.getLong("test.seed", 20261128L);

	private final Random random = new Random(this.seed);

	@Test
	void thePolicyIsThatOfTheMostSpecificPattern() {
		int tables = 0;
		int ambiguous = 0;
		int matched = 0;
		int contested = 0;
		while (tables < TABLES) {
			List<CorsPolicy> policies = policies();
			if (CorsPolicies.check(policies, DeploymentContext.none())
				.stream()
				.map(Problem::code)
				.anyMatch(ProblemCode.AMBIGUOUS_PATHS::equals)) {
				ambiguous++;
				continue;
			}
			tables++;
			CorsPolicies compiled = CorsPolicies.compile(policies);
			Map<PathPattern, String> patterns = parse(policies);
			for (int i = 0; i < PATHS; i++) {
				String path = path(pick(List.copyOf(patterns.keySet())).getPatternString());
				List<PathPattern> matching = matching(patterns, path);
				Optional<String> expected = matching.stream().min(MOST_SPECIFIC).map(patterns::get);
				assertThat(compiled.find(path).map(CorsPolicy::name))
					.as(() -> path + " of " + patterns + ", seed " + this.seed)
					.isEqualTo(expected);
				matched += expected.isPresent() ? 1 : 0;
				contested += (matching.stream().map(patterns::get).distinct().count() > 1) ? 1 : 0;
			}
		}
		String shares = "seed %d: of %d paths %d matched, %d of them several policies; %d more tables were ambiguous"
			.formatted(this.seed, TABLES * PATHS, matched, contested, ambiguous);
		System.out.println(shares);
		assertThat(matched).as(shares).isBetween(TABLES * PATHS / 3, TABLES * PATHS * 9 / 10);
		assertThat(contested).as(shares).isGreaterThan(TABLES * PATHS / 10);
		assertThat(ambiguous).as(shares).isBetween(TABLES / 20, TABLES * 2);
	}

	/**
	 * A page must gain nothing by spelling a path oddly, so where Spring finds a match,
	 * the policy is one of those that the path can be read as.
	 */
	@Test
	void whatSpringReadsIsOneOfTheReadings() {
		int matchedBySpring = 0;
		int unanimous = 0;
		for (int i = 0; i < TABLES; i++) {
			String pattern = pattern();
			CorsPolicies compiled = CorsPolicies.compile(List.of(policy("one", List.of(pattern))));
			String path = misspelt(path(pattern));
			// A star at the end is something else to Spring: see below.
			String named = pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 1) + "{any}" : pattern;
			if (parse(named).matches(PathContainer.parsePath(path))) {
				matchedBySpring++;
				assertThat(compiled.select(new CorsRequest("GET", path)).selected())
					.as("%s of %s, seed %s", path, pattern, this.seed)
					.containsExactly("one");
				unanimous += compiled.find(path).isPresent() ? 1 : 0;
			}
		}
		assertThat(matchedBySpring).as("seed %s", this.seed).isGreaterThan(TABLES / 10);
		assertThat(unanimous).as("seed %s", this.seed).isBetween(matchedBySpring / 10, matchedBySpring * 9 / 10);
	}

	@ParameterizedTest(name = "{0} and {1}: both {2}")
	@CsvSource({ "/api/**, /api, true", "/api/**, /api/, true", "/api/**, /api/a/b/c, true", "/api/**, /apis, false",
			"/**, /, true", "/**, '', true", "/, /, true", "/, /a, false", "/api, /api, true", "/api, /api/, false",
			"/api, /API, false", "/api/{id}, /api/7, true", "/api/{id}, /api, false", "/api/{id}, /api/, false",
			"/api/{id}, /api/7/, false", "/api/{id}, /api/7/x, false", "/api/*, /api/7, true", "/api/*, /api/7/, false",
			"/api/*/x, /api/7/x, true", "/api/*/**, /api, false", "/api/*/**, /api/, false", "/api/*/**, /api/7, true",
			"/api/*/**, /api/7/, true", "/api, /%61pi, true", "/a b, /a%20b, true", "/a+b, /a+b, true",
			"/a+b, /a%20b, false", "/caf\u00e9, /caf%C3%A9, true" })
	void springAndThisLibraryAgree(String pattern, String path, boolean matches) {
		if (!pattern.contains(" ")) {
			assertThat(ours(pattern, path)).isEqualTo(matches);
		}
		assertThat(parse(pattern).matches(PathContainer.parsePath(path))).isEqualTo(matches);
	}

	/**
	 * A star is exactly one segment, wherever it stands; to Spring a star at the end also
	 * stands for nothing behind a slash. And a server that calls its root the empty path
	 * means the root.
	 */
	@ParameterizedTest(name = "{0} and {1}: Spring {2}, here {3}")
	@CsvSource({ "/*, /, true, false", "/api/*, /api/, true, false", "/, '', false, true" })
	void springDiffersForAStarAtTheEnd(String pattern, String path, boolean spring, boolean here) {
		assertThat(parse(pattern).matches(PathContainer.parsePath(path))).isEqualTo(spring);
		assertThat(ours(pattern, path)).isEqualTo(here);
	}

	/**
	 * A star and a name are the same here, so the pattern with more literals decides. To
	 * Spring a single star outweighs any number of names.
	 */
	@Test
	void springRanksStarsBehindNames() {
		PathPattern star = parse("/api/*/edit");
		PathPattern names = parse("/api/{id}/{action}");
		assertThat(PathPattern.SPECIFICITY_COMPARATOR.compare(names, star)).isNegative();
		assertThat(MOST_SPECIFIC.compare(star, names)).isNegative();
		CorsPolicy edit = policy("edit", List.of("/api/*/edit"));
		CorsPolicies policies = CorsPolicies.compile(List.of(edit, policy("others", List.of("/api/{id}/{action}"))));
		assertThat(policies.find("/api/7/edit")).contains(edit);
	}

	private static PathPattern named(PathPattern pattern) {
		String named = pattern.getPatternString();
		for (int i = 0; named.contains("/*/") || named.endsWith("/*"); i++) {
			named = named.replaceFirst("/\\*(?=/|$)", "/{star" + i + "}");
		}
		return parse(named);
	}

	private static boolean ours(String pattern, String path) {
		return CorsPolicies.compile(List.of(policy("one", List.of(pattern)))).find(path).isPresent();
	}

	private static List<PathPattern> matching(Map<PathPattern, String> patterns, String path) {
		return patterns.keySet()
			.stream()
			.filter((pattern) -> pattern.matches(PathContainer.parsePath(path)))
			// The star that stands for nothing, as above.
			.filter((pattern) -> !(path.endsWith("/") && pattern.getPatternString().endsWith("/*")))
			.toList();
	}

	private static Map<PathPattern, String> parse(List<CorsPolicy> policies) {
		Map<PathPattern, String> patterns = new LinkedHashMap<>();
		policies.forEach((policy) -> policy.paths().forEach((path) -> patterns.put(parse(path), policy.name())));
		return patterns;
	}

	private static PathPattern parse(String pattern) {
		return PathPatternParser.defaultInstance.parse(pattern);
	}

	private List<CorsPolicy> policies() {
		List<CorsPolicy> policies = new ArrayList<>();
		for (int i = this.random.nextInt(5); i >= 0; i--) {
			List<String> paths = new ArrayList<>();
			for (int j = this.random.nextInt(3); j >= 0; j--) {
				paths.add(pattern());
			}
			policies.add(policy("p" + i, paths.stream().distinct().sorted(Comparator.reverseOrder()).toList()));
		}
		return policies;
	}

	private static CorsPolicy policy(String name, List<String> paths) {
		return CorsPolicy.named(name).paths(paths).allowedOrigins("https://app.example.com").build();
	}

	private String pattern() {
		StringBuilder pattern = new StringBuilder();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			String segment = switch (this.random.nextInt(6)) {
				case 0 -> "*";
				case 1 -> "{v" + i + "}";
				default -> pick(LITERALS);
			};
			pattern.append('/').append(segment);
		}
		pattern.append((this.random.nextInt(3) == 0) ? "/**" : "");
		return pattern.isEmpty() ? "/" : pattern.toString();
	}

	/** A path the pattern matches, or one that differs from such a path a little. */
	private String path(String pattern) {
		List<String> segments = new ArrayList<>();
		for (String segment : pattern.substring(1).split("/")) {
			switch (segment) {
				case "" -> {
				}
				case "**" -> {
					for (int i = this.random.nextInt(3); i > 0; i--) {
						segments.add(pick(LITERALS));
					}
				}
				default -> segments.add((segment.equals("*") || segment.startsWith("{")) ? anything() : segment);
			}
		}
		int at = this.random.nextInt(segments.size() + 1);
		switch (this.random.nextInt(7)) {
			case 0 -> segments.add(at, anything());
			case 1 -> segments.subList(Math.max(0, at - 1), at).clear();
			case 2 -> segments.subList(Math.max(0, at - 1), at).replaceAll((segment) -> anything());
			default -> {
			}
		}
		StringBuilder path = new StringBuilder();
		segments.forEach((segment) -> path.append('/').append(encode(segment)));
		path.append((segments.isEmpty() || this.random.nextInt(8) == 0) ? "/" : "");
		return path.toString();
	}

	private String anything() {
		return pick((this.random.nextInt(3) == 0) ? STRANGERS : LITERALS);
	}

	/** Escapes what must be escaped, and now and then what need not be. */
	private String encode(String segment) {
		StringBuilder encoded = new StringBuilder();
		for (byte octet : segment.getBytes(StandardCharsets.UTF_8)) {
			boolean escape = octet <= ' ' || (octet != '.' && this.random.nextInt(12) == 0);
			encoded.append(escape ? "%%%02X".formatted(octet & 0xFF) : String.valueOf((char) octet));
		}
		return encoded.toString();
	}

	private String misspelt(String path) {
		int slash = path.lastIndexOf('/');
		String before = path.substring(0, slash);
		String behind = path.substring(slash);
		return switch (this.random.nextInt(7)) {
			case 0 -> before + "/" + behind;
			case 1 -> before + "/." + behind;
			case 2 -> before + "/x/.." + behind;
			case 3 -> before + behind + ";v=1";
			case 4 -> before + ";v=1" + behind;
			case 5 -> before + "/%2E" + behind;
			default -> before + behind + "%2F";
		};
	}

	private <T> T pick(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

}
