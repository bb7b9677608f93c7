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
class SameOriginCheckTests {

	@ParameterizedTest(name = "{0} is {1}://{2}:{3}")
	@CsvSource({ "http://own.example, http, own.example, 80", "http://own.example, http, own.example, -1",
			"https://own.example, https, own.example, 443", "https://own.example, https, own.example, -1",
			"http://own.example, http, OWN.Example, 80", "http://own.example:8080, http, own.example, 8080",
			"https://own.example:80, https, own.example, 80", "http://own.example:443, http, own.example, 443",
			"http://own.example:1, http, own.example, 1", "https://own.example:65535, https, own.example, 65535",
			"http://[::1]:8080, http, [::1], 8080", "http://127.0.0.1, http, 127.0.0.1, 80",
			"https://own.example, wss, own.example, 443", "https://own.example, wss, own.example, -1",
			"https://own.example:8443, wss, own.example, 8443", "http://own.example, ws, own.example, 80",
			"http://own.example:8080, ws, own.example, 8080", "https://own.example, HTTPS, own.example, 443",
			"https://own.example, Wss, own.example, -1", "http://own.example, Http, own.example, 80",
			"http://own.example, WS, own.example, -1", "http://my_app:8080, http, my_app, 8080",
			"http://my_app, http, MY_APP, 80", "https://own.example, HTTPS, own.example, 80",
			"https://own.example, WSS, own.example, 80" })
	void ownOriginIsExempt(String origin, String scheme, String host, int port) {
		assertThat(exemption(origin, scheme, host, port)).isEqualTo(DecisionReason.SAME_ORIGIN);
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
			"http://, http, own.example, 80", "wss://own.example, wss, own.example, 443",
			"ws://own.example, ws, own.example, 80", "http://own.example, wss, own.example, 443",
			"https://own.example, ws, own.example, 80", "https://own.example, wss, own.example, 80",
			"https://own.example:443, wss, own.example, 443", "http://own.example, HTTP, own.example, 443",
			"https://own.example, HTTPS, own.example, 8080", "http://own.example, HTTPS, own.example, 80",
			"evil://own.example, evil, own.example, 80", "https://own.example, '', own.example, 443",
			"https://own.example, wsss, own.example, 443", "http://my_app, http, my-app, 80",
			"http://my_app:8080, http, my_app, 80" })
	void otherOriginIsNotExempt(String origin, String scheme, String host, int port) {
		assertThat(exemption(origin, scheme, host, port)).isEqualTo(DecisionReason.ALLOWED);
	}

	@Test
	void ownOriginsCanBeNamed() {
		SameOriginCheck named = new SameOriginCheck(
				List.of(Origin.of("https://www.example.com"), Origin.of("http://localhost")));
		CorsRequest request = new CorsRequest("POST", "/").to("http", "10.0.0.7", 8080);
		assertThat(exemption(named, "https://www.example.com", request)).isEqualTo(DecisionReason.SAME_ORIGIN);
		assertThat(exemption(named, "http://localhost", request)).isEqualTo(DecisionReason.SAME_ORIGIN);
		assertThat(exemption(named, "http://10.0.0.7:8080", request)).isEqualTo(DecisionReason.SAME_ORIGIN);
		assertThat(exemption(named, "http://www.example.com", request)).isEqualTo(DecisionReason.ALLOWED);
		assertThat(exemption(named, "https://www.example.com:8443", request)).isEqualTo(DecisionReason.ALLOWED);
	}

	@ParameterizedTest(name = "{0}: {1} is {2}")
	@CsvSource({ "Sec-Fetch-Site, same-origin, SAME_ORIGIN", "Sec-Fetch-Site, none, NAVIGATION",
			"Sec-Fetch-Site, same-site, ALLOWED", "Sec-Fetch-Site, cross-site, ALLOWED",
			"Sec-Fetch-Site, Same-Origin, ALLOWED", "Sec-Fetch-Mode, navigate, NAVIGATION",
			"Sec-Fetch-Mode, cors, ALLOWED", "Sec-Fetch-Mode, websocket, ALLOWED",
			"X-Forwarded-Host, evil.example, ALLOWED", "Forwarded, host=evil.example, ALLOWED" })
	void browsersOwnHeadersDecide(String name, String value, DecisionReason expected) {
		CorsRequest request = new CorsRequest("POST", "/").header(name, value);
		assertThat(exemption(new SameOriginCheck(List.of()), "http://evil.example", request)).isEqualTo(expected);
	}

	@ParameterizedTest(name = "{0}: {1} and {2}")
	@CsvSource({ "Sec-Fetch-Site, same-origin, cross-site", "Sec-Fetch-Site, cross-site, same-origin",
			"Sec-Fetch-Site, same-origin, same-origin", "Sec-Fetch-Site, none, cross-site",
			"Sec-Fetch-Site, none, none", "Sec-Fetch-Mode, navigate, cors", "Sec-Fetch-Mode, cors, navigate",
			"Sec-Fetch-Mode, navigate, navigate", "Sec-Fetch-Site, 'none, cross-site', none" })
	void severalLinesCountAsNone(String name, String first, String second) {
		CorsRequest request = new CorsRequest("POST", "/").header(name, first).header(name, second);
		assertThat(exemption(new SameOriginCheck(List.of()), "http://evil.example", request))
			.isEqualTo(DecisionReason.ALLOWED);
	}

	@Test
	void severalLinesOfOneHeaderLeaveTheOtherAlone() {
		CorsRequest request = new CorsRequest("POST", "/").header("Sec-Fetch-Site", "same-origin")
			.header("Sec-Fetch-Site", "none")
			.header("Sec-Fetch-Mode", "navigate");
		SameOriginCheck named = new SameOriginCheck(List.of(Origin.of("https://own.example")));
		assertThat(exemption(named, "https://evil.example", request)).isEqualTo(DecisionReason.NAVIGATION);
		CorsRequest contradictory = new CorsRequest("POST", "/").header("Sec-Fetch-Site", "none")
			.header("Sec-Fetch-Site", "cross-site");
		assertThat(exemption(named, "https://own.example", contradictory)).isEqualTo(DecisionReason.SAME_ORIGIN);
	}

	private static DecisionReason exemption(String origin, String scheme, String host, int port) {
		return exemption(new SameOriginCheck(List.of()), origin, new CorsRequest("POST", "/").to(scheme, host, port));
	}

	private static DecisionReason exemption(SameOriginCheck sameOrigin, String origin, CorsRequest request) {
		CorsRequest.SnapshotAccessor reader = CorsRequest.SnapshotAccessor.INSTANCE;
		if (sameOrigin.isOwn(origin, request, reader)) {
			return DecisionReason.SAME_ORIGIN;
		}
		DecisionReason exempt = sameOrigin.exemptReason(reader.header(request, "Sec-Fetch-Mode"), request, reader);
		return (exempt != null) ? exempt : DecisionReason.ALLOWED;
	}

}
