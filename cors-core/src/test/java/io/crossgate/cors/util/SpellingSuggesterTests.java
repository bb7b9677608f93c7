package io.crossgate.cors.util;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;

class SpellingSuggesterTests {

	private static final List<String> WORDS = List.of("allowed-origins", "allowed-methods", "max-age", "paths", "any");

	@ParameterizedTest(name = "{0} means {1}")
	@CsvSource({ "allowed-origin, allowed-origins", "alowed-orgins, allowed-origins", "ALLOWED-METHOD, allowed-methods",
			"maxage, max-age", "path, paths", "paths, paths", "ani, any", "amy, any" })
	void theNearestWordIsMeant(String written, String word) {
		assertThat(SpellingSuggester.nearest(written, WORDS)).contains(word);
	}

	@ParameterizedTest
	@CsvSource({ "''", "colour", "pa", "an-origin", "al", "abcy" })
	void wordFarFromEverythingHasNoSuggestion(String written) {
		assertThat(SpellingSuggester.nearest(written, WORDS)).isEmpty();
	}

	@Test
	void theFirstOfEquallyNearWordsIsMeant() {
		assertThat(SpellingSuggester.nearest("bat", List.of("cat", "hat", "bat"))).contains("bat");
		assertThat(SpellingSuggester.nearest("rat", List.of("cat", "hat"))).contains("cat");
		assertThat(SpellingSuggester.nearest("rat", List.of())).isEmpty();
	}

	@Test
	void codesAreFoundByName() {
		for (ProblemCode code : ProblemCode.values()) {
			assertThat(ProblemCode.of(code.code())).contains(code);
			assertThat(code.code()).matches("[a-z]+(-[a-z]+)*");
		}
		assertThat(ProblemCode.of("no-such-problem")).isEmpty();
	}

	@Test
	void aProblemReadsAsOneSentence() {
		Problem problem = new Problem(ProblemCode.NO_PATHS, "api", "paths", null, "The policy covers no path.");
		assertThat(problem).hasToString("[no-paths] policy 'api', paths: The policy covers no path.");
		assertThat(problem.isFatal()).isTrue();
		Problem warning = new Problem(ProblemCode.METHOD_CASE, "api", "allowed-methods[0]", "get", "Why.",
				List.of(PolicyEdit.replace("allowed-methods", 0, "GET")));
		assertThat(warning)
			.hasToString("[method-case] policy 'api', allowed-methods[0] = 'get': Why. Fix: allowed-methods[0]: GET");
		assertThat(warning.isFatal()).isFalse();
		assertThat(new InvalidCorsPolicyException(List.of(problem, warning)))
			.hasMessage("Invalid CORS policy:" + System.lineSeparator() + problem);
	}

}
