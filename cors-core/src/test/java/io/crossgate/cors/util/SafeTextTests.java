package io.crossgate.cors.util;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.crossgate.cors.origin.SampleSize;

import static org.assertj.core.api.Assertions.assertThat;

class SafeTextTests {

	private static final int TEXTS = SampleSize.of(20_000);

	@ParameterizedTest
	@CsvSource(textBlock = """
			https://app.example.com:8443/a?b=c  | https://app.example.com:8443/a?b=c
			a\\u000db\\u000ac                   | a\\u000db\\u000ac
			a\\u001b[31mb                       | a\\u001b[31mb
			a\\u202eb\\u2066c                   | a\\u202eb\\u2066c
			\\u0000\\u007f\\u0085\\u00a0        | \\u0000\\u007f\\u0085\\u00a0
			\\u00e9\\ud83d\\ude00               | \\u00e9\\ud83d\\ude00
			""", delimiter = '|')
	void unprintableCharactersAreEscaped(String written, String printable) {
		assertThat(SafeText.of(unescaped(written))).isEqualTo(printable);
	}

	@Test
	void anEscapeCannotBeForged() {
		assertThat(SafeText.of("\\u000a")).isEqualTo("\\\\u000a");
		assertThat(SafeText.of("\n")).isEqualTo("\\u000a");
	}

	@Test
	void whatIsPrintableIsNotCopied() {
		StringBuilder printable = new StringBuilder();
		for (char c = ' '; c <= '~'; c++) {
			printable.append((c != '\\') ? String.valueOf(c) : "");
		}
		String text = printable.toString();
		assertThat(text).hasSize(94);
		assertThat(SafeText.of(text)).isSameAs(text);
		assertThat(SafeText.of("\u001f ~\u007f")).isEqualTo("\\u001f ~\\u007f");
	}

	@Test
	void missingTextIsSaidToBeMissing() {
		assertThat(SafeText.of(null)).isEqualTo("(none)");
		assertThat(SafeText.of("")).isEmpty();
	}

	@Test
	void cutsWhatIsTooLongButNeverAnEscape() {
		String fits = "a".repeat(SafeText.MAX_LENGTH);
		assertThat(SafeText.of(fits)).isSameAs(fits);
		assertThat(SafeText.of(fits + "a")).isEqualTo("a".repeat(125) + "...");
		assertThat(SafeText.of("a".repeat(122) + "\n")).isEqualTo("a".repeat(122) + "\\u000a");
		assertThat(SafeText.of("a".repeat(122) + "\nb")).isEqualTo("a".repeat(122) + "...");
	}

	@Test
	void whateverComesItIsOneLineOfPrintableAscii() {
		long seed = 20_240_711;
		Random random = new Random(seed);
		for (int i = 0; i < TEXTS; i++) {
			char[] text = new char[random.nextInt(200)];
			for (int j = 0; j < text.length; j++) {
				text[j] = (char) (random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0x10000));
			}
			assertThat(SafeText.of(new String(text))).as("seed %d, round %d", seed, i)
				.hasSizeLessThanOrEqualTo(SafeText.MAX_LENGTH)
				.matches((printable) -> printable.chars().allMatch((c) -> c >= ' ' && c <= '~'), "printable ASCII");
		}
	}

	private static String unescaped(String text) {
		StringBuilder plain = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			if (text.startsWith("\\u", i)) {
				plain.append((char) Integer.parseInt(text, i + 2, i + 6, 16));
				i += 5;
			}
			else {
				plain.append(text.charAt(i));
			}
		}
		return plain.toString();
	}

}
