package io.crossgate.cors.path;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.crossgate.cors.origin.SampleSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the readings of a path select, against a list of all readings that are looked up
 * one by one.
 */
class PathReadingsTests {

	private static final int PATHS = SampleSize.of(2_500);

	private static final List<String> PATTERNS = List.of("/", "/**", "/a", "/a/**", "/a/b", "/a/b/**", "/a/*", "/*",
			"/*/b", "/*/*/**", "/b", "/b/a", "/b/**", "/m/**", "/\u00e9", "/a/\u00e9/**", "/*/m", "/a/b/a");

	private static final List<String> SEGMENTS = List.of("a", "a", "b", "b", "m", "x", "", "", ".", "..", "..", "%2e",
			".%2E", "..;v", ";", ";v=1", "a;v=1", "b;", "%61", "%2561", "a%2Fb", "a%2fb", "%2F", "a%5Cb", "a\\b", "\\",
			"%252e%252e", "a%252Fb", "a%255c..", "%25", "a%25", "%", "%zz", "%6", "\u00e9", "\u00c3\u00a9", "\u0161",
			"%C3%A9", "%E9", "\u0161%62", "a%C0%AFb", "%C0%AE%C0%AE", "%F8a", "%F7%BF%BF%BF", "a%3Bv", "%3b", "a%253Bv",
			"..%2f", "%2f..", "..\\", "a;%2f..%2fb", "%2e%2e%2fb", "b%00", "%ED%A0%80", "%20a", "%20", "%7F%20b",
			"%20..", "%20.", "b%20");

	private static final List<String> CONTEXTS = List.of("", "", "", "/app", "/app/v", "//app", "/%61pp", "/app;v",
			"/x/../app", "/app%2Fv");

	private final long seed = Long.getLong("test.seed", 20261128L);

	@Test
	void agreesWithAListOfAllReadings() {
		Random random = new Random(this.seed);
		int ambiguous = 0;
		int nothing = 0;
		int many = 0;
		for (int i = 0; i < PATHS; i++) {
			PathTree.Builder<String> builder = PathTree.builder();
			Set<String> patterns = new HashSet<>();
			for (int j = random.nextInt(6); j >= 0; j--) {
				patterns.add(pick(PATTERNS, random));
			}
			patterns.forEach((pattern) -> builder.add(PathPattern.parse(pattern), pattern));
			boolean excluded = random.nextInt(3) == 0;
			if (excluded) {
				builder.exclude(PathPattern.parse("/m/**"));
			}
			PathTree<String> tree = builder.build();
			StringBuilder path = new StringBuilder();
			for (int j = random.nextInt(6); j >= 0; j--) {
				path.append((path.isEmpty() && random.nextInt(50) == 0) ? "" : "/").append(pick(SEGMENTS, random));
			}
			String context = pick(CONTEXTS, random);
			Selection<String> selection = tree.select(context, path.toString(), RequestPath.decode(path.toString()));
			boolean one = patterns.equals(Set.of("/**")) && !excluded;
			Selection<String> expected = one ? new Selection<>(patterns, false) : naive(tree, context, path.toString());
			// With very many readings, it could be anything.
			boolean tooMany = selection.equals(new Selection<>(patterns, true)) && !selection.equals(expected);
			assertThat(selection).as("%s below '%s' in %s, round %d, seed %d", path, context, patterns, i, this.seed)
				.isEqualTo(tooMany ? new Selection<>(patterns, true) : expected);
			many += tooMany ? 1 : 0;
			ambiguous += expected.isUnanimous() ? 0 : 1;
			nothing += (expected.isUnanimous() && expected.elsewhere()) ? 1 : 0;
		}
		assertThat(ambiguous).as("ambiguous, seed %d", this.seed).isBetween(PATHS / 10, PATHS - PATHS / 10);
		assertThat(many).as("too many readings, seed %d", this.seed).isLessThan(Math.max(PATHS / 100, 2));
		assertThat(nothing).as("no policy, seed %d", this.seed).isGreaterThan(PATHS / 100);
	}

	private static Selection<String> naive(PathTree<String> tree, String context, String path) {
		Set<String> selected = new HashSet<>();
		boolean elsewhere = false;
		// To decode what is plain twice would change nothing but letters beyond ASCII.
		boolean canonical = RequestPath.isCanonical(context) && RequestPath.isCanonical(path);
		for (String reading : canonical ? Set.of(RequestPath.decode(path)) : NaiveReadings.of(context, path)) {
			String found = (reading != null) ? tree.find(reading) : null;
			if (found != null) {
				selected.add(found);
			}
			else {
				elsewhere = true;
			}
		}
		return new Selection<>(selected, elsewhere);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(textBlock = """
			/api/x                     | api
			/api/x;v=1                 | api
			/api;v=1/x                 | api
			/api;/x                    | api
			/api/100%25                | api
			/api//x                    | api
			//api/x                    | api,none
			/api/a%2Fb                 | api
			/api/./x                   | api
			/api/x/../y                | api
			/api/%E9                   | api
			/api/caf\u00e9             | api
			/api/..                    | api,none
			/api/../x                  | api,none
			/api/..;/x                 | api,none
			/api/%2e%2e/x              | api,none
			/api/..%2fx                | api,none
			/api/..%5cx                | api,none
			/api/%252e%252e/x          | api,none
			/api/%C0%AE%C0%AE/x        | api,none
			/api%2Fx                   | api,none
			/api%252Fx                 | api,none
			/api%3Bv/x                 | api,none
			/%20api/x                  | api,none
			/%20/api/x                 | api,none
			/api/%20admin              | admin,api
			/api/%20x                  | api
			/%2561pi/x                 | api,none
			/x/../api/y                | api,none
			/api/admin                 | admin
			/api/admin;v=1             | admin
			/api/admin/100%25          | admin
			/api//admin                | admin,api
			/api/x/../admin            | admin,api
			/api/admin/../x            | admin,api
			/api/a%2F..%2Fadmin        | admin,api
			/api/\u0161dm%69n          | admin,api
			/x;v=1                     | none
			/x//y                      | none
			""", delimiter = '|')
	void readingsSelectThePolicies(String path, String expected) {
		PathTree.Builder<String> builder = PathTree.builder();
		builder.add(PathPattern.parse("/api/**"), "api");
		builder.add(PathPattern.parse("/api/admin/**"), "admin");
		assertThat(names(builder.build().select("", path, RequestPath.decode(path)))).isEqualTo(expected);
	}

	@ParameterizedTest(name = "{1} below {0}")
	@CsvSource({ "'', /.;v, '*,/,none'", "'', /a;v, *", "'', /x/%20, '/x,none'", "'', /%20, '*,/'",
			"'', /%20x/y, '/x/y,none'", "/app, /../app, '*,/,none'", "/app, /../app/x/y, '/x/y,none'",
			"/app/v, /../../app/v/x/y, '/x/y,none'", "/app, /../../app/v/x/y, none",
			"/app/v, /../../../app/v/w/x/y, none", "/app, /x/.., '/,/x,none'", "/app, /x/y/.., '/x,/x/y,none'",
			"'', /../x/y, '/x/y,none'", "'', /x/y/../.., '/,/x,/x/y,none'" })
	void dotsAndBlanksStandAreDroppedOrAreResolved(String contextPath, String path, String expected) {
		PathTree.Builder<String> builder = PathTree.builder();
		builder.add(PathPattern.parse("/"), "/");
		builder.add(PathPattern.parse("/*"), "*");
		builder.add(PathPattern.parse("/x"), "/x");
		builder.add(PathPattern.parse("/x/y"), "/x/y");
		assertThat(names(builder.build().select(contextPath, path, RequestPath.decode(path)))).isEqualTo(expected);
	}

	@Test
	void theContainersReadingCounts() {
		PathTree.Builder<String> builder = PathTree.builder();
		builder.add(PathPattern.parse("/api/**"), "api");
		builder.add(PathPattern.parse("/other"), "other");
		PathTree<String> tree = builder.build();
		assertThat(names(tree.select("", "/api/x;v", "/api/x"))).isEqualTo("api");
		assertThat(names(tree.select("", "/api/x;v", "/other"))).isEqualTo("api,other");
		assertThat(names(tree.select("", "/api/x;v", "/elsewhere"))).isEqualTo("api,none");
		assertThat(names(tree.select("/app", "/api/x", "/api/x"))).isEqualTo("api");
		assertThat(names(tree.select("/app", "/x", "/x"))).isEqualTo("none");
	}

	@Test
	void underOnePatternForEverythingThereIsOneAnswer() {
		PathTree.Builder<String> builder = PathTree.builder();
		builder.add(PathPattern.parse("/**"), "all");
		PathTree<String> tree = builder.build();
		for (String path : List.of("/../x", "//", "/%zz", "/a".repeat(300), "/" + "a".repeat(9000), "x")) {
			assertThat(names(tree.select("/a/../b", path, path))).as(path).isEqualTo("all");
		}
		assertThat(names(PathTree.<String>builder().build().select("", "/x;v", "/x"))).isEqualTo("none");
	}

	@Test
	void whatIsTooLongCouldBeAnything() {
		PathTree.Builder<String> builder = PathTree.builder();
		builder.add(PathPattern.parse("/**"), "all");
		builder.add(PathPattern.parse("/b/*"), "b");
		PathTree<String> tree = builder.build();
		assertThat(names(tree.select("", "/a;".repeat(256), "/"))).isEqualTo("all");
		assertThat(names(tree.select("", "/a;".repeat(257), "/"))).isEqualTo("all,b,none");
		assertThat(names(tree.select("", "/a%2F".repeat(200), "/"))).isEqualTo("all,b,none");
		assertThat(names(tree.select("", "/;" + "a".repeat(8190), "/"))).isEqualTo("all");
		assertThat(names(tree.select("", "/;" + "a".repeat(8191), "/"))).isEqualTo("all,b,none");
		assertThat(names(tree.select("/c", "/;" + "a".repeat(8189), "/"))).isEqualTo("all,b,none");
		assertThat(names(tree.select("", "/a/..".repeat(120), "/"))).isEqualTo("all,b,none");
		assertThat(names(tree.select("/".repeat(200) + "app", "/a", "/a"))).isEqualTo("all,b,none");
		assertThat(names(tree.select("/".repeat(900) + "app", "/a", "/a"))).isEqualTo("all,b,none");
		assertThat(names(tree.select("", "/%E9%25%5C;%2F%C0%AE".repeat(200), "/"))).isEqualTo("all,b,none");
	}

	private static String names(Selection<String> selection) {
		Set<String> names = new TreeSet<>(selection.selected());
		if (selection.elsewhere()) {
			names.add("none");
		}
		return String.join(",", names);
	}

	private static <T> T pick(List<T> list, Random random) {
		return list.get(random.nextInt(list.size()));
	}

}
