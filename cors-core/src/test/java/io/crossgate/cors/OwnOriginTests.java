package io.crossgate.cors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.crossgate.cors.CorsRequest.SnapshotAccessor;
import io.crossgate.cors.policy.CorsPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which refused origins look like the application's own behind a proxy. A row is the
 * origin, the URL the container was called by, and header lines separated by bars.
 */
class OwnOriginTests {

	@ParameterizedTest(name = "{0} at {1} with {2}")
	@CsvSource(delimiter = '^', quoteCharacter = '~', value = {
			"https://shop.example ^ http://shop.example ^ X-Forwarded-Proto: https",
			"https://shop.example ^ http://shop.example ^ X-Forwarded-Proto: wss",
			"https://shop.example ^ http://shop.example ^ X-Forwarded-Proto: HTTPS , http",
			"https://shop.example ^ http://10.0.0.7:8080 ^ X-Forwarded-Proto: https|X-Forwarded-Host: shop.example",
			"https://shop.example ^ http://10.0.0.7:8080 ^ X-Forwarded-Proto: https|X-Forwarded-Host: Shop.Example:443",
			"https://shop.example ^ http://10.0.0.7:8080 ^ X-Forwarded-Host: shop.example, inner.example",
			"https://shop.example:8443 ^ http://10.0.0.7 ^ X-Forwarded-Proto: https|X-Forwarded-Host: shop.example:8443",
			"https://shop.example:8443 ^ http://10.0.0.7 ^ "
					+ "X-Forwarded-Proto: https|X-Forwarded-Host: shop.example|X-Forwarded-Port: 8443",
			"https://shop.example:8443 ^ http://10.0.0.7 ^ X-Forwarded-Host: shop.example:80|X-Forwarded-Port: 8443",
			"https://shop.example ^ http://backend:8080 ^ X-Forwarded-Proto: https|Host: shop.example",
			"https://shop.example ^ http://10.0.0.7 ^ Forwarded: for=203.0.113.5;proto=https;host=shop.example",
			"https://shop.example ^ http://10.0.0.7 ^ Forwarded: Host=\"shop.example\" ; PROTO=https, for=10.0.0.1",
			"https://shop.example ^ http://10.0.0.7 ^ Forwarded: proto=https|Host: shop.example",
			"https://shop.example:8443 ^ http://shop.example:8443 ^ X-Forwarded-Proto: https",
			"https://[2001:db8::7]:8443 ^ http://10.0.0.7 ^ Forwarded: proto=https;host=\"[2001:db8::7]:8443\"",
			"https://[2001:db8::7] ^ http://10.0.0.7 ^ X-Forwarded-Proto: https|X-Forwarded-Host: [2001:db8::7]",
			"https://shop.example ^ http://10.0.0.7 ^ Forwarded: proto=https|"
					+ "X-Forwarded-Proto: https|X-Forwarded-Host: shop.example",
			"http://localhost:5173 ^ http://localhost:8080 ^ X-Forwarded-Host: localhost:5173|X-Forwarded-Proto: http",
			"https://shop.example ^ http://10.0.0.7 ^ "
					+ "X-Forwarded-Proto: https|X-Forwarded-Host: shop.example|Sec-Fetch-Site: cross-site",
			"https://shop.example:8443 ^ http://shop.example:8443 ^ X-Forwarded-Proto: https|Sec-Fetch-Site: cross-site",
			"https://shop.example ^ http://shop.example ^ ~~", "https://shop.example ^ http://SHOP.example:8080 ^ ~~",
			"https://shop.example:8443 ^ http://shop.example:8080 ^ ~~",
			"https://shop.example ^ ws://shop.example ^ Upgrade: websocket",
			"http://shop.example ^ https://shop.example ^ ~~", "http://shop.example ^ http://shop.example:8080 ^ ~~",
			"http://shop.example:8081 ^ http://shop.example ^ ~~", "https://my_app ^ http://my_app ^ ~~",
			"https://192.168.1.20 ^ http://192.168.1.20:8080 ^ ~~" })
	void ownOriginBehindAProxyIsRecognised(String origin, String url, String headers) {
		assertThat(OwnOrigin.isLikely(request(origin, url, headers))).isTrue();
	}

	@ParameterizedTest(name = "{0} at {1} with {2}")
	@CsvSource(delimiter = '^', quoteCharacter = '~', value = {
			"https://evil.example ^ http://shop.example ^ X-Forwarded-Proto: https",
			"https://evil.example ^ http://10.0.0.7 ^ X-Forwarded-Proto: https|X-Forwarded-Host: shop.example",
			"https://shop.example ^ http://10.0.0.7 ^ X-Forwarded-Proto: http|X-Forwarded-Host: shop.example",
			"https://shop.example:8443 ^ http://10.0.0.7 ^ X-Forwarded-Proto: https|X-Forwarded-Host: shop.example",
			"https://shop.example ^ http://10.0.0.7 ^ X-Forwarded-Host: inner.example, shop.example",
			"https://shop.example ^ http://10.0.0.7 ^ X-Forwarded-Port: 443",
			"https://shop.example ^ http://10.0.0.7 ^ Forwarded: for=shop.example;by=https",
			"https://shop.example ^ http://10.0.0.7 ^ Forwarded: xhost=shop.example;proto=https",
			"https://shop.example ^ http://10.0.0.7 ^ Forwarded: proto=https;host=",
			"https://shop.example ^ http://10.0.0.7 ^ Forwarded: proto=https;host=\"",
			"https://shop.example ^ http://10.0.0.7 ^ Forwarded: ;;=;host",
			"https://shop.example ^ http://10.0.0.7 ^ Host: shop.example",
			"https://shop.example ^ http://10.0.0.7 ^ ~~", "http://localhost:5173 ^ http://localhost:8080 ^ ~~",
			"https://localhost ^ http://localhost:8080 ^ ~~", "http://127.0.0.1 ^ http://127.0.0.1:8080 ^ ~~",
			"http://app.localhost ^ http://app.localhost:8080 ^ ~~",
			"http://192.168.1.20:5173 ^ http://192.168.1.20:8080 ^ ~~",
			"http://shop.example:5173 ^ http://shop.example:8080 ^ ~~",
			"http://shop.example:8080 ^ https://shop.example ^ ~~",
			"http://shop.example:8080 ^ https://shop.example:8443 ^ ~~",
			"https://shop.example ^ http://shop.example ^ Sec-Fetch-Site: cross-site",
			"https://shop.example ^ http://shop.example:8080 ^ Sec-Fetch-Site: same-site",
			"https://www.shop.example ^ http://shop.example ^ ~~", "https://shop.example. ^ http://shop.example ^ ~~",
			"capacitor://shop.example ^ http://shop.example ^ X-Forwarded-Proto: capacitor",
			"https://shop.example/ ^ http://shop.example ^ X-Forwarded-Proto: https",
			"null ^ http://shop.example ^ X-Forwarded-Proto: https",
			"~~ ^ http://shop.example ^ X-Forwarded-Proto: https",
			"https://shop.example ^ http://shop.example ^ Origin: https://shop.example|X-Forwarded-Proto: https" })
	void anotherOriginIsNotTakenForTheOwn(String origin, String url, String headers) {
		assertThat(OwnOrigin.isLikely(request(origin, url, headers))).isFalse();
	}

	@Test
	void noDecisionLooksAtWhatProxiesSay() {
		CorsPolicies policies = CorsPolicies
			.compile(List.of(CorsPolicy.named("app").paths("/**").allowedOrigins("https://app.example.com").build()));
		TreeSet<String> asked = new TreeSet<>();
		for (String origin : List.of("https://app.example.com", "https://shop.example", "null", "http://localhost",
				"x")) {
			for (String method : List.of("GET", "POST", "CONNECT", "OPTIONS")) {
				CorsRequest request = new CorsRequest(method, "/x").origin(origin)
					.header("Access-Control-Request-Method", "PUT")
					.header("Access-Control-Request-Headers", "x-a")
					.header("X-Forwarded-Proto", "https")
					.header("X-Forwarded-Host", "shop.example");
				CorsDecision decision = new CorsEngine(policies).decide(request, new Recording(asked));
				assertThat(decision.reason()).isEqualTo(policies.decide(request).reason())
					.isNotEqualTo((origin.equals("https://shop.example")) ? DecisionReason.SAME_ORIGIN : null);
			}
		}
		assertThat(asked).contains("origin", "sec-fetch-site", "upgrade")
			.doesNotContain("host", "user-agent", "forwarded", "x-forwarded-proto", "x-forwarded-host",
					"x-forwarded-port");
	}

	@Test
	void aCopyHasWhatExplainsADecisionUnlessItIsEndless() {
		CorsRequest request = new CorsRequest("GET", "/").header("Host", "shop.example")
			.header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-Proto", "http")
			.header("X-Forwarded-Host", "x".repeat(513))
			.header("X-Forwarded-Port", "4".repeat(512))
			.header("X-Forwarded-For", "203.0.113.5");
		CorsRequest copy = CorsRequest.copyOf(request, SnapshotAccessor.INSTANCE);
		assertThat(copy.lines("host")).containsExactly("shop.example");
		assertThat(copy.lines("x-forwarded-proto")).containsExactly("https");
		assertThat(copy.lines("x-forwarded-host")).isEmpty();
		assertThat(copy.lines("x-forwarded-port")).hasSize(1);
		assertThat(copy.lines("x-forwarded-for")).isEmpty();
	}

	private static CorsRequest request(String origin, String url, String headers) {
		int authority = url.indexOf("://") + 3;
		int colon = url.indexOf(':', authority);
		int port = (colon < 0) ? -1 : Integer.parseInt(url.substring(colon + 1));
		CorsRequest request = new CorsRequest("POST", "/x").to(url.substring(0, authority - 3),
				url.substring(authority, (colon < 0) ? url.length() : colon), port);
		request = (origin != null && !origin.isEmpty()) ? request.origin(origin) : request;
		List<String> lines = (headers == null || headers.isEmpty()) ? List.of() : List.of(headers.split("\\|"));
		for (String line : lines) {
			request = request.header(line.substring(0, line.indexOf(':')),
					line.substring(line.indexOf(':') + 1).strip());
		}
		return request;
	}

	/** Notes which headers are asked for. */
	private record Recording(TreeSet<String> asked) implements CorsRequestAccessor<CorsRequest> {

		@Override
		public String method(CorsRequest request) {
			return request.method();
		}

		@Override
		public String rawPath(CorsRequest request) {
			return request.path();
		}

		@Override
		public String path(CorsRequest request) {
			return request.path();
		}

		@Override
		public String contextPath(CorsRequest request) {
			return request.contextPath();
		}

		@Override
		public @Nullable String header(CorsRequest request, String name) {
			this.asked.add(name.toLowerCase(Locale.ROOT));
			return SnapshotAccessor.INSTANCE.header(request, name);
		}

		@Override
		public Enumeration<String> headers(CorsRequest request, String name) {
			this.asked.add(name.toLowerCase(Locale.ROOT));
			return Collections.enumeration(new ArrayList<>(request.lines(name)));
		}

		@Override
		public String scheme(CorsRequest request) {
			return request.scheme();
		}

		@Override
		public String host(CorsRequest request) {
			return request.host();
		}

		@Override
		public int port(CorsRequest request) {
			return request.port();
		}

	}

}
