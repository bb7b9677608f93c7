package io.crossgate.cors.diagnose;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsPolicy;
import io.crossgate.cors.CorsRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What almost matched: one row for every way to be wrong by a little.
 */
class NearestMissTests {

	private static final CorsPolicy API = CorsPolicy.named("api")
		.paths("/api/**")
		.allowedOrigins("https://app.example.com", "http://localhost:3000", "https://*.example.org",
				"https://shop-*-acme.vercel.app", "https://www.example.net")
		.allowedMethods("GET", "PATCH")
		.allowedHeaders("X-Tenant", "Content-Type")
		.build();

	private static final CorsPolicies POLICIES = CorsPolicies.compile(List.of(API));

	@ParameterizedTest(name = "{0}")
	@MethodSource("misses")
	void namesTheNearestMiss(Miss miss) {
		Diagnosis diagnosis = Diagnosis.of(miss.request, POLICIES);
		assertThat(diagnosis.nearestMiss().difference()).isEqualTo(miss.difference);
		assertThat(diagnosis.nearestMiss().entry()).isEqualTo(miss.entry);
		assertThat(diagnosis.sentence()).contains(miss.words);
		assertThat(diagnosis.change().map(Change::edits).map(Object::toString).orElse("none")).contains(miss.change);
		assertThat(diagnosis.rule().property()).isEqualTo(miss.property);
		assertThat(diagnosis.rule().policy()).isEqualTo("api");
		assertThat(diagnosis.isDenied()).isTrue();
	}

	static Stream<Miss> misses() {
		return Stream.of(
				origin("https://unknown.example", Difference.NONE, null,
						"Policy 'api' (paths /api/**) does not allow the origin https://unknown.example.",
						"values=[https://unknown.example]"),
				origin("http://app.example.com", Difference.SCHEME, "https://app.example.com",
						"but the scheme is http instead of https.", "allowed-origins"),
				origin("https://app.example.com:8443", Difference.PORT, "https://app.example.com",
						"but the port is 8443 instead of the default port.", "allowed-origins"),
				origin("http://localhost:5173", Difference.PORT, "http://localhost:3000",
						"but the port is 5173 instead of 3000.", "allowed-origins"),
				origin("http://127.0.0.1:3000", Difference.LOOPBACK_NAME, "http://localhost:3000",
						"127.0.0.1 and localhost are different origins", "allowed-origins"),
				origin("http://[::1]:5173", Difference.LOOPBACK_NAME, "http://localhost:3000",
						"[::1] and localhost are different origins, even on one machine, and the port is 5173 instead "
								+ "of 3000.",
						"allowed-origins"),
				origin("https://www.app.example.com", Difference.WWW, "https://app.example.com",
						"the host has the additional label 'www'", "allowed-origins"),
				origin("https://example.net", Difference.WWW, "https://www.example.net",
						"the host lacks the label 'www'", "allowed-origins"),
				origin("https://app.example.com.", Difference.TRAILING_DOT, "https://app.example.com", "ends in a dot",
						"allowed-origins"),
				origin("https://example.org", Difference.APEX, "https://*.example.org",
						"it stands for hosts below example.org, not for that host itself", "allowed-origins"),
				origin("http://a.example.org", Difference.SCHEME, "https://*.example.org", "http instead of https",
						"allowed-origins"),
				origin("https://v2.app.example.com", Difference.EXTRA_LABEL, "https://app.example.com",
						"the additional label 'v2'", "allowed-origins"),
				origin("https://example.com", Difference.MISSING_LABEL, "https://app.example.com",
						"the host lacks the label 'app'", "allowed-origins"),
				origin("https://admin.example.com", Difference.SIBLING, "https://app.example.com",
						"the first label of the host is 'admin' instead of 'app'", "allowed-origins"),
				origin("https://shop-1.x-acme.vercel.app", Difference.WILDCARD_LABEL, "https://shop-*-acme.vercel.app",
						"its star stands for letters, digits and hyphens of the first label only", "allowed-origins"),
				origin("https://app.example.com.evil.com", Difference.LOOKALIKE, "https://app.example.com",
						"only looks like it", "none"),
				origin("https://evilexample.org", Difference.LOOKALIKE, "https://*.example.org", "only looks like it",
						"none"),
				origin("https://app.example.com/", Difference.TRAILING_SLASH, "https://app.example.com",
						"A trailing slash is a path", "none"),
				origin("https://app.example.com/login", Difference.ORIGIN_PATH, "https://app.example.com",
						"https://app.example.com is allowed.", "none"),
				origin("HTTPS://App.Example.com", Difference.ORIGIN_CASE, "https://app.example.com", "lower case",
						"none"),
				origin("https://app.example.com:443", Difference.ORIGIN_SPELLING, "https://app.example.com",
						"default port", "none"),
				origin("https://unknown.example/", Difference.TRAILING_SLASH, null, "A trailing slash", "none"),
				origin("a".repeat(600), Difference.ORIGIN_SPELLING, null, "longer than any origin", "none"),
				origin("null", Difference.OPAQUE_ORIGIN, null, "sandboxed frame", "none"),
				origin("https://a.example, https://b.example", Difference.SEVERAL_ORIGINS, null, "exactly one", "none"),
				origin("file://x", Difference.NONE, null, "No change is suggested", "none"),
				method("PUT", Difference.NONE, null, "does not allow the method PUT.",
						"[Edit[property=allowed-methods, values=[PUT]]]"),
				method("patch", Difference.METHOD_CASE, "PATCH", "PATCH is allowed: the page has to spell it so",
						"none"),
				method("delete", Difference.NONE, null, "the method delete", "none"),
				method("TRACE", Difference.FORBIDDEN_METHOD, null, "no page send it", "none"),
				method("*", Difference.NONE, null, "does not allow the method *.", "none"),
				method("GET, PUT", Difference.METHOD_SPELLING, null, "is not one method: GET, PUT.", "none"),
				headers("x-tenant,x-other,x-third", Difference.SOME_HEADERS, null,
						"does not allow the request headers x-other, x-third. The other header it asks for is allowed.",
						"[Edit[property=allowed-headers, values=[x-other, x-third]]]"),
				headers("authorization", Difference.NONE, null, "does not allow the request header authorization.",
						"allowed-headers"),
				headers("x_tenant", Difference.HEADER_SPELLING, "X-Tenant", "only the dashes differ",
						"allowed-headers"),
				headers("access-control-allow-origin", Difference.RESPONSE_HEADER, null, "must not send it", "none"),
				headers("cookie", Difference.FORBIDDEN_HEADER, null, "no page set cookie", "none"),
				headers("x-other,*", Difference.HEADERS_SPELLING, null, "stands for every header there is", "none"),
				headers("x;y", Difference.HEADERS_SPELLING, null, "is no list of header names", "none"),
				headers("x,".repeat(5000), Difference.HEADERS_SIZE, null, "so many headers", "none"));
	}

	@Test
	void anEntryOfAnotherFamilyOfSchemesIsNeverNear() {
		CorsPolicies policies = CorsPolicies.compile(List.of(API.toBuilder()
			.allowedOrigins("capacitor://localhost", "app://-", "safari-web-extension://ABCD-EF12",
					"chrome-extension://abcdefghijklmnop")
			.build()));
		assertThat(Diagnosis.of(new CorsRequest("GET", "/api/1").origin("http://localhost:3000"), policies)
			.nearestMiss()
			.difference()).isEqualTo(Difference.NONE);
		Diagnosis spelt = Diagnosis.of(new CorsRequest("GET", "/api/1").origin("safari-web-extension://abcd-ef12"),
				policies);
		assertThat(spelt.nearestMiss()).isEqualTo(new NearestMiss(Difference.ORIGIN_CASE,
				"safari-web-extension://ABCD-EF12", "The nearest entry is safari-web-extension://ABCD-EF12, but the "
						+ "two differ in upper and lower case, which counts where the scheme is an app's."));
		assertThat(Diagnosis.of(new CorsRequest("GET", "/api/1").origin("ionic://localhost"), policies)
			.nearestMiss()
			.difference()).isEqualTo(Difference.NONE);
		assertThat(Diagnosis.of(new CorsRequest("GET", "/api/1").origin("capacitor://localhost:8080"), policies)
			.nearestMiss()
			.entry()).isEqualTo("capacitor://localhost");
	}

	@Test
	void aHandshakeOverHttp2NeedsItsOriginAndNoMethod() {
		Diagnosis diagnosis = Diagnosis.of(new CorsRequest("CONNECT", "/api/ws").origin("https://unknown.example"),
				POLICIES);
		assertThat(diagnosis.change().map(Change::edits).map(Object::toString))
			.contains("[Edit[property=allowed-origins, values=[https://unknown.example]]]");
	}

	private static Miss origin(String origin, Difference difference, String entry, String words, String change) {
		return new Miss("origin " + origin.substring(0, Math.min(40, origin.length())),
				new CorsRequest("GET", "/api/1").to("http", "api.internal", -1).origin(origin), difference, entry,
				words, change, "allowed-origins");
	}

	private static Miss method(String method, Difference difference, String entry, String words, String change) {
		return new Miss("method " + method, preflight(method), difference, entry, words, change, "allowed-methods");
	}

	private static Miss headers(String headers, Difference difference, String entry, String words, String change) {
		return new Miss("headers " + headers.substring(0, Math.min(40, headers.length())),
				preflight("GET").header("Access-Control-Request-Headers", headers), difference, entry, words, change,
				"allowed-headers");
	}

	private static CorsRequest preflight(String method) {
		return new CorsRequest("OPTIONS", "/api/1").origin("https://app.example.com")
			.header("Access-Control-Request-Method", method);
	}

	record Miss(String name, CorsRequest request, Difference difference, String entry, String words, String change,
			String property) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
