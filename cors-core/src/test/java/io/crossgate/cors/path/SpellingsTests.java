package io.crossgate.cors.path;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ways to read a path, by example: each as its segments, a bar before each.
 */
class SpellingsTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(textBlock = """
			/a/b              ~ |a|b
			a                 ~ |a
			/                 ~ |
			//a/              ~ ||a|
			/a;v/b            ~ |a|b
			/a%20b            ~ |a b
			/a%2Fb            ~ |a/b, |a|b
			/a\\b             ~ |a\\b, |a|b
			/a%5Cb            ~ |a\\b, |a|b
			/a%2Fb%5Cc        ~ |a/b\\c, |a|b\\c, |a/b|c, |a|b|c
			/a;v%5Cb;w%2Fc    ~ |a, |a|c, |a|b, |a|b|c
			/%2541            ~ |%41, |A
			/a;%2Fb           ~ |a, |a|b
			/;v%2Fb           ~ |, ||b
			/a%3Bv            ~ |a;v, |a
			/a%253Bv          ~ |a%3Bv, |a;v, |a
			/%253Bv%252Fb     ~ |%3Bv%2Fb, |;v/b, |;v|b, |, ||b
			/%C5%A1           ~ |\u0161, |a
			/%E9              ~ |\ufffd, |%E9, |\u00e9, |\u00fd
			""", delimiter = '~')
	void eachPartyReadsThePathInItsWay(String path, String spellings) {
		assertThat(Spellings.of(path, 9).stream().map((segments) -> "|" + String.join("|", segments)))
			.containsExactlyInAnyOrder(spellings.split(", "));
	}

	@Test
	void aPathOfTooManySegmentsHasNoReading() {
		assertThat(Spellings.of("/a/b/c", 3)).containsExactly(List.of("a", "b", "c"));
		assertThat(Spellings.of("/a/b/c", 2)).isEmpty();
		assertThat(Spellings.of("/a%2Fb/c", 2)).isEmpty();
	}

	@Test
	void readingCostsEightTimesThePathAtMost() {
		// Each segment is read eight times at a cost of 3, and eight times at one of 2.
		assertThat(Spellings.of("/\u00e9;".repeat(128), 256)).hasSize(3);
		assertThat(Spellings.of("/\u00e9;".repeat(129), 256)).isEmpty();
	}

}
