package io.crossgate.cors.path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is written in place of a path pattern, and which paths two patterns share.
 */
class PathPatternTests {

	@ParameterizedTest(name = "{0} is {1}, for example {2}")
	@CsvSource({ "/, /, /", "/**, /**, /", "/a, /a, /a", "/a/**, /a/**, /a", "/{id}, /*, /x",
			"/a/{user_id}/b, /a/*/b, /a/x/b", "/{1}, /*, /x", "/*/*/**, /*/*/**, /x/x", "/A-b.c~d, /A-b.c~d, /A-b.c~d",
			"/!, /!, /!", "/~, /~, /~", "/\u0080, /\u0080, /\u0080" })
	void aPatternHasOneSpellingAndAnExample(String text, String canonical, String example) {
		PathPattern pattern = PathPattern.parse(text);
		assertThat(pattern.text()).isEqualTo(text);
		assertThat(pattern.canonical()).isEqualTo(canonical);
		assertThat(pattern.example()).isEqualTo(example);
	}

	@ParameterizedTest(name = "<{0}> means {1}: {2}")
	@CsvSource(textBlock = """
			§§           | /     | A path starts with a slash.
			a/b          | /a/b  | A path starts with a slash.
			§ /a §       | /a    | A path starts with a slash.
			"/a'         | /a    | A path starts with a slash.
			""           | /     | A path starts with a slash.
			"            | /     | A path starts with a slash.
			all          | /**   | A path starts with a slash.
			http://a     | /**   | A path starts with a slash.
			http://a/b   | /b    | A path starts with a slash.
			http:///b    | /b    | A path starts with a slash.
			://a         | /**   | A path starts with a slash.
			\\a          | /a    | A path starts with a slash.
			a/           | /a/** | A path starts with a slash.
			/a/          | /a/** | A trailing slash makes another path; routers tell the two apart.
			/a/**/       | /a/** | A trailing slash makes another path; routers tell the two apart.
			/**/a        |       | ** stands at the end only, for any number of segments; /** would be more.
			/a/**/b      |       | ** stands at the end only, for any number of segments; /a/** would be more.
			/{*r}        | /**   | ** stands for the rest of a path; it can't be captured.
			/?a=b        | /     | A path has no query.
			/a?=         | /a    | A path has no query.
			/a/=?        | /a/=  | A path has no query.
			/?           |       | A wildcard stands for a whole segment, never for a part of one.
			/a=*         |       | A wildcard stands for a whole segment, never for a part of one.
			/a**         | /a/** | A wildcard stands for a whole segment, never for a part of one.
			/a**/b       |       | A wildcard stands for a whole segment, never for a part of one.
			/a/**b**     |       | A wildcard stands for a whole segment, never for a part of one.
			/{a}**       |       | A wildcard stands for a whole segment, never for a part of one.
			/?**         |       | A wildcard stands for a whole segment, never for a part of one.
			/a{          |       | A wildcard stands for a whole segment, never for a part of one.
			/{           | /*    | A wildcard stands for a whole segment, never for a part of one.
			/{/b         | /*/b  | A wildcard stands for a whole segment, never for a part of one.
			/{}          | /*    | A wildcard stands for a whole segment, never for a part of one.
			/{a-b}       | /*    | A wildcard stands for a whole segment, never for a part of one.
			/{a}b        |       | A wildcard stands for a whole segment, never for a part of one.
			/{a:b}       |       | A wildcard stands for a whole segment, never for a part of one.
			/{:}         |       | A wildcard stands for a whole segment, never for a part of one.
			/{a*}        |       | A wildcard stands for a whole segment, never for a part of one.
			/a//b        |       | Paths with empty, . or .. segments never select a policy.
			/.           |       | Paths with empty, . or .. segments never select a policy.
			/../b        |       | Paths with empty, . or .. segments never select a policy.
			/a%2Db       | /a-b  | A path is compared decoded; write the character itself.
			/%2Fa        |       | A path is compared decoded; write the character itself.
			/%41%        |       | A path is compared decoded; write the character itself.
			/a b         |       | No pattern can have this character: ' '.
			§/a §        | /a    | No pattern can have this character: ' '.
			/\\a         |       | No pattern can have this character: '\\\\'.
			/;           |       | No pattern can have this character: ';'.
			/a#          |       | No pattern can have this character: '#'.
			/}           |       | No pattern can have this character: '}'.
			/\u007f      |       | No pattern can have this character: '\\u007f'.
			""", delimiter = '|', quoteCharacter = '\u00a7')
	void whatIsNoPatternIsExplained(String text, String meant, String reason) {
		assertThatExceptionOfType(MalformedPathException.class).isThrownBy(() -> PathPattern.parse(text))
			.withMessage(reason)
			.satisfies((ex) -> assertThat(ex.suggestion()).isEqualTo(meant));
	}

	@Test
	void aPatternIsNoLongerThanPathsOfRequests() {
		assertThat(PathPattern.parse("/a".repeat(256)).segments()).hasSize(256);
		assertThatExceptionOfType(MalformedPathException.class).isThrownBy(() -> PathPattern.parse("/a".repeat(257)))
			.withMessage("A path has at most 256 segments, as have requests; this one has 257.");
		assertThat(PathPattern.parse("/" + "a".repeat(8191)).text()).hasSize(8192);
		assertThatExceptionOfType(MalformedPathException.class)
			.isThrownBy(() -> PathPattern.parse("/" + "a".repeat(8192)))
			.withMessage("A path has at most 8192 characters, as have requests; this one has 8193.");
	}

	@ParameterizedTest(name = "{0} and {1} share {2}")
	@CsvSource({ "/, /, /", "/, /**, /", "/, /*,", "/a, /a, /a", "/a, /b,", "/a, /*, /a", "/{x}, /*, /*", "/a, /**, /a",
			"/a/b, /a,", "/a/b, /a/**, /a/b", "/a/**, /**, /a/**", "/a/**, /b/**,", "/a/**, /*/b/**, /a/b/**",
			"/*/b, /a/*, /a/b", "/a/*, /a/b/**, /a/b", "/a/**, /a, /a", "/*/*, /a/**, /a/*" })
	void twoPatternsShareThePathsBothMatch(String one, String other, String shared) {
		PathPattern first = PathPattern.parse(one);
		PathPattern second = PathPattern.parse(other);
		PathPattern expected = (shared != null) ? PathPattern.parse(shared) : null;
		assertThat(first.intersection(second)).isEqualTo(expected);
		assertThat(second.intersection(first)).isEqualTo(expected);
	}

	@ParameterizedTest(name = "{0} begins with {1}: {2}")
	@CsvSource({ "/a/b, /a, true", "/a/b, /a/b, true", "/a/b, /a/**, true", "/a/b, /, true", "/a/b, /b, false",
			"/a, /a/b, false", "/ab, /a, false", "/*/b, /a, false", "/{x}/b, /*, true" })
	void aPatternBeginsWithTheSegmentsOfAnother(String pattern, String prefix, boolean expected) {
		assertThat(PathPattern.parse(pattern).startsWith(PathPattern.parse(prefix))).isEqualTo(expected);
	}

}
