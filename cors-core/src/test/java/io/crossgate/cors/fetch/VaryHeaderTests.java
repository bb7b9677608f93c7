package io.crossgate.cors.fetch;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class VaryHeaderTests {

	@ParameterizedTest(name = "{0}: {1} and {2} lack {3}")
	@MethodSource
	void whatIsMissingIsAdded(String why, List<String> lines, List<String> names, List<String> missing) {
		assertThat(VaryHeader.missing(lines, names)).isEqualTo(missing);
	}

	static Stream<Arguments> whatIsMissingIsAdded() {
		List<String> origin = List.of("Origin");
		List<String> several = List.of("Origin", "Access-Control-Request-Method");
		return Stream.of(Arguments.of("nothing is there", List.of(), several, several),
				Arguments.of("an empty line", List.of(""), origin, origin),
				Arguments.of("another name", List.of("Accept-Encoding"), origin, origin),
				Arguments.of("it is there", List.of("Origin"), origin, List.of()),
				Arguments.of("in another case", List.of("ORIGIN"), origin, List.of()),
				Arguments.of("among others", List.of("accept, origin ,cookie"), origin, List.of()),
				Arguments.of("on another line", List.of("accept", "\torigin"), origin, List.of()),
				Arguments.of("a longer name", List.of("X-Origin, Origins"), origin, origin),
				Arguments.of("one of two", List.of("origin"), several, List.of("Access-Control-Request-Method")),
				Arguments.of("a star says everything", List.of("*"), several, List.of()),
				Arguments.of("a star among others", List.of("cookie", "accept, *"), several, List.of()),
				Arguments.of("nothing is wanted", List.of("accept"), List.of(), List.of()));
	}

	@ParameterizedTest(name = "{0}: {1} names {2}")
	@MethodSource
	void eachNameIsListedOnceAsFirstWritten(String why, List<String> lines, List<String> names) {
		assertThat(VaryHeader.names(lines)).isEqualTo(names);
	}

	static Stream<Arguments> eachNameIsListedOnceAsFirstWritten() {
		return Stream.of(Arguments.of("no line", List.of(), List.of()),
				Arguments.of("one name", List.of("Origin"), List.of("Origin")),
				Arguments.of("blanks and empty elements", List.of(" ,Accept\t,, Origin ,"),
						List.of("Accept", "Origin")),
				Arguments.of("the same name again", List.of("Origin, ORIGIN", "origin, Accept"),
						List.of("Origin", "Accept")));
	}

	@ParameterizedTest(name = "{0}: {1} and {2} make {3}")
	@MethodSource
	void severalLinesBecomeOne(String why, List<String> lines, List<String> names, String joined) {
		assertThat(VaryHeader.join(lines, names)).isEqualTo(joined);
	}

	static Stream<Arguments> severalLinesBecomeOne() {
		List<String> origin = List.of("Origin");
		return Stream.of(Arguments.of("nothing", List.of(), List.of(), ""),
				Arguments.of("only what is wanted", List.of(), origin, "Origin"),
				Arguments.of("only what is there", List.of("Accept", "Cookie, accept"), List.of(), "Accept, Cookie"),
				Arguments.of("both", List.of("Accept-Encoding"), origin, "Origin, Accept-Encoding"),
				Arguments.of("what is there already, in another case", List.of("accept, origin"), origin,
						"Origin, accept"),
				Arguments.of("a star says everything and stands alone", List.of("accept, *", "Cookie"), origin, "*"));
	}

}
