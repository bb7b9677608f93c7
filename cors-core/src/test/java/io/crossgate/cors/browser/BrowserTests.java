package io.crossgate.cors.browser;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.crossgate.cors.browser.FetchCall.Credentials;
import io.crossgate.cors.browser.FetchCall.RedirectMode;
import io.crossgate.cors.browser.FetchCall.RequestApi;
import io.crossgate.cors.browser.FetchCall.RequestMode;
import io.crossgate.cors.browser.FetchResult.ResponseType;
import io.crossgate.cors.browser.FetchResult.Verdict;
import io.crossgate.cors.browser.model.BrowserEngine;
import io.crossgate.cors.browser.model.FetchBody;
import io.crossgate.cors.browser.model.FetchFailure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class BrowserTests {

	private static final String API = "https://api.example.net/orders/7";

	private final Browser browser = Browser.at("https://app.example.com");

	@Test
	void tellsTheStoryOfACall() {
		FetchResult result = this.browser.fetch(
				FetchCall.put(API).header("X-Tenant", "7").json().credentials(Credentials.INCLUDE),
				BrowserTests::allow);
		assertThat(result.steps()).containsExactly(
				"https://api.example.net is not the page's origin https://app.example.com.",
				"A preflight is needed because of PUT and because Content-Type is application/json and because of header"
						+ " x-tenant.",
				"OPTIONS https://api.example.net/orders/7 with Access-Control-Request-Method: PUT,"
						+ " Access-Control-Request-Headers: content-type,x-tenant, Origin: https://app.example.com: 204.",
				"The server allows it; the browser caches that for 600 seconds.",
				"PUT https://api.example.net/orders/7 with Origin: https://app.example.com, credentials: 200.",
				"The page can read the response.");
		assertThat(result).hasToString(String.join("\n", result.steps()));
		assertThat(result.isReadable()).isTrue();
		assertThat(result.failure()).isNull();
		assertThat(result.reason()).isEmpty();
		assertThat(result.status()).isEqualTo(200);
		assertThat(result.exposedHeaders()).containsExactly("content-type", "x-total-count");
		assertThat(result.header("X-Total-Count")).isEqualTo("42");
		assertThat(result.header("ETag")).isNull();
	}

	@Test
	void tellsTheStoryOfAFailure() {
		FetchResult result = this.browser.fetch(FetchCall.get(API).header("X-A", "1"),
				(request) -> Browser.Response.of(200).header("Access-Control-Allow-Origin", "*"));
		assertThat(result.steps()).last()
			.isEqualTo("The page gets a network error: the preflight response does not allow a header (x-a).");
		assertThat(result.verdict()).isEqualTo(Verdict.NETWORK_ERROR);
		assertThat(result.responseType()).isEqualTo(ResponseType.ERROR);
		assertThat(result.reason()).isEqualTo("preflight-header-not-allowed:x-a");
		assertThat(result.isReadable()).isFalse();
		assertThat(result.status()).isZero();
		assertThat(result.header("Access-Control-Allow-Origin")).isNull();
	}

	@ParameterizedTest(name = "{1}")
	@MethodSource
	void saysWhyAPreflightIsNeeded(FetchCall call, List<String> causes) {
		assertThat(this.browser.fetch(call, BrowserTests::allow).preflightCauses()).isEqualTo(causes);
	}

	static Stream<Arguments> saysWhyAPreflightIsNeeded() {
		return Stream.of(Arguments.of(FetchCall.get(API), List.of()),
				Arguments.of(FetchCall.delete(API), List.of("because of DELETE")),
				Arguments.of(FetchCall.post(API).json(), List.of("because Content-Type is application/json")),
				Arguments.of(FetchCall.get(API).header("X-A", "1").header("x-a", "2"),
						List.of("because of header x-a")),
				Arguments.of(FetchCall.get(API).header("Accept", "a\"b"),
						List.of("because of the value of header accept")),
				Arguments.of(FetchCall.post(API).api(RequestApi.XHR_WITH_UPLOAD_LISTENER),
						List.of("because of a listener on upload")),
				Arguments.of(FetchCall.post(API).body(FetchBody.stream()), List.of("because the body is a stream")));
	}

	@Test
	void aPreflightHasNoCredentialsAndNothingOfThePage() {
		FetchResult result = this.browser.fetch(FetchCall.put(API).header("X-A", "1").credentials(Credentials.INCLUDE),
				BrowserTests::allow);
		Browser.Request preflight = result.exchanges().get(0).request();
		assertThat(preflight.credentialsIncluded()).isFalse();
		assertThat(preflight.headers().names()).containsExactly("accept", "access-control-request-headers",
				"access-control-request-method", "origin", "sec-fetch-dest", "sec-fetch-mode", "sec-fetch-site");
		assertThat(result.exchanges().get(1).request().credentialsIncluded()).isTrue();
	}

	@ParameterizedTest(name = "{0} to {1}: {2}")
	@CsvSource({ "https://app.example.com, https://app.example.com, same-origin",
			"https://app.example.com, https://api.example.com, same-site",
			"https://app.example.com, https://api.example.net, cross-site", "http://a.test, https://a.test, cross-site",
			"http://localhost:3000, http://localhost:8080, same-site", "null, https://api.example.net, cross-site",
			"http://a.test, http://b.test,", "http://a.test, http://a.test," })
	void fetchMetadataGoesToTrustworthyUrlsOnly(String page, String url, String site) {
		Browser.Request request = Browser.at(page)
			.fetch(FetchCall.get(url), BrowserTests::allow)
			.exchanges()
			.get(0)
			.request();
		assertThat(request.header("Sec-Fetch-Site")).isEqualTo(site);
		assertThat(request.header("Sec-Fetch-Mode")).isEqualTo((site != null) ? "cors" : null);
		assertThat(request.header("Sec-Fetch-Dest")).isEqualTo((site != null) ? "empty" : null);
	}

	@ParameterizedTest(name = "{0} sends {2} to {1}")
	@CsvSource({ "blob:https://app.example.com/4e2f, https://api.example.net, https://app.example.com",
			"blob:https://app.example.com/4e2f, https://app.example.com,",
			"blob:http://localhost:3000/4e2f, http://localhost:8080, http://localhost:3000",
			"blob:null/4e2f, https://api.example.net, null",
			"blob:tauri://localhost/4e2f, https://api.example.net, null",
			"about:blank, https://api.example.net, null" })
	void aPageMadeByAScriptHasTheOriginOfItsPage(String page, String url, String origin) {
		FetchResult result = Browser.at(page).fetch(FetchCall.get(url), BrowserTests::allow);
		assertThat(result.exchanges().get(0).request().origin()).isEqualTo(origin);
	}

	@ParameterizedTest(name = "{0} to {1}: {2}")
	@CsvSource({ "OMIT, /x, false", "SAME_ORIGIN, /x, true", "INCLUDE, /x, true", "OMIT, https://b.test, false",
			"SAME_ORIGIN, https://b.test, false", "INCLUDE, https://b.test, true" })
	void modeDecidesWhetherCredentialsAreSent(Credentials credentials, String url, boolean included) {
		FetchResult result = this.browser.fetch(FetchCall.get(url).credentials(credentials), BrowserTests::allow);
		assertThat(result.exchanges().get(0).request().credentialsIncluded()).isEqualTo(included);
	}

	@ParameterizedTest(name = "{1}")
	@MethodSource
	void someCallsSendNothing(FetchCall call, FetchFailure failure) {
		FetchResult result = this.browser.fetch(call, BrowserTests::allow);
		assertThat(result.failure()).isEqualTo(failure);
		assertThat(result.exchanges()).isEmpty();
	}

	static Stream<Arguments> someCallsSendNothing() {
		FetchCall noCors = FetchCall.post(API).mode(RequestMode.NO_CORS);
		return Stream.of(Arguments.of(FetchCall.get("https://u@b.test"), FetchFailure.API_URL_CREDENTIALS),
				Arguments.of(FetchCall.of("P UT", API), FetchFailure.API_INVALID_METHOD),
				Arguments.of(FetchCall.of("trace", API), FetchFailure.API_FORBIDDEN_METHOD),
				Arguments.of(FetchCall.put(API).mode(RequestMode.NO_CORS), FetchFailure.API_NO_CORS_METHOD),
				Arguments.of(FetchCall.get(API).header("X A", "1"), FetchFailure.API_INVALID_HEADER),
				Arguments.of(FetchCall.get(API).header("X-A", "\u20ac"), FetchFailure.API_INVALID_HEADER),
				Arguments.of(FetchCall.get(API).header("Cookie", "a\nb"), FetchFailure.API_INVALID_HEADER),
				Arguments.of(FetchCall.get(API).body(FetchBody.bytes()), FetchFailure.API_BODY_ON_GET),
				Arguments.of(noCors.body(FetchBody.stream()), FetchFailure.API_NO_CORS_STREAM),
				Arguments.of(FetchCall.get("https://b.test:6667"), FetchFailure.BAD_PORT),
				Arguments.of(FetchCall.get("http://b.test"), FetchFailure.MIXED_CONTENT),
				Arguments.of(FetchCall.get(API).mode(RequestMode.SAME_ORIGIN), FetchFailure.SAME_ORIGIN_MODE),
				Arguments.of(noCors.redirect(RedirectMode.ERROR), FetchFailure.NO_CORS_REDIRECT_MODE),
				Arguments.of(FetchCall.get("ftp://b.test"), FetchFailure.NON_HTTP_SCHEME),
				Arguments.of(FetchCall.get("data:,x"), FetchFailure.NON_HTTP_SCHEME),
				Arguments.of(FetchCall.get("ftp://b.test").mode(RequestMode.NO_CORS), FetchFailure.NON_HTTP_SCHEME),
				Arguments.of(FetchCall.get("tauri://localhost").mode(RequestMode.NO_CORS),
						FetchFailure.NON_HTTP_SCHEME));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void bodiesBringTheirContentType(FetchBody body, String type) {
		FetchResult result = this.browser.fetch(FetchCall.post(API).body(body), BrowserTests::allow);
		assertThat(result.preflightSent()).isEqualTo("application/json".equals(type));
		assertThat(result.exchanges()).last()
			.extracting((exchange) -> exchange.request().header("Content-Type"))
			.isEqualTo(type);
	}

	static Stream<Arguments> bodiesBringTheirContentType() {
		return Stream.of(Arguments.of(FetchBody.text(), "text/plain;charset=UTF-8"),
				Arguments.of(FetchBody.urlEncoded(), "application/x-www-form-urlencoded;charset=UTF-8"),
				Arguments.of(FetchBody.formData(), "multipart/form-data; boundary=----FormBoundary"),
				Arguments.of(FetchBody.blob("application/json"), "application/json"),
				Arguments.of(FetchBody.blob(""), null), Arguments.of(FetchBody.bytes(), null),
				Arguments.of(FetchBody.none(), null));
	}

	@Test
	void noCorsDropsWhatItCannotSendAndReadsNothing() {
		FetchCall call = FetchCall.post(API)
			.mode(RequestMode.NO_CORS)
			.header("X-A", "1")
			.header("Range", "bytes=0-1")
			.header("Accept", "a".repeat(70))
			.header("Accept", "b".repeat(70))
			.header("Content-Type", "application/json")
			.body(FetchBody.text());
		FetchResult result = this.browser.fetch(call, BrowserTests::allow);
		Browser.Request request = result.exchanges().get(0).request();
		assertThat(result.responseType()).isEqualTo(ResponseType.OPAQUE);
		assertThat(result.exposedHeaders()).isEmpty();
		assertThat(result.steps()).last().isEqualTo("The page gets a response it can't read.");
		assertThat(request.header("Accept")).isEqualTo("a".repeat(70));
		assertThat(request.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
		assertThat(request.headers().names()).doesNotContain("x-a", "range");
		assertThat(request.header("Sec-Fetch-Mode")).isEqualTo("no-cors");
	}

	@ParameterizedTest(name = "{2} from {0} to {1} blocked: {3}")
	@CsvSource({ "https://app.example.com, https://api.example.net, same-origin, true",
			"https://app.example.com, https://api.example.net, same-site, true",
			"https://app.example.com, https://api.example.net, cross-origin, false",
			"https://app.example.com, https://api.example.net, Same-Origin, false",
			"https://app.example.com, https://api.example.net, 'same-origin, same-origin', false",
			"https://app.example.com, https://api.example.com, same-origin, true",
			"https://app.example.com, https://api.example.com, same-site, false",
			"http://app.example.com, https://api.example.com, same-site, true",
			"http://app.example.com, http://api.example.com, same-site, false",
			"null, https://api.example.com, same-site, true" })
	void resourcePolicyDecidesWithoutCors(String page, String url, String policy, boolean blocked) {
		FetchResult result = Browser.at(page)
			.fetch(FetchCall.get(url).mode(RequestMode.NO_CORS),
					(request) -> Browser.Response.of(200).header("Cross-Origin-Resource-Policy", policy));
		assertThat(result.reason()).isEqualTo(blocked ? "corp" : "");
	}

	@Test
	void resourcePolicyHasNoSayWithCors() {
		FetchResult result = this.browser.fetch(FetchCall.get(API),
				(request) -> allow(request).header("Cross-Origin-Resource-Policy", "same-origin"));
		assertThat(result.isReadable()).isTrue();
	}

	@Test
	void aRangeIsNotCompressed() {
		FetchResult result = this.browser.fetch(FetchCall.get(API).header("Range", "bytes=0-99"), BrowserTests::allow);
		assertThat(result.exchanges().get(0).request().header("Accept-Encoding")).isEqualTo("identity");
	}

	@Test
	void aStreamNeedsHttp2() {
		FetchCall call = FetchCall.post(API).body(FetchBody.stream());
		assertThat(this.browser.fetch(call, BrowserTests::allow).failure()).isEqualTo(FetchFailure.STREAM_NEEDS_H2);
		assertThat(this.browser.overHttp2().fetch(call, BrowserTests::allow).isReadable()).isTrue();
	}

	@ParameterizedTest(name = "<{0}: {1}> standard {2}, Chromium {3}, Firefox {4}, WebKit {5}")
	@CsvSource({ "Accept, é, false, false, true, false", "Content-Type, text/plain;x=é, false, false, true, false",
			"Content-Type, 'text/plain;x=a,b', false, false, true, false", "Accept, 'a,b', false, false, false, false",
			"Range, Bytes=0-1, true, true, true, false", "X-A, 1, true, true, true, true" })
	void enginesDifferInWhatIsSafe(String name, String value, boolean standard, boolean chromium, boolean firefox,
			boolean webkit) {
		FetchCall call = FetchCall.get(API).header(name, value);
		assertThat(this.browser.fetch(call, BrowserTests::allow).preflightSent()).isEqualTo(standard);
		assertThat(preflightSent(BrowserEngine.CHROMIUM, call)).isEqualTo(chromium);
		assertThat(preflightSent(BrowserEngine.FIREFOX, call)).isEqualTo(firefox);
		assertThat(preflightSent(BrowserEngine.WEBKIT, call)).isEqualTo(webkit);
	}

	@Test
	void enginesDifferInRepeatedLines() {
		FetchCall two = FetchCall.get(API).header("Accept", "a".repeat(100)).header("Accept", "a".repeat(100));
		assertThat(this.browser.fetch(two, BrowserTests::allow).preflightSent()).isFalse();
		assertThat(preflightSent(BrowserEngine.CHROMIUM, two)).isTrue();
		assertThat(preflightSent(BrowserEngine.FIREFOX, two)).isFalse();
		assertThat(preflightSent(BrowserEngine.WEBKIT, two)).isTrue();
	}

	@Test
	void allSafelistedValuesTogetherHaveALimit() {
		FetchCall call = FetchCall.get(API);
		for (int i = 0; i < 8; i++) {
			call = call.header("Accept", "a".repeat(128));
		}
		assertThat(this.browser.fetch(call, BrowserTests::allow).preflightSent()).isFalse();
		FetchResult result = this.browser.fetch(call.header("Accept-Language", "a"), BrowserTests::allow);
		assertThat(result.exchanges().get(0).request().header("Access-Control-Request-Headers"))
			.isEqualTo("accept,accept-language");
	}

	@Test
	void authorizationIsCoveredByAWildcardInEnginesOnly() {
		FetchCall call = FetchCall.get(API).header("Authorization", "Bearer x");
		assertThat(this.browser.fetch(call, BrowserTests::allowAnything).failure())
			.isEqualTo(FetchFailure.PREFLIGHT_AUTHORIZATION_NOT_LISTED);
		for (BrowserEngine engine : BrowserEngine.values()) {
			assertThat(this.browser.engine(engine).fetch(call, BrowserTests::allowAnything).isReadable()).isTrue();
		}
	}

	@Test
	void webkitSendsNothingFromASecurePageToPlainLoopback() {
		FetchCall call = FetchCall.get("http://localhost:8080/");
		assertThat(this.browser.fetch(call, BrowserTests::allow).isReadable()).isTrue();
		assertThat(this.browser.engine(BrowserEngine.CHROMIUM).fetch(call, BrowserTests::allow).isReadable()).isTrue();
		assertThat(this.browser.engine(BrowserEngine.WEBKIT).fetch(call, BrowserTests::allow).failure())
			.isEqualTo(FetchFailure.MIXED_CONTENT);
	}

	@Test
	void urlsAreRelativeToThePage() {
		FetchResult result = Browser.at("https://app.example.com/shop/cart")
			.fetch(FetchCall.get("items"), BrowserTests::allow);
		assertThat(result.exchanges().get(0).request().url()).isEqualTo("https://app.example.com/shop/items");
		assertThat(result.responseType()).isEqualTo(ResponseType.BASIC);
	}

	@Test
	void opaquePagesAreNeverTheSameOrigin() {
		FetchResult result = Browser.at("data:text/html,x").fetch(FetchCall.get(API), BrowserTests::allow);
		assertThat(result.exchanges().get(0).request().origin()).isEqualTo("null");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Browser.at("null").fetch(FetchCall.get("/x"), BrowserTests::allow))
			.withMessage("Not a URL for a page at null: \"/x\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "app.example.com", "*", "https://", "https://bücher.example" })
	void aPageIsAnOriginOrNull(String page) {
		assertThatIllegalArgumentException().isThrownBy(() -> Browser.at(page))
			.withMessageContaining("\"" + page + "\"");
	}

	@Test
	void aBrowserHasToBeConnected() {
		assertThat(this.browser.connectedTo(BrowserTests::allow).fetch(FetchCall.get(API)).isReadable()).isTrue();
		assertThatIllegalStateException().isThrownBy(() -> this.browser.fetch(FetchCall.get(API)));
	}

	@Test
	@SuppressWarnings("NullAway")
	void aServerHasToAnswer() {
		assertThatNullPointerException().isThrownBy(() -> this.browser.fetch(FetchCall.get(API), (request) -> null))
			.withMessage("The server must answer every request");
	}

	@Test
	void scriptsLearnNothingOfAFailure() {
		assertThat(Stream.of(BrowserEngine.values()).map(BrowserEngine::scriptMessage))
			.containsExactly("Failed to fetch", "NetworkError when attempting to fetch resource.", "Load failed");
	}

	private boolean preflightSent(BrowserEngine engine, FetchCall call) {
		return this.browser.engine(engine).fetch(call, BrowserTests::allow).preflightSent();
	}

	private static Browser.Response allowAnything(Browser.Request request) {
		return Browser.Response.of(200)
			.header("Access-Control-Allow-Origin", "*")
			.header("Access-Control-Allow-Methods", "*")
			.header("Access-Control-Allow-Headers", "*");
	}

	private static Browser.Response allow(Browser.Request request) {
		String origin = request.origin();
		Browser.Response response = Browser.Response.of((request.kind() == Browser.Request.Kind.PREFLIGHT) ? 204 : 200)
			.header("Access-Control-Allow-Origin", (origin != null) ? origin : "*")
			.header("Access-Control-Allow-Credentials", "true");
		if (request.kind() == Browser.Request.Kind.ACTUAL) {
			return response.header("Access-Control-Expose-Headers", "X-Total-Count")
				.header("X-Total-Count", "42")
				.header("ETag", "\"1\"")
				.header("Content-Type", "application/json");
		}
		return response.header("Access-Control-Allow-Methods", "PUT, DELETE")
			.header("Access-Control-Allow-Headers",
					"accept, accept-language, content-type, range, authorization, x-a, x-tenant")
			.header("Access-Control-Max-Age", "600");
	}

}
