package io.crossgate.cors;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.crossgate.cors.origin.Origin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is the server's own origin, as the container reports it.
 */
class SameOriginTests {

	@ParameterizedTest(name = "{0} is {1}://{2}:{3}")
	@CsvSource({ "http://own.example, http, own.example, 80", "http://own.example, http, own.example, -1",
			"https://own.example, https, own.example, 443", "https://own.example, https, own.example, -1",
			"http://own.example, http, OWN.Example, 80", "http://own.example:8080, http, own.example, 8080",
			"https://own.example:80, https, own.example, 80", "http://own.example:443, http, own.example, 443",
			"http://own.example:1, http, own.example, 1", "https://own.example:65535, https, own.example, 65535",
			"http://[::1]:8080, http, [::1], 8080", "http://127.0.0.1, http, 127.0.0.1, 80" })
	void own(String origin, String scheme, String host, int port) {
		assertThat(exemption(origin, scheme, host, port)).isEqualTo(Reason.SAME_ORIGIN);
	}

	@ParameterizedTest(name = "{0} is not {1}://{2}:{3}")
	@CsvSource({ "https://own.example, http, own.example, 80", "http://own.example, https, own.example, 443",
			"http://own.example, https, own.example, -1", "https://own.example, http, own.example, 443",
			"http://own.example, http, own.example, 443", "https://own.example, https, own.example, 80",
			"http://own.example, http, own.example, 8080", "http://own.example:8080, http, own.example, -1",
			"http://own.example:8080, http, own.example, 80", "http://own.example:80, http, own.example, 80",
			"http://own.example:443, https, own.example, 443", "http://own.example:8080, http, own.example, 808",
			"http://own.example:808, http, own.example, 8080", "http://own.example:8080, http, own.example, 80800",
			"http://own.example:18080, http, own.example, 8080", "http://own.example:08080, http, own.example, 8080",
			"http://own.example:, http, own.example, 8080", "http://own.example:, http, own.example, 0",
			"http://own.example, http, own.example, 0", "http://own.example:0, http, own.example, 0",
			"http://own.example:80x0, http, own.example, 8080", "http://own.exampl, http, own.example, 80",
			"http://own.example.evil, http, own.example, 80", "http://own.example.evil:8080, http, own.example, 8080",
			"http://www.own.example, http, own.example, 80", "http://own.example/, http, own.example, 80",
			"http://own.example-8080, http, own.example, 8080", "http:/own.example, http, own.example, 80",
			"http:own.example, http, own.example, 80", "httpx://own.example, http, own.example, 80",
			"http://OWN.example, http, own.example, 80", "null, http, own.example, 80", "'', http, own.example, 80",
			"http://, http, own.example, 80" })
	void notOwn(String origin, String scheme, String host, int port) {
		assertThat(exemption(origin, scheme, host, port)).isEqualTo(Reason.ALLOWED);
	}

	@Test
	void ownOriginsCanBeNamed() {
		SameOrigin named = new SameOrigin(List.of(Origin.of("https://www.example.com"), Origin.of("http://localhost")));
		CorsRequest request = new CorsRequest("POST", "/").to("http", "10.0.0.7", 8080);
		assertThat(exemption(named, "https://www.example.com", request)).isEqualTo(Reason.SAME_ORIGIN);
		assertThat(exemption(named, "http://localhost", request)).isEqualTo(Reason.SAME_ORIGIN);
		assertThat(exemption(named, "http://10.0.0.7:8080", request)).isEqualTo(Reason.SAME_ORIGIN);
		assertThat(exemption(named, "http://www.example.com", request)).isEqualTo(Reason.ALLOWED);
		assertThat(exemption(named, "https://www.example.com:8443", request)).isEqualTo(Reason.ALLOWED);
	}

	@ParameterizedTest(name = "{0}: {1} is {2}")
	@CsvSource({ "Sec-Fetch-Site, same-origin, SAME_ORIGIN", "Sec-Fetch-Site, none, NAVIGATION",
			"Sec-Fetch-Site, same-site, ALLOWED", "Sec-Fetch-Site, cross-site, ALLOWED",
			"Sec-Fetch-Site, Same-Origin, ALLOWED", "Sec-Fetch-Mode, navigate, NAVIGATION",
			"Sec-Fetch-Mode, cors, ALLOWED", "Sec-Fetch-Mode, websocket, ALLOWED",
			"X-Forwarded-Host, evil.example, ALLOWED", "Forwarded, host=evil.example, ALLOWED" })
	void whatTheBrowserSaysOfItself(String name, String value, Reason expected) {
		CorsRequest request = new CorsRequest("POST", "/").header(name, value);
		assertThat(exemption(new SameOrigin(List.of()), "http://evil.example", request)).isEqualTo(expected);
	}

	private static Reason exemption(String origin, String scheme, String host, int port) {
		return exemption(new SameOrigin(List.of()), origin, new CorsRequest("POST", "/").to(scheme, host, port));
	}

	private static Reason exemption(SameOrigin sameOrigin, String origin, CorsRequest request) {
		return sameOrigin.exemption(origin, request, CorsRequest.ValueReader.INSTANCE);
	}

}
