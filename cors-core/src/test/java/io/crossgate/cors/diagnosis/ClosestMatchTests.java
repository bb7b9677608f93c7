package io.crossgate.cors.diagnosis;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.diagnosis.Diagnosis.ClosestMatch;
import io.crossgate.cors.policy.CorsPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What almost matched: one row for every way to be wrong by a little.
 */
class ClosestMatchTests {

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
	void closestEntryIsNamed(Miss match) {
		Diagnosis diagnosis = Diagnosis.of(match.request, POLICIES);
		assertThat(diagnosis.closestMatch().kind()).isEqualTo(match.difference);
		assertThat(diagnosis.closestMatch().entry()).isEqualTo(match.entry);
		assertThat(diagnosis.sentence()).contains(match.words);
		assertThat(diagnosis.change().map(PolicyChange::edits).map(Object::toString).orElse("none"))
			.contains(match.change);
		assertThat(diagnosis.rule().property()).isEqualTo(match.property);
		assertThat(diagnosis.rule().policy()).isEqualTo("api");
		assertThat(diagnosis.isDenied()).isTrue();
	}

	static Stream<Miss> misses() {
		return Stream.of(
				origin("https://unknown.example", MismatchKind.NONE, null,
						"Policy 'api' (paths /api/**) does not allow the origin https://unknown.example.",
						"[add https://unknown.example to allowed-origins]"),
				origin("http://app.example.com", MismatchKind.SCHEME, "https://app.example.com",
						"but the scheme is http instead of https.", "allowed-origins"),
				origin("https://app.example.com:8443", MismatchKind.PORT, "https://app.example.com",
						"but the port is 8443 instead of the default port.", "allowed-origins"),
				origin("http://localhost:5173", MismatchKind.PORT, "http://localhost:3000",
						"but the port is 5173 instead of 3000.", "allowed-origins"),
				origin("http://127.0.0.1:3000", MismatchKind.LOOPBACK_NAME, "http://localhost:3000",
						"127.0.0.1 and localhost are different origins", "allowed-origins"),
				origin("http://[::1]:5173", MismatchKind.LOOPBACK_NAME, "http://localhost:3000",
						"[::1] and localhost are different origins, even on one machine, and the port is 5173 instead "
								+ "of 3000.",
						"allowed-origins"),
				origin("https://www.app.example.com", MismatchKind.WWW, "https://app.example.com",
						"the host has the additional label 'www'", "allowed-origins"),
				origin("https://example.net", MismatchKind.WWW, "https://www.example.net",
						"the host lacks the label 'www'", "allowed-origins"),
				origin("https://app.example.com.", MismatchKind.TRAILING_DOT, "https://app.example.com",
						"ends in a dot", "allowed-origins"),
				origin("https://example.org", MismatchKind.APEX, "https://*.example.org",
						"it stands for hosts below example.org, not for that host itself", "allowed-origins"),
				origin("http://a.example.org", MismatchKind.SCHEME, "https://*.example.org", "http instead of https",
						"allowed-origins"),
				origin("https://v2.app.example.com", MismatchKind.EXTRA_LABEL, "https://app.example.com",
						"the additional label 'v2'", "allowed-origins"),
				origin("https://example.com", MismatchKind.MISSING_LABEL, "https://app.example.com",
						"the host lacks the label 'app'", "allowed-origins"),
				origin("https://admin.example.com", MismatchKind.SIBLING, "https://app.example.com",
						"the first label of the host is 'admin' instead of 'app'", "allowed-origins"),
				origin("https://shop-1.x-acme.vercel.app", MismatchKind.WILDCARD_LABEL,
						"https://shop-*-acme.vercel.app",
						"its star stands for letters, digits and hyphens of the first label only", "allowed-origins"),
				origin("https://app.example.com.evil.com", MismatchKind.LOOKALIKE, "https://app.example.com",
						"only looks like it", "none"),
				origin("https://evilexample.org", MismatchKind.LOOKALIKE, "https://*.example.org", "only looks like it",
						"none"),
				origin("https://app.example.com/", MismatchKind.TRAILING_SLASH, "https://app.example.com",
						"A trailing slash is a path", "none"),
				origin("https://app.example.com/login", MismatchKind.ORIGIN_PATH, "https://app.example.com",
						"https://app.example.com is allowed.", "none"),
				origin("HTTPS://App.Example.com", MismatchKind.ORIGIN_CASE, "https://app.example.com", "lower case",
						"none"),
				origin("https://app.example.com:443", MismatchKind.ORIGIN_SPELLING, "https://app.example.com",
						"default port", "none"),
				origin("https://unknown.example/", MismatchKind.TRAILING_SLASH, null, "A trailing slash", "none"),
				origin("a".repeat(600), MismatchKind.ORIGIN_SPELLING, null, "longer than any origin", "none"),
				origin("null", MismatchKind.OPAQUE_ORIGIN, null, "sandboxed frame", "none"),
				origin("https://a.example, https://b.example", MismatchKind.SEVERAL_ORIGINS, null, "exactly one",
						"none"),
				origin("file://x", MismatchKind.NONE, null, "No change is suggested", "none"),
				method("PUT", MismatchKind.NONE, null, "does not allow the method PUT.",
						"[add PUT to allowed-methods]"),
				method("patch", MismatchKind.METHOD_CASE, "PATCH", "PATCH is allowed: the page has to spell it so",
						"none"),
				method("delete", MismatchKind.NONE, null, "the method delete", "none"),
				method("TRACE", MismatchKind.FORBIDDEN_METHOD, null, "no page send it", "none"),
				method("*", MismatchKind.NONE, null, "does not allow the method *.", "none"),
				method("GET, PUT", MismatchKind.METHOD_SPELLING, null, "is not one method: GET, PUT.", "none"),
				headers("x-tenant,x-other,x-third", MismatchKind.SOME_HEADERS, null,
						"does not allow the request headers x-other, x-third. The other header it asks for is allowed.",
						"[add x-other, x-third to allowed-headers]"),
				headers("authorization", MismatchKind.NONE, null, "does not allow the request header authorization.",
						"allowed-headers"),
				headers("x_tenant", MismatchKind.HEADER_SPELLING, "X-Tenant", "only the dashes differ",
						"allowed-headers"),
				headers("access-control-allow-origin", MismatchKind.RESPONSE_HEADER, null, "must not send it", "none"),
				headers("cookie", MismatchKind.FORBIDDEN_HEADER, null, "no page set cookie", "none"),
				headers("x-other,*", MismatchKind.HEADERS_SPELLING, null, "stands for every header there is", "none"),
				headers("x;y", MismatchKind.HEADERS_SPELLING, null, "is no list of header names", "none"),
				headers("x,".repeat(5000), MismatchKind.HEADERS_SIZE, null, "so many headers", "none"));
	}

	@Test
	void anEntryOfAnotherFamilyOfSchemesIsNeverNear() {
		CorsPolicies policies = CorsPolicies.compile(List.of(API.toBuilder()
			.allowedOrigins("capacitor://localhost", "app://-", "safari-web-extension://ABCD-EF12",
					"chrome-extension://abcdefghijklmnop")
			.build()));
		assertThat(Diagnosis.of(new CorsRequest("GET", "/api/1").origin("http://localhost:3000"), policies)
			.closestMatch()
			.kind()).isEqualTo(MismatchKind.NONE);
		Diagnosis spelt = Diagnosis.of(new CorsRequest("GET", "/api/1").origin("safari-web-extension://abcd-ef12"),
				policies);
		assertThat(spelt.closestMatch()).isEqualTo(new ClosestMatch(MismatchKind.ORIGIN_CASE,
				"safari-web-extension://ABCD-EF12", "The nearest entry is safari-web-extension://ABCD-EF12, but the "
						+ "two differ in upper and lower case, which counts where the scheme is an app's."));
		assertThat(Diagnosis.of(new CorsRequest("GET", "/api/1").origin("ionic://localhost"), policies)
			.closestMatch()
			.kind()).isEqualTo(MismatchKind.NONE);
		assertThat(Diagnosis.of(new CorsRequest("GET", "/api/1").origin("capacitor://localhost:8080"), policies)
			.closestMatch()
			.entry()).isEqualTo("capacitor://localhost");
	}

	@Test
	void hostsThatEndInADotHaveSiblings() {
		CorsPolicies policies = CorsPolicies.compile(
				List.of(API.toBuilder().allowedOrigins("https://app.example.com.", "https://example.net.").build()));
		assertThat(Diagnosis.of(new CorsRequest("GET", "/api/1").origin("https://admin.example.com."), policies)
			.closestMatch()
			.kind()).isEqualTo(MismatchKind.SIBLING);
		assertThat(Diagnosis.of(new CorsRequest("GET", "/api/1").origin("https://other.net."), policies)
			.closestMatch()
			.kind()).isEqualTo(MismatchKind.NONE);
	}

	@Test
	void aHandshakeOverHttp2NeedsItsOriginAndNoMethod() {
		Diagnosis diagnosis = Diagnosis.of(new CorsRequest("CONNECT", "/api/ws").origin("https://unknown.example"),
				POLICIES);
		assertThat(diagnosis.change().map(PolicyChange::edits).map(Object::toString))
			.contains("[add https://unknown.example to allowed-origins]");
	}

	private static Miss origin(String origin, MismatchKind difference, String entry, String words, String change) {
		return new Miss("origin " + origin.substring(0, Math.min(40, origin.length())),
				new CorsRequest("GET", "/api/1").to("http", "api.internal", -1).origin(origin), difference, entry,
				words, change, "allowed-origins");
	}

	private static Miss method(String method, MismatchKind difference, String entry, String words, String change) {
		return new Miss("method " + method, preflight(method), difference, entry, words, change, "allowed-methods");
	}

	private static Miss headers(String headers, MismatchKind difference, String entry, String words, String change) {
		return new Miss("headers " + headers.substring(0, Math.min(40, headers.length())),
				preflight("GET").header("Access-Control-Request-Headers", headers), difference, entry, words, change,
				"allowed-headers");
	}

	private static CorsRequest preflight(String method) {
		return new CorsRequest("OPTIONS", "/api/1").origin("https://app.example.com")
			.header("Access-Control-Request-Method", method);
	}

	record Miss(String name, CorsRequest request, MismatchKind difference, String entry, String words, String change,
			String property) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
