package io.crossgate.cors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CorsRequestTests {

	@Test
	void headersAreFoundInAnyCaseAndKeepTheirOrder() {
		CorsRequest request = new CorsRequest("GET", "/").header("X-A", "1").header("x-a", "2").origin("null");
		assertThat(request.lines("X-a")).containsExactly("1", "2");
		assertThat(request.lines("ORIGIN")).containsExactly("null");
		assertThat(request.lines("x-b")).isEmpty();
	}

	@Test
	void whatIsHandedInAndOutIsNotShared() {
		List<String> lines = new ArrayList<>(List.of("1"));
		CorsRequest request = new CorsRequest("GET", "", "/", Map.of("X-A", lines), "http", "localhost", -1);
		lines.add("2");
		assertThat(request.lines("x-a")).containsExactly("1").isUnmodifiable();
		assertThat(request.headers()).isUnmodifiable();
	}

	@Test
	void aCopyHasTheFactsThatDecideAndNoOthers() {
		CorsRequest request = new CorsRequest("OPTIONS", "/api/%61").to("https", "api.example", 8443)
			.origin("https://a.example")
			.header("Access-Control-Request-Method", "PUT")
			.header("Access-Control-Request-Headers", "x-a")
			.header("Access-Control-Request-Headers", "")
			.header("Access-Control-Request-Private-Network", "true")
			.header("Sec-Fetch-Site", "cross-site")
			.header("Sec-Fetch-Mode", "cors")
			.header("Upgrade", "websocket");
		CorsRequest more = request.header("Cookie", "session=secret").header("Authorization", "secret");
		assertThat(CorsRequest.copyOf(more, CorsRequest.SnapshotAccessor.INSTANCE)).isEqualTo(request);
	}

	@ParameterizedTest(name = "{0} {1} {2}")
	@CsvSource({ "http, localhost, -1, http://localhost", "http, localhost, 80, http://localhost",
			"http, localhost, 8080, http://localhost:8080", "HTTPS, api.example, 443, HTTPS://api.example",
			"https, api.example, 80, https://api.example:80", "https, ::1, 8443, https://[::1]:8443",
			"https, [::1], 443, https://[::1]", "http, ':', 0, http://[:]:0" })
	void theServerStandsAsInAUrl(String scheme, String host, int port, String expected) {
		assertThat(new CorsRequest("GET", "/").to(scheme, host, port).server()).isEqualTo(expected);
	}

	@Test
	void whatLooksLikeTheOwnOriginIsTold() {
		CorsRequest request = new CorsRequest("POST", "/").to("http", "shop.example", -1);
		assertThat(request.origin("https://shop.example").isLikelyOfOwnOrigin()).isTrue();
		assertThat(request.origin("https://other.example").isLikelyOfOwnOrigin()).isFalse();
	}

	@Test
	void aCopyHasBoundedLines() {
		assertThat(copyWithLines(17).lines("Origin")).hasSize(17);
		assertThat(copyWithLines(18).lines("Origin")).hasSize(17);
	}

	@Test
	void thePathIsWithinTheApplication() {
		CorsRequest request = new CorsRequest("GET", "/api/x").below("/app;v=1").origin("https://a.example");
		assertThat(request.path()).isEqualTo("/api/x");
		assertThat(request.fullPath()).isEqualTo("/app;v=1/api/x");
		CorsRequest copy = CorsRequest.copyOf(request.to("https", "api.example", -1),
				CorsRequest.SnapshotAccessor.INSTANCE);
		assertThat(copy.contextPath()).isEqualTo("/app;v=1");
		assertThat(copy.path()).isEqualTo("/api/x");
		assertThat(copy.header("Upgrade", "websocket").contextPath()).isEqualTo("/app;v=1");
	}

	private static CorsRequest copyWithLines(int count) {
		CorsRequest request = new CorsRequest("GET", "/");
		for (String line : Stream.generate(() -> "null").limit(count).toList()) {
			request = request.origin(line);
		}
		return CorsRequest.copyOf(request, CorsRequest.SnapshotAccessor.INSTANCE);
	}

}
