package io.crossgate.cors.fetch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HeaderValuesTests {

	@Test
	void strippingTakesWhiteSpaceAndLineBreaksFromTheEndsAlone() {
		assertThat(HeaderValues.strip("\r\n\t a \n b\t ")).isEqualTo("a \n b");
		assertThat(HeaderValues.strip(" \t ")).isEmpty();
		assertThat(HeaderValues.strip("\u00a0a\f")).isEqualTo("\u00a0a\f");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a\tb", "\u0001", "\u00ff" })
	void sendableValueIsRecognised(String value) {
		assertThat(HeaderValues.isSendable(value)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "a\rb", "a\u0000b", "\u0100", "\u20ac" })
	void valueWithControlCharactersIsNotSendable(String value) {
		assertThat(HeaderValues.isSendable(value)).isFalse();
	}

}
