package io.crossgate.cors.policy.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which policies claim the same paths, by example: each has the paths between bars.
 */
class PathAssignmentsTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "/a | /b", "/a | /*", "/a | /**", "/a/b | /a/**", "/a | /*/b", "/*/b | /a", "/a/** | /*/b | /a/b",
			"/a/* | /*/b | /a/b", "/a/* | /a/b | /*/b", "/a/b | /a/* | /*/b", "/*/b /a/* | /c",
			"/a/** | /*/b/** | /a/b/**", "/a | /a/**", "/*/b/c | /a" })
	void pathsOfOneMoreSpecificPolicyAreDecided(String policies) {
		assertThat(problems(policies)).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = ';', value = { "/a | /a; p1 claims the same paths, such as /a.",
			"/{x}/b | /{y}/b; p1 claims the same paths, such as /x/b.",
			"/** | /**; p1 claims the same paths, such as /.", "/a/* | /*/b; p1 claims /a/*; both match /a/b, and",
			"/*/b | /a/*; p1 claims /*/b; both match /a/b, and", "/a/** | /*/b; p1 claims /a/**; both match /a/b, and",
			"/*/b | /a/**; p1 claims /*/b; both match /a/b, and",
			"/a/** | /*/b/**; p1 claims /a/**; both match /a/b, and",
			"/a/** | /*/b/** | /a/b; p1 claims /a/**; both match /a/b, and",
			"/*/*/c | /a/*/* | /a/b/c; p1 claims /*/*/c; both match /a/x/c, and",
			"/c | /a/* | /*/b /c/d; p2 claims /a/*; both match /a/b, and" }, quoteCharacter = '~')
	void pathsOfTwoThatDifferElsewhereAreAmbiguous(String policies, String message) {
		assertThat(problems(policies)).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo(ProblemCode.AMBIGUOUS_PATHS);
			String[] words = message.split(" ", 2);
			assertThat(problem.message()).startsWith("Policy '" + words[0] + "' " + words[1]);
		});
	}

	@ParameterizedTest(name = "{0} earlier policies")
	@CsvSource({ "1,", "2, 1 more policy", "3, 2 more policies", "1000, 999 more policies",
			"1001, at least 1000 more policies", "1010, at least 1000 more policies" })
	void aPolicyThatMeetsManyIsReportedOnceWithTheirNumber(int earlier, @Nullable String more) {
		String last = " and neither is more specific. Add /a0/b to the paths of the one that decides there."
				+ ((more != null) ? " It meets " + more + " in this way." : "");
		assertThat(problems(policies(earlier, "/a%d/*", "/*/b"))).singleElement()
			.satisfies((problem) -> assertThat(problem.message()).endsWith(last));
		// The same, where all end behind the same segments.
		assertThat(problems(policies(earlier, "/a/*/**", "/*/b")).get(earlier - 1).message())
			.endsWith((more != null) ? " It meets " + more + " in this way." : "decides there.");
	}

	private static String policies(int earlier, String pattern, String last) {
		List<String> policies = new ArrayList<>(
				IntStream.range(0, earlier).mapToObj((i) -> pattern.formatted(i)).toList());
		policies.add(last);
		return String.join(" | ", policies);
	}

	private static List<Problem> problems(String policies) {
		String[] paths = policies.split(" \\| ");
		return PolicyValidator.of(DeploymentContext.none())
			.validate(IntStream.range(0, paths.length)
				.mapToObj((i) -> CorsPolicy.named("p" + (i + 1))
					.paths(Arrays.asList(paths[i].split(" ")))
					.allowedOrigins("https://a.example")
					.build())
				.toList())
			.problems();
	}

}
