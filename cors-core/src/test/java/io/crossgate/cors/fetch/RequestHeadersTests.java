package io.crossgate.cors.fetch;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestHeadersTests {

	@ParameterizedTest(name = "{0}: {1} <{2}>")
	@MethodSource
	void safelistedHeaderNeedsNoPreflight(String why, String name, String value) {
		assertThat(RequestHeaders.isSafelisted(name, value)).isTrue();
	}

	static Stream<Arguments> safelistedHeaderNeedsNoPreflight() {
		return Stream.of(Arguments.of("an ordinary list", "Accept", "text/html, */*;q=0.8"),
				Arguments.of("the empty value", "Accept", ""), Arguments.of("a tab", "ACCEPT", "a\tb"),
				Arguments.of("beyond ASCII", "Accept", "\u00e9"), Arguments.of("128 bytes", "Accept", "a".repeat(128)),
				Arguments.of("languages", "Accept-Language", "de-DE, en;q=0.5, *"),
				Arguments.of("a language", "Content-Language", "x=1.5"),
				Arguments.of("a form", "Content-Type", "application/x-www-form-urlencoded"),
				Arguments.of("an upload", "Content-Type", "multipart/form-data; boundary=abc"),
				Arguments.of("text in any case", "content-type", "Text/PLAIN"),
				Arguments.of("blank before the parameter", "Content-Type", "text/plain ; charset=utf-8"),
				Arguments.of("an empty parameter", "Content-Type", "text/plain;"),
				Arguments.of("a senseless parameter", "Content-Type", "text/plain;garbage"),
				Arguments.of("slash and equals in a parameter", "Content-Type", "text/plain;x=a/b=c"),
				Arguments.of("a range", "Range", "bytes=0-99"), Arguments.of("an open range", "Range", "bytes=100-"),
				Arguments.of("leading zeros", "Range", "bytes=00-01"), Arguments.of("one byte", "Range", "bytes=7-7"),
				Arguments.of("leading zeros against few digits", "Range", "bytes=0009-10"),
				Arguments.of("huge numbers", "Range", "bytes=" + "1".repeat(50) + "-" + "2".repeat(50)));
	}

	@ParameterizedTest(name = "{0}: {1} <{2}>")
	@MethodSource
	void otherHeaderNeedsAPreflight(String why, String name, String value) {
		assertThat(RequestHeaders.isSafelisted(name, value)).isFalse();
	}

	static Stream<Arguments> otherHeaderNeedsAPreflight() {
		return Stream.of(Arguments.of("129 bytes", "Accept", "a".repeat(129)),
				Arguments.of("a quote", "Accept", "a\"b"), Arguments.of("a colon", "Accept", "a:b"),
				Arguments.of("a control character", "Accept", "a\u0001b"), Arguments.of("DEL", "Accept", "a\u007f"),
				Arguments.of("underscore", "Accept-Language", "de_DE"),
				Arguments.of("slash", "Accept-Language", "en/us"), Arguments.of("tab", "Content-Language", "a\tb"),
				Arguments.of("beyond ASCII", "Accept-Language", "\u00e9"),
				Arguments.of("JSON", "Content-Type", "application/json"), Arguments.of("no type", "Content-Type", ""),
				Arguments.of("no subtype", "Content-Type", "text/"), Arguments.of("no slash", "Content-Type", "text"),
				Arguments.of("a blank in the type", "Content-Type", "text /plain"),
				Arguments.of("a blank in the subtype", "Content-Type", "text/ plain"),
				Arguments.of("a comma", "Content-Type", "text/plain,"),
				Arguments.of("a list", "Content-Type", "text/plain, text/plain"),
				Arguments.of("a quoted parameter", "Content-Type", "text/plain;x=\"y\""),
				Arguments.of("a colon in a parameter", "Content-Type", "text/plain;x=a:b"),
				Arguments.of("a suffix range", "Range", "bytes=-200"), Arguments.of("no number", "Range", "bytes=-"),
				Arguments.of("no dash", "Range", "bytes=5"), Arguments.of("two ranges", "Range", "bytes=0-1,5-6"),
				Arguments.of("backwards", "Range", "bytes=200-100"),
				Arguments.of("backwards by length", "Range", "bytes=1000-200"),
				Arguments.of("upper case", "Range", "Bytes=0-1"), Arguments.of("a blank", "Range", "bytes= 0-1"),
				Arguments.of("another unit", "Range", "items=0-1"), Arguments.of("letters", "Range", "bytes=a-b"),
				Arguments.of("another name", "X-Tenant", "7"), Arguments.of("a name once safelisted", "DPR", "1"),
				Arguments.of("a well-known name", "Authorization", "x"),
				Arguments.of("a name set by event streams", "Last-Event-ID", "1"));
	}

	@Test
	void unsafeBytesAreExactlyThoseOfTheStandard() {
		String unsafe = "\"():<>?@[\\]{}\u007f";
		for (char c = 0; c <= 0xFF; c++) {
			boolean expected = (c < 0x20 && c != '\t') || unsafe.indexOf(c) >= 0;
			assertThat(HeaderValues.hasUnsafeByte("a" + c)).as("0x%02X", (int) c).isEqualTo(expected);
		}
	}

	@Test
	void languagesHaveExactlyTheCharactersOfTheStandard() {
		String safe = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz *,-.;=";
		for (char c = 0; c <= 0xFF; c++) {
			boolean expected = safe.indexOf(c) >= 0;
			assertThat(RequestHeaders.isSafelisted("Accept-Language", "a" + c)).as("0x%02X", (int) c)
				.isEqualTo(expected);
		}
	}

	@ParameterizedTest(name = "{0}: {1} is dropped: {2}")
	@MethodSource
	void methodOverridesAreForbiddenByValue(String name, String value, boolean forbidden) {
		assertThat(RequestHeaders.isForbidden(name, value)).isEqualTo(forbidden);
	}

	static Stream<Arguments> methodOverridesAreForbiddenByValue() {
		return Stream.of(Arguments.of("X-HTTP-Method-Override", "TRACE", true),
				Arguments.of("x-http-method", "put, connect", true),
				Arguments.of("X-Method-Override", " Track ,", true),
				Arguments.of("X-HTTP-Method-Override", "PUT", false), Arguments.of("X-HTTP-Method-Override", "", false),
				Arguments.of("X-HTTP-Method-Override", "TRACE PUT", false),
				Arguments.of("X-HTTP-Method-Override", "\"a, TRACE, b\"", false),
				Arguments.of("X-HTTP-Method-Override", "\"a\\\", TRACE, b\"", false),
				Arguments.of("X-HTTP-Method-Override", "\"a\", TRACE", true),
				Arguments.of("X-HTTP-Method-Override", "\"a\\", false), Arguments.of("X-Override", "TRACE", false),
				Arguments.of("Cookie", "a=b", true));
	}

	@Test
	void noCorsKnowsFourNamesAndTheWildcardLeavesOutOne() {
		assertThat(Stream.of("Accept", "Accept-Language", "content-language", "CONTENT-TYPE"))
			.allMatch(RequestHeaders::isNoCorsName);
		assertThat(Stream.of("Range", "X-A", "Authorization")).noneMatch(RequestHeaders::isNoCorsName);
		assertThat(Stream.of("Authorization", "AUTHORIZATION")).allMatch(RequestHeaders::isNonWildcardName);
		assertThat(RequestHeaders.isNonWildcardName("Proxy-Authorization")).isFalse();
	}

}
