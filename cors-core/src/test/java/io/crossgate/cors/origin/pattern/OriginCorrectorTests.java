package io.crossgate.cors.origin.pattern;

import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.problem.MalformedOriginException;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What people write, why it can never match and what they meant.
 */
class OriginCorrectorTests {

	@ParameterizedTest(name = "<{0}> -> {1}")
	@MethodSource("entries")
	void malformedEntryIsExplainedAndCorrected(String written, @Nullable String meant, String reason) {
		MalformedOriginException refusal = refusal(written);
		assertThat(meant(refusal)).isEqualTo(meant);
		assertThat(refusal).hasMessageContaining(reason).message().endsWith(".");
		if (meant != null) {
			Stream.of(meant.split(", "))
				.forEach((entry) -> assertThat(OriginPattern.parse(entry).text()).isEqualTo(entry));
		}
	}

	static Stream<Arguments> entries() {
		return Stream.of(row("https://a.example/", "https://a.example", "A trailing slash is a path"),
				row("https://a.example/app/index.html", "https://a.example", "no path, query or fragment"),
				row("https://a.example?x=1", "https://a.example", "no path, query or fragment"),
				row("https://a.example#top", "https://a.example", "no path, query or fragment"),
				row("https://a.example/*", "https://a.example", "no path, query or fragment"),
				row("https://a.example/**", "https://a.example", "no path, query or fragment"),
				row("https://*.a.example/", "https://*.a.example", "A trailing slash is a path"),
				row("HTTPS://A.example", "https://a.example", "lower case"),
				row("https://*.A.example", "https://*.a.example", "lower case"),
				row("HTTPS://*.a.example", "https://*.a.example", "lower case"),
				row("https://a.example:443", "https://a.example", "default port"),
				row("http://a.example:80", "http://a.example", "default port"),
				row("https://a.example:0443", "https://a.example", "default port"),
				row("https://a.example:08443", "https://a.example:8443", "leading zeros"),
				row("https://a.example:", "https://a.example", "default port"),
				row("https://*.a.example:443", "https://*.a.example", "default port"),
				row("https://a..example:8080", null, "not an origin"),
				row("https://a.example:0", null, "from 1 to 65535"),
				row("https://a.example:65536", null, "from 1 to 65535"),
				row("https://a.example:port", null, "from 1 to 65535"),
				row("https://a.example:8*", null, "one number, or * for every port"),
				row("http://localhost:8080:*", null, "one number, or * for every port"),
				row("https://*.a.example:8443:*", null, "one number, or * for every port"),
				row("a.example", "https://a.example", "starts with a scheme"),
				row("www.a.example:8443", "https://www.a.example:8443", "starts with a scheme"),
				row("localhost", "http://localhost", "starts with a scheme"),
				row("localhost:3000", "http://localhost:3000", "starts with a scheme"),
				row("localhost:*", "http://localhost:*", "starts with a scheme"),
				row("127.0.0.1:8080", "http://127.0.0.1:8080", "starts with a scheme"),
				row("[::1]:8080", "http://[::1]:8080", "starts with a scheme"),
				row("*.a.example", "https://*.a.example", "starts with a scheme"),
				row(".a.example", "https://*.a.example", "starts with a scheme"),
				row("https://.a.example", "https://*.a.example", "no leading dot"),
				row("//a.example", "https://a.example", "starts with a scheme"),
				row("://a.example", "https://a.example", "starts with a scheme"),
				row("://myhost", "https://myhost", "starts with a scheme"), row("\"", null, "starts with a scheme"),
				row(":[80]", null, "starts with a scheme"),
				row("*://a.example", "https://a.example", "starts with a scheme"),
				row("*://*.a.example:8443", "https://*.a.example:8443", "starts with a scheme"),
				row("*://localhost:3000", "http://localhost:3000", "starts with a scheme"),
				row("*//a.example", "https://a.example", "starts with a scheme"),
				row("*://a.example/*", "https://a.example", "starts with a scheme"),
				row("https:/a.example", "https://a.example", "starts with a scheme"),
				row("https:a.example", "https://a.example", "starts with a scheme"),
				row("http//a.example", "http://a.example", "starts with a scheme"),
				row("HTTPS//a.example", "https://a.example", "starts with a scheme"),
				row("htps://a.example", "https://a.example", "over https or http"),
				row("htttp://a.example", "http://a.example", "over https or http"),
				row("httpss://*.a.example", "https://*.a.example", "over https or http"),
				row("myhost", null, "starts with a scheme"), row("self", null, "starts with a scheme"),
				row("myhost:8080", null, "starts with a scheme"),
				row("https://user:secret@a.example", "https://a.example", "user names and passwords"),
				row("https://@a.example", "https://a.example", "user names and passwords"),
				row("https://user@*.a.example", "https://*.a.example", "user names and passwords"),
				row("https://b\u00fccher.example", "https://xn--bcher-kva.example", "punycode"),
				row("https://*.b\u00fccher.example", "https://*.xn--bcher-kva.example", "punycode"),
				row("https://B\u00dcCHER.example", "https://xn--bcher-kva.example", "lower case"),
				row("https://b\u00fccher\u3002example", "https://xn--bcher-kva.example", "punycode"),
				row("https://\u6771\u4eac.example", "https://xn--1lqs71d.example", "punycode"),
				row("https://\u05d0.example", null, "punycode (xn--...) is not certain"),
				row("https://\u03b1\u03c2.example", null, "punycode (xn--...) is not certain"),
				row("https://\u03b1\u03a3.example", "https://xn--mxa0b.example", "punycode"),
				row("https://\u1fb3.example", null, "punycode (xn--...) is not certain"),
				row("https://\u13a0.example", null, "punycode (xn--...) is not certain"),
				row("https://\u2132.example", null, "punycode (xn--...) is not certain"),
				row("https://\u0301a.example", null, "punycode (xn--...) is not certain"),
				row("https://\u2603.example", null, "punycode (xn--...) is not certain"),
				row("https://\u00fc.xn--bcher-kva.example", null, "punycode (xn--...) is not certain"),
				row("\u201chttps://a.example\u201d", "https://a.example", "quotes around the value"),
				row("\u2018https://a.example\u2019", "https://a.example", "quotes around the value"),
				row("\u00abhttps://a.example\u00bb", "https://a.example", "quotes around the value"),
				row("https://stra\u00dfe.example", null, "punycode (xn--...) is not certain"),
				row("https://xn--a\u00fc.example", null, "punycode (xn--...) is not certain"),
				row("https://a\u0080.example", null, "punycode (xn--...) is not certain"),
				row("http://127.1", "http://127.0.0.1", "shorten IP addresses"),
				row("http://0x7f.0.0.1:8080", "http://127.0.0.1:8080", "shorten IP addresses"),
				row("http://2130706433", "http://127.0.0.1", "shorten IP addresses"),
				row("http://0177.0.0.01", null, "127.0.0.1. Write that, or 177.0.0.1 if it is meant"),
				row("http://192.168.0.1.", "http://192.168.0.1", "shorten IP addresses"),
				row("http://0x01020304", "http://1.2.3.4", "shorten IP addresses"),
				row("http://1.2.772", "http://1.2.3.4", "shorten IP addresses"),
				row("http://0", "http://0.0.0.0", "shorten IP addresses"),
				row("http://4294967295", "http://255.255.255.255", "shorten IP addresses"),
				row("http://4294967296", null, "not an origin"), row("http://1.16777216", null, "not an origin"),
				row("http://1.2.65536", null, "not an origin"), row("http://1.2.3.256", null, "not an origin"),
				row("http://+1", null, "not an origin"), row("http://-0.1", null, "not an origin"),
				row("http://256.0.0.1", null, "not an origin"), row("http://1.2.3.4.5", null, "not an origin"),
				row("http://1..2", null, "not an origin"), row("http://08.1.1.1", "http://8.1.1.1", "no 8 and no 9"),
				row("[\"https://a.example\",\"https://b.example\"]", "https://a.example, https://b.example", "JSON"),
				row("[\"https://a.example\"", "https://a.example", "JSON"),
				row("[https://a.example]", "https://a.example", "JSON"),
				row("[https://a.example", "https://a.example", "JSON"),
				row("https://a.example]", "https://a.example", "JSON"),
				row("[https://a.example, https://b.example]", "https://a.example, https://b.example", "JSON"),
				row("[https://[::1]:3000]", "https://[::1]:3000", "JSON"),
				row("[https://[::1]]", "https://[::1]", "JSON"), row("https://[::1]]", "https://[::1]", "JSON"),
				row("\"https://a.example\"]", "https://a.example", "JSON"),
				row("http://[0:0:0:0:0:0:0:1]:3000", "http://[::1]:3000", "shorten IP addresses"),
				row("http://[2001:DB8::0001]", "http://[2001:db8::1]", "lower case"),
				row("http://[::ffff:127.0.0.1]", "http://[::ffff:7f00:1]", "shorten IP addresses"),
				row("http://[::ffff:192.168.17.34]", "http://[::ffff:c0a8:1122]", "shorten IP addresses"),
				row("http://[::ffff:127.0.0.256]", null, "not an origin"),
				row("http://[1.2.3.4]", null, "not an origin"), row("http://[::g]:8080", null, "not an origin"),
				row("http://[0::0]", "http://[::]", "shorten IP addresses"),
				row("http://[fe80::1%25eth0]", null, "not an origin"), row("http://[::1", null, "not certain"),
				row(" https://a.example", "https://a.example", "Blanks or quotes"),
				row("https://a.example\t", "https://a.example", "Blanks or quotes"),
				row("\"https://a.example\"", "https://a.example", "Blanks or quotes"),
				row("'https://*.a.example'", "https://*.a.example", "Blanks or quotes"),
				row("\"*\"", "any", "Blanks or quotes"), row("'null'", "null", "Blanks or quotes"),
				row("NULL", "null", "in lower case"), row("ANY", "any", "one way to say every origin"),
				row("all", "any", "one way to say every origin"), row("**", "any", "one way to say every origin"),
				row("https://*", "any", "one way to say every origin"),
				row("*://*", "any", "one way to say every origin"), row(".*", "any", "one way to say every origin"),
				row("https://a.example,https://b.example", "https://a.example, https://b.example", "holds a list"),
				row("https://a.example; https://b.example", "https://a.example, https://b.example", "holds a list"),
				row("https://a.example https://b.example", "https://a.example, https://b.example", "holds a list"),
				row("https://a.example|https://*.b.example", "https://a.example, https://*.b.example", "holds a list"),
				row("https://a.example,b.example", null, "holds a list"),
				row("https://*.a.example:[8080,8443]", "https://*.a.example:8080, https://*.a.example:8443",
						"list several as several entries"),
				row("https://a.example:[*]", "https://a.example:*", "list several as several entries"),
				row("https://a.example:[8080", "https://a.example:8080", "list several as several entries"),
				row("^https://.*\\.a\\.example$", "https://*.a.example", "no regular expressions"),
				row("https://.*\\.a\\.example", "https://*.a.example", "no regular expressions"),
				row("https://.+\\.a\\.example", "https://*.a.example", "no regular expressions"),
				row("https://a\\.example", "https://a.example", "no regular expressions"),
				row("https://(a|b).example", null, "no regular expressions"),
				row("^https://a.example", "https://a.example", "no regular expressions"),
				row("https://a.example$", "https://a.example", "no regular expressions"),
				row("(https://a.example)", null, "no regular expressions"),
				row("\\.a.example", null, "no regular expressions"), row("$a.example", null, "no regular expressions"),
				row("^$", null, "no regular expressions"), row("https://[a-z]+.example", null, "not certain"),
				row("https://**.a.example", "https://*.a.example", "One * may stand"),
				row("https://*.*.a.example", "https://*.a.example", "One * may stand"),
				row("https://*.*.*.a.example", "https://*.a.example", "One * may stand"),
				row("https://a.*.example", null, "One * may stand"),
				row("https://a.example.*", null, "One * may stand"),
				row("https://*a*.b.example", null, "One * may stand"), row("https://a*", null, "One * may stand"),
				row("http://*:3000", null, "One * may stand"),
				row("https://192.168.*.1", null, "never matches an IP address"),
				row("https://*.0.0.1", null, "never matches an IP address"),
				row("https://a.exam ple", null, "holds a list"), row("https://a%2e.example", null, "not an origin"),
				row("https://", null, "not an origin"), row("https://a..example", null, "not an origin"));
	}

	@ParameterizedTest(name = "<{0}> -> {1}")
	@MethodSource("unusable")
	void unusableSchemeIsExplained(String written, @Nullable String meant, String reason) {
		MalformedOriginException refusal = refusal(written);
		assertThat(refusal.code()).isEqualTo(ProblemCode.UNUSABLE_SCHEME);
		assertThat(meant(refusal)).isEqualTo(meant);
		assertThat(refusal).hasMessageContaining(reason);
	}

	static Stream<Arguments> unusable() {
		String opaque = "have no origin that a server could trust";
		String handshake = "carries the origin of its page";
		String exact = "listed exactly";
		return Stream.of(row("file://", null, opaque), row("file:///x.html", null, opaque),
				row("file://*", null, opaque), row("data:text/html", null, opaque), row("about:blank", null, opaque),
				row("blob:https://a.example/1", null, opaque), row("javascript:0", null, opaque),
				row("ftp://a.example", null, opaque), row("ws://localhost:8080", "http://localhost:8080", handshake),
				row("WSS://a.example", "https://a.example", handshake), row("wss://a.example/x", null, handshake),
				row("capacitor://*", null, exact), row("chrome-extension://*", null, exact));
	}

	@Test
	void codesTellPatternsFromOrigins() {
		assertThat(refusal("https://a.example/").code()).isEqualTo(ProblemCode.MALFORMED_ORIGIN);
		assertThat(refusal("https://a.*.example").code()).isEqualTo(ProblemCode.MALFORMED_ORIGIN_PATTERN);
		assertThat(refusal("*.a.example").code()).isEqualTo(ProblemCode.MALFORMED_ORIGIN_PATTERN);
		assertThat(refusal("^https://a\\.example$").code()).isEqualTo(ProblemCode.MALFORMED_ORIGIN_PATTERN);
		assertThat(refusal("all").code()).isEqualTo(ProblemCode.MALFORMED_ORIGIN_PATTERN);
		assertThat(refusal("https://*.a.example,https://b.example").code()).isEqualTo(ProblemCode.MALFORMED_ORIGIN);
	}

	@Test
	void anOriginIsNeverCorrectedToAPattern() {
		MalformedOriginException refusal = catchThrowableOfType(MalformedOriginException.class,
				() -> Origin.of("*.a.example"));
		assertThat(refusal.corrections()).isEmpty();
		assertThat(refusal.code()).isEqualTo(ProblemCode.MALFORMED_ORIGIN);
		assertThat(catchThrowableOfType(MalformedOriginException.class, () -> Origin.of("a.example/")).corrections())
			.containsExactly("https://a.example");
	}

	@Test
	void theLocaleDoesNotMatter() {
		Locale locale = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("tr-TR"));
			assertThat(refusal("HTTPS://APP.INTERN.EXAMPLE").corrections())
				.containsExactly("https://app.intern.example");
			assertThat(ProblemCode.MALFORMED_ORIGIN.code()).isEqualTo("malformed-origin");
		}
		finally {
			Locale.setDefault(locale);
		}
	}

	private static @Nullable String meant(MalformedOriginException refusal) {
		return refusal.corrections().isEmpty() ? null : String.join(", ", refusal.corrections());
	}

	private static MalformedOriginException refusal(String written) {
		return catchThrowableOfType(MalformedOriginException.class, () -> OriginPattern.parse(written));
	}

	private static Arguments row(String written, @Nullable String meant, String reason) {
		return Arguments.of(written, meant, reason);
	}

}
