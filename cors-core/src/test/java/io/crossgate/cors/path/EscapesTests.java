package io.crossgate.cors.path;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each kind of decoder makes of a text, by example: replaced, kept, bytes, lenient.
 */
class EscapesTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(textBlock = """
			a+b          | a+b
			%41          | A
			x%41y%4f%4Fz | xAyOOz
			%00          | '\u0000'
			%0A          | '\n'
			%            | %
			%4           | %4
			%zz          | %zz
			%4g%41       | %4gA
			%g4          | %g4
			%/0          | %/0
			%:0          | %:0
			%@0          | %@0
			%`0          | %`0
			%C3%A9x      | \u00e9x
			%C3%80       | \u00c0
			%DF%BF       | \u07ff
			%E0%A4%85    | \u0905
			%ED%9F%BF    | \ud7ff
			%F0%9F%98%80 | \ud83d\ude00
			%F4%8F%BF%BF | \udbff\udfff
			""", delimiter = '|')
	void decodersAgreeOverCharactersInUtf8(String text, String decoded) {
		assertThat(Escapes.values()).allSatisfy((decoder) -> assertThat(decoder.decode(text)).isEqualTo(decoded));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(textBlock = """
			%E9          | \ufffd             | %E9          | \ufffd             | \u00e9
			%E9ab        | \ufffdab           | %E9ab        | \ufffdab           | \u00e9ab
			%E9%25       | \ufffd%            | %E9%         | \ufffd%            | \u00e9%
			%80          | \ufffd             | %80          | \ufffd             | \u0080
			%C3%C0       | \ufffd\ufffd       | %C3%C0       | \ufffd\ufffd       | \u00c3\u00c0
			%C0%AFx      | \ufffd\ufffdx      | %C0%AFx      | \ufffd\ufffdx      | /x
			%E0%80%AF    | \ufffd\ufffd\ufffd | %E0%80%AF    | \ufffd\ufffd\ufffd | /
			\u00e9       | \u00e9             | \u00e9       | \ufffd             | \u00e9
			\u00c3\u00a9 | \u00c3\u00a9       | \u00c3\u00a9 | \u00e9             | \u00e9
			\u0161%62    | \u0161b            | \u0161b      | ab                 | ab
			""", delimiter = '|')
	void decodersDifferOverWhatIsNotUtf8(String text, String replaced, String kept, String bytes, String lenient) {
		assertThat(Arrays.stream(Escapes.values()).map((decoder) -> decoder.decode(text)))
			.isEqualTo(List.of(replaced, kept, bytes, lenient));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "%F0%80%80%AF, /", "%F4%90%80%80, \u00f4\u0090\u0080\u0080", "%F7%BF%BF%BF, \u00f7\u00bf\u00bf\u00bf",
			"%F8%80, \u00f8\u0080" })
	void whatIsBeyondUnicodeIsOneByteAfterTheOther(String text, String lenient) {
		assertThat(Escapes.LENIENT.decode(text)).isEqualTo(lenient);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "\u007f", "%", "%41%7F", "%zz", "%C3%A9", "%C3%A9x%E2%82%AC%41" })
	void decodersAgreeOverPlainText(String text) {
		assertThat(Escapes.isPlain(text)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u0080", "\u00e9", "x\u0161", "%80", "%E9", "%C0%AF", "%C3%A9\u00e9", "%C3%A9%E9" })
	void anythingElseIsNotPlain(String text) {
		assertThat(Escapes.isPlain(text)).isFalse();
	}

}
