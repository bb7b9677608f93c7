package io.crossgate.cors.policy.format;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which characters each notation quotes, and how.
 */
class QuotingTests {

	private static final String SHELL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-";

	@Test
	void aWordOfAShellIsQuotedUnlessEveryCharacterIsHarmless() {
		for (char c = ' '; c <= '~'; c++) {
			String quoted = (c == '\'') ? "'a'\\'''" : "'a" + c + "'";
			assertThat(Quoting.shell("a" + c)).isEqualTo((SHELL_SAFE.indexOf(c) >= 0) ? "a" + c : quoted);
		}
	}

	@ParameterizedTest(name = "{1}")
	@CsvSource(delimiter = '|', quoteCharacter = '\u00a7',
			value = { "\u00a7a\tb \u00a7 | $'a\\U00000009b '", "\u007f~ | $'\\U0000007f~'",
					"\u00e9'\\ | $'\\U000000e9\\'\\\\'", "\ud83d\ude00 | $'\\U0001f600'",
					"\ud800\udc41 | $'\\U00010041'" })
	void whatIsNotPrintableIsEscapedForAShell(String word, String quoted) {
		assertThat(Quoting.shell(word)).isEqualTo(quoted);
	}

	@ParameterizedTest(name = "{1}")
	@CsvSource(delimiter = '|', quoteCharacter = '\u00a7',
			value = { "a b~ | a b~ | a\\ b~", "\u00a7  a\u00a7 | \\  a | \\ \\ a", "a\\ b | a\\\\ b | a\\\\\\ b",
					"a:b=c | a:b=c | a\\:b\\=c",
					"\u00a7a\t\u007f\u00e9\u00a7 | a\\u0009\\u007f\\u00e9 | a\\u0009\\u007f\\u00e9" })
	void aKeyOfAPropertiesFileEndsAtNoCharacterOfItsOwn(String text, String value, String key) {
		assertThat(Quoting.properties(text)).isEqualTo(value);
		assertThat(Quoting.propertiesKey(text)).isEqualTo(key);
	}

	@ParameterizedTest(name = "{1}")
	@CsvSource(delimiter = '|', quoteCharacter = '\u00a7', value = { "a b~' | \"a b~'\"", "\"\\ | \"\\\"\\\\\"",
			"\u00a7\t\n\u001f\u00a7 | \"\\011\\012\\037\"", "\u007f\u00e9 | \"\\u007f\\u00e9\"" })
	void aLiteralOfJavaIsPrintable(String text, String literal) {
		assertThat(Quoting.java(text)).isEqualTo(literal);
	}

}
