package io.crossgate.cors.origin.pattern;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.pattern.OriginPattern.Kind;
import io.crossgate.cors.problem.MalformedOriginException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OriginPatternTests {

	@ParameterizedTest(name = "{0} is {1}")
	@CsvSource({ "*, ANY, '', '', '', '', ''", "any, ANY, '', '', '', '', ''", "null, NULL, '', '', '', '', ''",
			"https://a.example, EXACT, https, a.example, '', '', ''",
			"http://[::1]:3000, EXACT, http, [::1], '', '', 3000",
			"capacitor://localhost, EXACT, capacitor, localhost, '', '', ''",
			"http://localhost:*, HOST, http, localhost, '', '', *", "http://[::1]:*, HOST, http, [::1], '', '', *",
			"https://*.a.example, SUBDOMAINS, https, a.example, '', '', ''",
			"https://*.a.example:8443, SUBDOMAINS, https, a.example, '', '', 8443",
			"https://*.localhost:*, SUBDOMAINS, https, localhost, '', '', *",
			"https://*.a.example., SUBDOMAINS, https, a.example., '', '', ''",
			"https://shop-*-x.a.example, LABEL, https, a.example, shop-, -x, ''",
			"https://*-x.a.example:*, LABEL, https, a.example, '', -x, *" })
	void patternHasTheParts(String text, Kind kind, String scheme, String host, String prefix, String suffix,
			String port) {
		OriginPattern pattern = OriginPattern.parse(text);
		assertThat(pattern).isEqualTo(new OriginPattern(kind, text, scheme, host, prefix, suffix, port))
			.hasToString(text)
			.hasSameHashCodeAs(OriginPattern.parse(text));
		assertThat(List.of(pattern.kind(), pattern.scheme(), pattern.host(), pattern.labelPrefix(),
				pattern.labelSuffix(), pattern.port()))
			.isEqualTo(List.of(kind, scheme, host, prefix, suffix, port));
		assertThat(pattern.isAnyPort()).isEqualTo(port.equals("*"));
		assertThat(pattern.isHostWildcard()).isEqualTo(kind == Kind.SUBDOMAINS || kind == Kind.LABEL);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "http://localhost", "http://a.localhost:3000", "http://*.localhost", "http://app-*.localhost:*",
					"http://127.0.0.1", "http://127.255.255.255:*", "http://[::1]", "capacitor://localhost" })
	void loopbackHostsAreNotInsecure(String text) {
		assertThat(OriginPattern.parse(text).isLoopback()).isTrue();
		assertThat(OriginPattern.parse(text).isInsecure()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://a.example", "http://*.example.com", "http://127.example.com", "http://128.0.0.1",
			"http://[::2]", "http://localhost.example", "http://mylocalhost" })
	void httpElsewhereIsInsecure(String text) {
		assertThat(OriginPattern.parse(text).isLoopback()).isFalse();
		assertThat(OriginPattern.parse(text).isInsecure()).isTrue();
	}

	@Test
	void patternsAreEqualIfTheyAreWrittenAlike() {
		assertThat(OriginPattern.parse("https://*.a.example")).isEqualTo(OriginPattern.parse("https://*.a.example"))
			.isNotEqualTo(OriginPattern.parse("https://*.b.example"))
			.isNotEqualTo("https://*.a.example");
	}

	@Test
	void httpsIsNeverInsecure() {
		assertThat(OriginPattern.parse("https://a.example").isInsecure()).isFalse();
		assertThat(OriginPattern.parse("*").isInsecure()).isFalse();
	}

	@Test
	void anOriginKnowsItsParts() {
		Origin origin = Origin.of("https://[2001:db8::1]:8443");
		assertThat(origin.scheme()).isEqualTo("https");
		assertThat(origin.host()).isEqualTo("[2001:db8::1]");
		assertThat(origin.port()).isEqualTo(8443);
		assertThat(origin.isLoopback()).isFalse();
		assertThat(Origin.of("http://localhost").port()).isEqualTo(-1);
		assertThat(Origin.of("http://localhost").isLoopback()).isTrue();
		assertThat(origin).hasToString("https://[2001:db8::1]:8443")
			.isEqualTo(Origin.of("https://[2001:db8::1]:8443"))
			.hasSameHashCodeAs(Origin.of("https://[2001:db8::1]:8443"))
			.isNotEqualTo(Origin.of("https://[2001:db8::1]"))
			.isNotEqualTo("https://[2001:db8::1]:8443");
		assertThat(Origin.parse(null)).isEmpty();
		assertThat(Origin.parse("null")).isEmpty();
		assertThat(Origin.parse("https://a.example")).contains(Origin.of("https://a.example"));
	}

	@Test
	void aMalformedOriginIsNoOrigin() {
		assertThatExceptionOfType(MalformedOriginException.class).isThrownBy(() -> Origin.of("https://a.example/"));
	}

}
