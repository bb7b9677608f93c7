package io.crossgate.cors.fetch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.fetch.AllowedHeaders.Answer;
import io.crossgate.cors.origin.SampleSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The scanner of requested header names against a parser that splits.
 */
class AllowedHeadersTests {

	private static final int REQUESTS = SampleSize.of(60_000);

	private static final List<String> NAMES = List.of("x-tenant", "X-Tenant", "authorization", "content-type", "x-a",
			"x-forwarded-host", "X-Http-Method-Override", "forwarded", "x-forwarded", "x-tenan", "x-tenant-",
			"X-Tenant-*", "x-http-*", "x-tenant-one", "x-tenanted", "*", "~", "x_tenant", "a".repeat(256),
			"a".repeat(257));

	private static final List<String> SEPARATORS = List.of(",", ",", ",", ", ", " ,", "\t,\t", ",,", ", ,", ";", " ",
			"\n", "\u00a0,", "\"", ",".repeat(30), " ".repeat(40), "\u0130");

	private final long seed = Long.getLong("test.seed", 20261125L);

	@Test
	void agreesWithAParserThatSplits() {
		Random random = new Random(this.seed);
		int allowed = 0;
		for (int i = 0; i < REQUESTS; i++) {
			List<String> declared = declared(random);
			AllowedHeaders headers = new AllowedHeaders(declared);
			List<String> lines = lines(declared, random);
			Answer expected = NaiveHeaderList.check(declared, lines);
			for (int time = 0; time < 2; time++) {
				assertThat(headers.check(sent(lines))).as("%s of %s, seed %s", lines, declared, this.seed)
					.isEqualTo(expected);
			}
			if (expected == Answer.ALLOWED) {
				allowed++;
				assertThat(AllowedHeaders.requested(sent(lines)))
					.isEqualTo(String.join(",", NaiveHeaderList.names(lines)));
			}
		}
		assertThat(allowed).as("seed %s", this.seed).isBetween(REQUESTS / 6, REQUESTS * 5 / 6);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void linesBeyondTheBoundsAreRefused(String name, List<String> lines, Answer expected) {
		for (List<String> declared : List.of(List.of("x-a", "a".repeat(256)), List.of("*"))) {
			AllowedHeaders headers = new AllowedHeaders(declared);
			assertThat(headers.check(sent(lines))).isEqualTo(expected);
			assertThat(NaiveHeaderList.check(declared, lines)).isEqualTo(expected);
		}
	}

	static Stream<Arguments> linesBeyondTheBoundsAreRefused() {
		return Stream.of(Arguments.of("no line", List.of(), Answer.ALLOWED),
				Arguments.of("an empty line", List.of(""), Answer.ALLOWED),
				Arguments.of("64 empty elements", List.of(",".repeat(63)), Answer.ALLOWED),
				Arguments.of("65 empty elements", List.of(",".repeat(64)), Answer.TOO_LARGE),
				Arguments.of("65 empty elements on two lines", List.of(",".repeat(31), ",".repeat(32)),
						Answer.TOO_LARGE),
				Arguments.of("256 names", List.of("x-a,".repeat(255) + "x-a"), Answer.ALLOWED),
				Arguments.of("257 names", List.of("x-a,".repeat(256) + "x-a"), Answer.TOO_LARGE),
				Arguments.of("257 names on two lines", List.of("x-a,".repeat(255) + "x-a", "x-a"), Answer.TOO_LARGE),
				Arguments.of("a name of 256 characters", List.of("a".repeat(256)), Answer.ALLOWED),
				Arguments.of("a name of 257 characters", List.of("a".repeat(257)), Answer.TOO_LARGE),
				Arguments.of("16 lines", lines(16), Answer.ALLOWED),
				Arguments.of("17 lines", lines(17), Answer.TOO_LARGE),
				Arguments.of("8192 characters", List.of("x-a" + " ".repeat(8189)), Answer.ALLOWED),
				Arguments.of("8193 characters", List.of("x-a" + " ".repeat(8190)), Answer.TOO_LARGE),
				Arguments.of("8193 characters on two lines", List.of("x-a", " ".repeat(8190)), Answer.TOO_LARGE),
				Arguments.of("1025 characters, which are not remembered", List.of("x-a" + " ".repeat(1022)),
						Answer.ALLOWED));
	}

	@Test
	void aLineIsRememberedOnlyAsAWhole() {
		AllowedHeaders headers = new AllowedHeaders(List.of("x-a"));
		assertThat(headers.check(sent(List.of("x-a")))).isEqualTo(Answer.ALLOWED);
		assertThat(headers.check(sent(List.of("x-a", "x-b")))).isEqualTo(Answer.NOT_ALLOWED);
		assertThat(headers.check(sent(List.of("x-a", "x-a")))).isEqualTo(Answer.ALLOWED);
		assertThat(headers.check(sent(List.of("x-b")))).isEqualTo(Answer.NOT_ALLOWED);
		assertThat(headers.check(sent(List.of("x-a", "x-b")))).isEqualTo(Answer.NOT_ALLOWED);
	}

	@Test
	void collidingNamesAreToldApart() {
		// The hash of "aa" is that of "bB": one letter more, 31 less.
		AllowedHeaders headers = new AllowedHeaders(List.of("x-ab", "x-bc", "x-cd", "x-de", "x-ef", "x-fg", "x-gh"));
		for (char one = 'a'; one <= 'z'; one++) {
			for (char two = '!'; two <= '~'; two++) {
				String name = "x-" + one + two;
				boolean declared = one <= 'g' && Character.toLowerCase(two) == one + 1;
				boolean token = Tokens.isTokenCharacter(two) || two == ',';
				assertThat(headers.check(sent(List.of(name)))).as(name)
					.isEqualTo(declared ? Answer.ALLOWED : token ? Answer.NOT_ALLOWED : Answer.MALFORMED);
			}
		}
	}

	@Test
	void theAnswerNamesWhatIsDeclared() {
		assertThat(new AllowedHeaders(List.of("X-B", "x-a", "x-b")).line()).isEqualTo("x-b,x-a");
		assertThat(new AllowedHeaders(List.of("*", "X-Forwarded-Host")).line()).isEqualTo("x-forwarded-host");
		assertThat(new AllowedHeaders(List.of("x-foo-*", "x-a")).line()).isEqualTo("x-a");
		assertThat(new AllowedHeaders(List.of("*")).isOpen()).isTrue();
		assertThat(new AllowedHeaders(List.of("x-foo-*")).isOpen()).isTrue();
		assertThat(new AllowedHeaders(List.of("x-a", "x-*")).isOpen()).isFalse();
	}

	@ParameterizedTest(name = "{0} asked for {1}")
	@CsvSource({ "x-foo-*, x-foo-bar, ALLOWED", "x-foo-*, X-FOO-BAR, ALLOWED", "X-Foo-*, x-foo-b, ALLOWED",
			"x-foo-*, x-foo-bar-baz, ALLOWED", "x-foo-*, x-foo-, NOT_ALLOWED", "x-foo-*, x-foo, NOT_ALLOWED",
			"x-foo-*, x-foobar, NOT_ALLOWED", "x-foo-*, xx-foo-bar, NOT_ALLOWED", "ab-*, ab-c, ALLOWED",
			"x-*, x-foo, NOT_ALLOWED", "x-http-*, x-http-retry, ALLOWED",
			"x-http-*, x-http-method-override, NOT_ALLOWED", "x-forwarded-*, x-forwarded-for, NOT_ALLOWED",
			"x-original-*, X-Original-URL, NOT_ALLOWED", "'x-original-*,x-original-url', X-Original-URL, ALLOWED",
			"x-foo-*, 'x-foo-a, x-bar', NOT_ALLOWED" })
	void aPrefixStandsForAFamilyWithoutRoutingHeaders(String declared, String asked, Answer expected) {
		assertThat(new AllowedHeaders(List.of(declared.split(","))).check(sent(List.of(asked)))).isEqualTo(expected);
	}

	private static List<String> lines(int count) {
		return Stream.generate(() -> "x-a").limit(count).toList();
	}

	private static Enumeration<String> sent(List<String> lines) {
		return Collections.enumeration(lines);
	}

	private static List<String> declared(Random random) {
		List<String> declared = new ArrayList<>();
		for (int i = random.nextInt(6); i > 0; i--) {
			declared.add(NAMES.get(random.nextInt(NAMES.size() - 1)));
		}
		return declared;
	}

	private static List<String> lines(List<String> declared, Random random) {
		List<String> lines = new ArrayList<>();
		for (int i = (random.nextInt(8) == 0) ? random.nextInt(20) : random.nextInt(3); i > 0; i--) {
			StringBuilder line = new StringBuilder();
			int names = (random.nextInt(20) == 0) ? random.nextInt(300) : random.nextInt(6);
			for (int j = 0; j < names; j++) {
				boolean known = !declared.isEmpty() && random.nextInt(names * 2) > 0;
				List<String> source = known ? declared : NAMES;
				String name = source.get(random.nextInt(source.size()));
				line.append((random.nextInt(4) == 0) ? name.toUpperCase(Locale.ROOT) : name);
				line.append((random.nextInt(5) == 0) ? SEPARATORS.get(random.nextInt(SEPARATORS.size())) : ",");
			}
			lines.add(line.toString());
		}
		return lines;
	}

}
