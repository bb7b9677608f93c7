package io.crossgate.cors.browser.url;

import java.util.Objects;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SameSiteTests {

	@ParameterizedTest(name = "{0} and {1}: {2}")
	@CsvSource({ "https://app.example.com, https://api.example.com, true",
			"https://example.com, https://a.b.example.com, true", "http://localhost:8080, http://localhost:8081, true",
			"https://app.example.com, http://app.example.com, false", "https://example.com, https://example.net, false",
			"https://a.co.uk, https://b.co.uk, false", "https://x.a.co.uk, https://y.a.co.uk, true",
			"https://a.de, https://b.de, false", "http://acme.localhost, http://localhost, false",
			"http://localhost, http://127.0.0.1, false", "http://127.0.0.1:1, http://127.0.0.1:2, true",
			"http://10.0.0.1, http://11.0.0.1, false", "'http://[::1]:1', 'http://[::1]:2', true" })
	void sitesAreTheSameInBothDirections(String one, String other, boolean expected) {
		assertThat(SameSite.isSame(parse(one), parse(other))).isEqualTo(expected);
		assertThat(SameSite.isSame(parse(other), parse(one))).isEqualTo(expected);
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource({ "http://localhost, true", "http://localhost., true", "http://a.localhost:3000, true",
			"http://127.0.0.1, true", "http://127.8.8.8, true", "'http://[::1]', true", "http://128.0.0.1, false",
			"http://127.evil.test, false", "http://notlocalhost, false", "http://localhost.evil.test, false" })
	void loopbackHostsAreRecognised(String url, boolean expected) {
		assertThat(SameSite.isLoopback(parse(url))).isEqualTo(expected);
		assertThat(SameSite.isPotentiallyTrustworthy(parse(url))).isEqualTo(expected);
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource({ "https://a.test, true", "wss://a.test, true", "http://a.test, false", "ws://a.test, false",
			"tauri://a, false" })
	void encryptedSchemesAreTrustworthy(String url, boolean expected) {
		assertThat(SameSite.isPotentiallyTrustworthy(parse(url))).isEqualTo(expected);
	}

	private static WebUrl parse(String url) {
		return Objects.requireNonNull(WebUrl.parse(url), url);
	}

}
