package io.crossgate.cors.fetch;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MethodsTests {

	@ParameterizedTest(name = "{0} goes on the wire as {1}")
	@CsvSource({ "get, GET", "Post, POST", "put, PUT", "delete, DELETE", "head, HEAD", "options, OPTIONS", "GET, GET",
			"patch, patch", "PATCH, PATCH", "Foo, Foo", "propfind, propfind", "trace, trace" })
	void onlySixMethodsAreUpperCased(String written, String sent) {
		assertThat(Methods.normalise(written)).isEqualTo(sent);
	}

	@ParameterizedTest(name = "{0} safelisted: {1}")
	@CsvSource({ "GET, true", "HEAD, true", "POST, true", "get, false", "PUT, false", "OPTIONS, false" })
	void safelistedMethodsAreInUpperCase(String method, boolean expected) {
		assertThat(Methods.isSafelisted(method)).isEqualTo(expected);
	}

	@ParameterizedTest(name = "{0} forbidden: {1}")
	@CsvSource({ "CONNECT, true", "connect, true", "Trace, true", "TRACK, true", "TRACKS, false", "GET, false",
			"'', false" })
	void methodsAreForbiddenInAnyCase(String method, boolean expected) {
		assertThat(Methods.isForbidden(method)).isEqualTo(expected);
	}

}
