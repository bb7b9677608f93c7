package io.crossgate.cors.fetch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TokensTests {

	@Test
	void everyCharacterIsClassifiedAsTheGrammarLists() {
		String grammar = "!#$%&'*+-.^_`|~0123456789" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
		for (int c = 0; c <= Character.MAX_VALUE; c++) {
			assertThat(Tokens.isTokenCharacter((char) c)).as("U+%04X", c).isEqualTo(grammar.indexOf(c) >= 0);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "x-request-id", "M-SEARCH", "*", "a", "~tilde", "!bang" })
	void tokenIsRecognised(String value) {
		assertThat(Tokens.isToken(value)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "x y", "a,b", "(x)", "a:", "\"q\"", "bücher", "a\t", "a\u0000", "\u212A" })
	void textWithOtherCharactersIsNoToken(String value) {
		assertThat(Tokens.isToken(value)).isFalse();
	}

	@Test
	void nullIsNoToken() {
		assertThat(Tokens.isToken(null)).isFalse();
	}

	@Test
	void lowerCasingTouchesAsciiLettersAlone() {
		assertThat(Tokens.toAsciiLowerCase("X-TENANT-Ä-\u212A-\u0130-[Z]")).isEqualTo("x-tenant-Ä-\u212A-\u0130-[z]");
	}

	@Test
	void lowerCasingWhatIsLowerCaseAlreadyCopiesNothing() {
		String lower = "x-tenant";
		assertThat(Tokens.toAsciiLowerCase(lower)).isSameAs(lower);
	}

}
