package io.crossgate.cors.origin;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.crossgate.cors.origin.pattern.NaiveOrigins;
import io.crossgate.cors.origin.pattern.OriginPattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What browsers send as an origin, and what they don't, by example.
 */
class OriginTests {

	@ParameterizedTest
	@ValueSource(strings = { "https://app.example.com", "http://localhost:3000", "http://a", "http://z-a.a_z",
			"http://a.", "https://a:80", "http://a:443", "http://a:1", "http://a:65535", "ws://a:443", "wss://a:80",
			"ftp://a:22", "http://127.0.0.1", "http://255.255.255.255:8080", "http://a.0xg", "http://a.00x",
			"http://0xa.example", "http://[::]", "http://[::1]", "http://[1::]", "http://[1:2:3:4:5:6:7:8]",
			"http://[0:1:0:2:0:3:0:4]", "http://[1::2:0:0:3]", "http://[1:0:0:2::3]",
			"https://[2001:db8:1111:2222:3333:4444:5555:6666]:8443", "capacitor://localhost", "tauri://localhost",
			"chrome-extension://abcdefghijklmnop", "moz-extension://AZ.az-09_", "z://a", "a+z-0.9://a:80" })
	void canonicalOriginIsParsed(String origin) {
		assertThat(Origin.isCanonical(origin)).isTrue();
		assertThat(NaiveOrigins.isCanonical(origin)).isTrue();
		assertThat(Origin.of(origin)).hasToString(origin);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "a.example", "//a", "://a", "http:", "http://", "http:///", "http:/a",
			"1http://a", "-://a", "http_://a", "HTTP://a", "http://A", "http://a/", "http://a?", "http://a#",
			"http://u@a", "http://a b", "http://a%2e", "http://a{", "http://a`", "http://\u00fc", "http://a..",
			"http://.", "http://..", "http://.a", "http://a..b", "http://a:", "http://a:0", "http://a:00",
			"http://a:08080", "http://a:65536", "http://a:100000", "http://a:8080x", "http://a:x", "http://a:8080:8080",
			"http://:8080", "https://a:443", "http://a:80", "ws://a:80", "wss://a:443", "ftp://a:21", "ws://A",
			"wss://A", "ftp://A", "http://1", "http://1.2.3", "http://1.2.3.4.5", "http://1.2.3.4.", "http://1.2.3.256",
			"http://1.2.3.04", "http://1..2.3", "http://a.1", "http://a.0x", "http://a.0xa", "http://a.0xf.",
			"http://0x7f000001", "http://[", "http://[]", "http://[:]", "http://[1]", "http://[::1", "http://[::1]x",
			"http://[::1]:", "http://[::1]:80", "http://[:::]", "http://[::1::2]", "http://[1::2::3]",
			"http://[1:2:3:4:5:6:7]", "http://[1:2:3:4:5:6:7:8:9]", "http://[1:2:3:4:5:6:7:8:]",
			"http://[:1:2:3:4:5:6:7:8]", "http://[1:2:3:4::5:6:7:8]", "http://[1:2:3:4:5:6:7::]", "http://[1:0::3]",
			"http://[1::0:3]", "http://[1:0:0:2:3:4:5:6]", "http://[1::2:0:0:0:3]", "http://[1:0:0:2:3::4]",
			"http://[0::1]", "http://[::01]", "http://[::12345]", "http://[::A]", "http://[::g]", "http://[::1.2.3.4]",
			"http://[fe80::1%25eth0]", "http://::1", "capacitor://", "capacitor://:8080", "capacitor://a/",
			"capacitor://@", "capacitor://a[", "capacitor://a:0", "capacitor://[::1]" })
	void textThatBrowsersDoNotSendIsNoOrigin(String text) {
		assertThat(Origin.isCanonical(text)).isFalse();
		assertThat(NaiveOrigins.isCanonical(text)).isFalse();
		assertThat(Origin.parse(text)).isEmpty();
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource({ "localhost, true", "localhost., true", "app.localhost, true", "a.b.localhost., true",
			"127.0.0.1, true", "127.255.0.9, true", "[::1], true", "localhost.., false", "localhost.example, false",
			"notlocalhost, false", "notlocalhost., false", "local, false", "., false", "'', false", "128.0.0.1, false",
			"127.0.0, false", "127.0.0.1., false", "[::2], false", "::1, false" })
	void loopbackIsTheMachineOfTheUser(String host, boolean loopback) {
		assertThat(Origin.isLoopback(host)).isEqualTo(loopback);
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource({ "https, 443", "http, 80", "wss, 443", "ws, 80", "ftp, 21", "app, -1", "httpx, -1", "'', -1" })
	void specialSchemesHaveADefaultPort(String scheme, int port) {
		assertThat(Origin.defaultPort(scheme)).isEqualTo(port);
	}

	@Test
	void hashesTellMostOriginsAndPatternsApart() {
		Set<Integer> origins = IntStream.range(0, 100)
			.mapToObj((i) -> Origin.of("https://a" + i + ".example").hashCode())
			.collect(Collectors.toSet());
		assertThat(origins).hasSizeGreaterThan(90);
		Set<Integer> patterns = IntStream.range(0, 100)
			.mapToObj((i) -> OriginPattern.parse("https://*.a" + i + ".example").hashCode())
			.collect(Collectors.toSet());
		assertThat(patterns).hasSizeGreaterThan(90);
	}

}
