package io.crossgate.cors.fetch;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MimeTypesTests {

	@ParameterizedTest(name = "<{0}> is {1}")
	@CsvSource({ "text/plain, text/plain", "TEXT/Plain, text/plain", "' text/plain ', text/plain",
			"text/plain ;x, text/plain", "application/vnd.a+json;v=1, application/vnd.a+json", "*/*, */*",
			"text/plain;a/b, text/plain" })
	void essenceIsLowerCaseWithoutParameters(String value, String expected) {
		assertThat(MimeTypes.essence(value)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "text", "/", "/plain", "text/", "text/;x", "text /plain", "text/ plain", "text/plain,",
			"text/pl/ain", "te;xt/plain" })
	void textThatIsNoMimeTypeHasNoEssence(String value) {
		assertThat(MimeTypes.essence(value)).isNull();
	}

}
