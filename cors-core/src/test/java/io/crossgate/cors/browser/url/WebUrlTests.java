package io.crossgate.cors.browser.url;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WebUrlTests {

	@ParameterizedTest(name = "{0} is {1}")
	@CsvSource({ "https://app.example.com, https://app.example.com",
			"HTTPS://App.Example.COM/x, https://app.example.com",
			"https://app.example.com:443, https://app.example.com", "http://app.example.com:80, http://app.example.com",
			"https://app.example.com:80, https://app.example.com:80",
			"https://app.example.com:, https://app.example.com",
			"https://app.example.com:0444, https://app.example.com:444", "ws://a.test:80/s, ws://a.test",
			"wss://a.test:443/s, wss://a.test", "https://u:p@a.test/, https://a.test", "https:a.test, https://a.test",
			"https:\\\\a.test\\x, https://a.test", "https://ex%61mple.com, https://example.com",
			"http://under_score.a.test, http://under_score.a.test", "https://a.test., https://a.test.",
			"http://0x7f.1, http://127.0.0.1", "http://0x7f000001, http://127.0.0.1", "http://1.2.3, http://1.2.0.3",
			"http://0300.0250.1, http://192.168.0.1", "http://127.0.0.1., http://127.0.0.1",
			"http://4294967295, http://255.255.255.255", "http://1.2.3.4.example, http://1.2.3.4.example",
			"'http://[2001:DB8:0:0:0:0:0:1]', 'http://[2001:db8::1]'",
			"'http://[::ffff:1.2.3.4]', 'http://[::ffff:102:304]'", "'http://[0:0:0:0:0:0:0:0]', 'http://[::]'",
			"'http://[1:0:0:2:0:0:0:3]', 'http://[1:0:0:2::3]'",
			"'http://[1:0:2:3:4:5:6:7]', 'http://[1:0:2:3:4:5:6:7]'", "'http://[::1]:3000/x', 'http://[::1]:3000'",
			"tauri://localhost/x, tauri://localhost", "app://Main, app://Main", "app://main:443, app://main:443",
			"'data:text/plain,x', 'null'", "mailto:a@b.test, 'null'", "file:///etc/hosts, 'null'" })
	void urlHasTheOrigin(String url, String origin) {
		assertThat(parse(url).origin()).isEqualTo(origin);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "app.example.com", "//a.test", "/x", "https://", "https:///", "https://?x",
			"https://a b.test", "https://a.test:65536", "https://a.test:99999999999", "https://a.test:8o",
			"https://a.test:-1", "https://a<b.test", "https://a%3Ab.test", "https://a\u007fb.test", "https://a%zz.test",
			"https://bücher.test", "http://256.1.1.1", "http://1.2.3.4.5", "http://1..2", "http://0x100000000",
			"http://1.09", "http://[::1", "http://[1::2::3]", "http://[1:2:3:4:5:6:7]", "http://[1:2:3:4:5:6:7:8:9]",
			"http://[::12345]", "http://[::g]", "http://[::1.2.3]", "http://[::01.2.3.4]",
			"http://[1:2:3:4:5:6:7:1.2.3.4]", "http://[1:2:3:4:5:6:7:8::]", "http://[1.2.3.4::]", "http://[1.2.3.4::1]",
			"http://[]", "http://[fe80::1%25eth0]", "1http://a.test", "ht tp://a.test", "app://a b" })
	void malformedTextIsNoUrl(String url) {
		assertThat(WebUrl.parse(url)).isNull();
	}

	@ParameterizedTest(name = "{0} goes on the wire as {1}")
	@CsvSource({ "https://a.test, https://a.test/", "https://a.test?q, https://a.test/?q",
			"https://a.test/x?y=1#z, https://a.test/x?y=1", "https://u:p@A.test:443/x, https://a.test/x",
			"https://a.test/x/../y/./z, https://a.test/y/z", "https://a.test/../.., https://a.test/",
			"https://a.test/x/.., https://a.test/", "https://a.test/x/., https://a.test/x/",
			"https://a.test/x/%2E%2e/y, https://a.test/y", "https://a.test//x//, https://a.test//x//",
			"https://a.test/a b?c d, https://a.test/a%20b?c%20d", "https://a.test/ä?ä, https://a.test/%C3%A4?%C3%A4",
			"https://a.test/{x}?{x}, https://a.test/%7Bx%7D?{x}", "https://a.test/%41, https://a.test/%41",
			"https://a.test\\x\\y?\\z, https://a.test/x/y?\\z", "'data:text/plain,a b', 'data:text/plain,a b'" })
	void urlIsSerialisedAsItIsSent(String url, String expected) {
		assertThat(parse(url)).hasToString(expected);
	}

	@ParameterizedTest(name = "{0} leads to {1}")
	@CsvSource({ "y, https://a.test:8443/d/y", "/y, https://a.test:8443/y", "?r, https://a.test:8443/d/x?r",
			"'', https://a.test:8443/d/x?q", "../y, https://a.test:8443/y", "//b.test/y, https://b.test/y",
			"\\\\b.test, https://b.test/", "\\y, https://a.test:8443/y", "http://b.test, http://b.test/",
			"#f, https://a.test:8443/d/x?q", "y:z, y:z", "'/y z', https://a.test:8443/y%20z",
			"https:y, https://a.test:8443/d/y", "HTTPS:/y, https://a.test:8443/y",
			"https:?r, https://a.test:8443/d/x?r", "https:, https://a.test:8443/d/x?q",
			"https:\\\\b.test, https://b.test/", "http:y, http://y/", "http:/y, http://y/" })
	void referenceIsResolvedAgainstTheBase(String reference, String expected) {
		assertThat(parse("https://a.test:8443/d/x?q").resolve(reference)).hasToString(expected);
	}

	@Test
	void resolvesNothingAgainstAUrlWithoutHost() {
		assertThat(parse("data:text/plain,x").resolve("y")).isNull();
	}

	@Test
	void resolvesAgainstASchemeOfAnApplication() {
		assertThat(parse("tauri://localhost").resolve("x")).hasToString("tauri://localhost/x");
		assertThat(parse("tauri://localhost").resolve("//other/x")).hasToString("tauri://other/x");
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource({ "https://u@a.test, true", "https://u:p@a.test, true", "https://:p@a.test, true",
			"https://u@b@a.test, true", "https://a.test, false", "https://@a.test, false", "https://:@a.test, false",
			"https://a.test/@, false" })
	void urlKnowsWhetherItHasCredentials(String url, boolean expected) {
		assertThat(parse(url).includesCredentials()).isEqualTo(expected);
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource({ "https://u:p@a.test, Basic dTpw", "https://u@a.test, Basic dTo=", "https://:p@a.test, Basic OnA=",
			"https://a%3Ab:c%40@a.test, Basic YTpiOmNA", "https://u:p:q@a.test, Basic dTpwOnE=" })
	void userNameAndPasswordAreDecodedForTheServer(String url, String basic) {
		assertThat(parse(url).userInfo().basic()).isEqualTo(basic);
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource({ "/x, u", "x, u", "?x, u", "//a.test/x, ''", "https://a.test/x, ''", "//v@a.test/x, v" })
	void aRelativeUrlInheritsUserNameAndPassword(String reference, String username) {
		assertThat(parse("https://u:p@a.test").resolve(reference).userInfo().username()).isEqualTo(username);
	}

	@Test
	void aPasswordIsNeverPrinted() {
		assertThat(parse("https://u:secret@a.test/x")).hasToString("https://a.test/x");
		assertThat(new UserInfo("u", "secret")).hasToString("u:***");
		assertThat(UserInfo.none()).hasToString("");
	}

	@Test
	void ignoresWhatBrowsersIgnore() {
		assertThat(parse(" \u0001https://a.\ttest/\nx \r\n")).hasToString("https://a.test/x");
	}

	@Test
	void agreesWithJavaOnSimpleUrls() {
		long seed = 20261123;
		Random random = new Random(seed);
		for (int i = 0; i < 5000; i++) {
			String text = simpleUrl(random);
			URI uri = URI.create(text).normalize();
			WebUrl url = parse(text);
			int standard = uri.getScheme().equals("http") ? 80 : 443;
			String context = "seed " + seed + ", " + text;
			assertThat(url.scheme()).as(context).isEqualTo(uri.getScheme());
			assertThat(url.host()).as(context).isEqualTo(uri.getHost().toLowerCase(Locale.ROOT));
			assertThat(url.port()).as(context).isEqualTo((uri.getPort() == standard) ? -1 : uri.getPort());
			assertThat(url.includesCredentials()).as(context).isEqualTo(uri.getUserInfo() != null);
			String query = (uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "";
			String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
			assertThat(url.path()).as(context).isEqualTo(path + query);
			assertThat(parse(url.toString()).origin()).as(context).isEqualTo(url.origin());
		}
	}

	private static String simpleUrl(Random random) {
		List<String> hosts = List.of("a.test", "APP.example.com", "localhost", "127.0.0.1", "xn--bcher-kva.test",
				"[2001:db8::1]", "[::1]", "x-1.y2.z3");
		List<String> segments = List.of("a", "B", "c-d", "%41", "e.f", "~g", ".", "1");
		StringBuilder url = new StringBuilder(random.nextBoolean() ? "https://" : "http://");
		url.append((random.nextInt(5) == 0) ? "u:p@" : "").append(hosts.get(random.nextInt(hosts.size())));
		if (random.nextBoolean()) {
			url.append(':').append(List.of(80, 443, 8080, 1, 65535).get(random.nextInt(5)));
		}
		for (int depth = random.nextInt(4); depth > 0; depth--) {
			url.append('/').append(segments.get(random.nextInt(segments.size())));
		}
		return url.append((random.nextInt(3) == 0) ? "?q=1&r" : "")
			.append((random.nextInt(3) == 0) ? "#f" : "")
			.toString();
	}

	private static WebUrl parse(String url) {
		return Objects.requireNonNull(WebUrl.parse(url), url);
	}

}
