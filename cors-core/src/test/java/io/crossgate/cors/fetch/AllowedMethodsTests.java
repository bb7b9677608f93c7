package io.crossgate.cors.fetch;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AllowedMethodsTests {

	@ParameterizedTest(name = "<{0}> allows {1}: {2}, by its name: {3}")
	@CsvSource({ "GET, GET, true, true", "get, GET, true, true", "GET, HEAD, true, true", "HEAD, GET, false, false",
			"PUT, HEAD, false, false", "'GET,PUT', PUT, true, true", "PUT, put, false, false",
			"patch, PATCH, false, false", "*, PATCH, true, false", "*, patch, true, false", "*, CONNECT, false, false",
			"*, Trace, false, false", "'*,PUT', PUT, true, true", "'', GET, false, false" })
	void listedMethodsAreAllowedAndAStarStandsForThoseAPageCanSend(String declared, String method, boolean allowed,
			boolean listed) {
		AllowedMethods methods = new AllowedMethods(list(declared));
		assertThat(methods.contains(method)).isEqualTo(allowed);
		assertThat(methods.lists(method)).isEqualTo(listed);
	}

	@ParameterizedTest(name = "<{0}> is answered with <{1}>, any: {2}")
	@CsvSource({ "'', '', false", "PUT, PUT, false", "'get,PUT', 'GET,HEAD,PUT', false",
			"'HEAD,PUT,GET,put', 'HEAD,PUT,GET', false", "*, *, true", "'PUT,*', 'PUT,*', true" })
	void theAnswerNamesEachMethodOnce(String declared, String line, boolean any) {
		AllowedMethods methods = new AllowedMethods(list(declared));
		assertThat(methods.line()).isEqualTo(line);
		assertThat(methods.isAny()).isEqualTo(any);
	}

	@Test
	void aMethodIsATokenOfAtMost64Characters() {
		assertThat(AllowedMethods.isWellFormed("M-SEARCH")).isTrue();
		assertThat(AllowedMethods.isWellFormed("m".repeat(64))).isTrue();
		assertThat(AllowedMethods.isWellFormed("m".repeat(65))).isFalse();
		assertThat(AllowedMethods.isWellFormed("GET POST")).isFalse();
		assertThat(AllowedMethods.isWellFormed("")).isFalse();
	}

	private static List<String> list(String methods) {
		return Arrays.stream(methods.split(",")).filter((method) -> !method.isEmpty()).toList();
	}

}
