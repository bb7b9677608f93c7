package io.crossgate.cors.browser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.crossgate.cors.browser.FetchCall.RedirectMode;
import io.crossgate.cors.browser.FetchCall.RequestMode;
import io.crossgate.cors.browser.FetchResult.ResponseType;
import io.crossgate.cors.browser.model.FetchBody;
import io.crossgate.cors.browser.model.FetchFailure;

import static org.assertj.core.api.Assertions.assertThat;

class RedirectTests {

	private static final String HOME = "https://app.example.com";

	private static final String B = "https://b.example.net";

	private static final String C = "https://c.example.org";

	private final Map<String, String> locations = new HashMap<>();

	private final List<Browser.Request> actual = new ArrayList<>();

	private int status = 302;

	@ParameterizedTest(name = "{0} -> {1} -> {2}: Origin {3}, Sec-Fetch-Site {4}")
	@CsvSource({ "https://app.example.com, https://b.example.net,, https://app.example.com, cross-site",
			"https://b.example.net, https://app.example.com,, null, cross-site",
			"https://b.example.net, https://c.example.org,, null, cross-site",
			"https://api.example.com, https://app.example.com,, null, same-site",
			"https://app.example.com, https://api.example.com,, https://app.example.com, same-site",
			"https://app.example.com, https://b.example.net, https://app.example.com, null, cross-site",
			"https://app.example.com, https://app.example.com, https://b.example.net, https://app.example.com, cross-site" })
	void theOriginIsTaintedByForeignRedirects(String first, String second, String third, String origin, String site) {
		this.locations.put(first + "/1", second + "/2");
		if (third != null) {
			this.locations.put(second + "/2", third + "/3");
		}
		FetchResult result = fetch(FetchCall.get(first + "/1"));
		assertThat(result.responseType()).as(result.toString()).isEqualTo(ResponseType.CORS);
		assertThat(last().origin()).isEqualTo(origin);
		assertThat(last().header("Sec-Fetch-Site")).isEqualTo(site);
	}

	@Test
	void homeAtHomeStaysBasicAndHasNoOrigin() {
		this.locations.put(HOME + "/1", "2");
		FetchResult result = fetch(FetchCall.get("/1"));
		assertThat(result.responseType()).isEqualTo(ResponseType.BASIC);
		assertThat(last().url()).isEqualTo(HOME + "/2");
		assertThat(last().origin()).isNull();
		assertThat(last().header("Sec-Fetch-Site")).isEqualTo("same-origin");
	}

	@ParameterizedTest(name = "{1} after {0} becomes {2}")
	@CsvSource({ "301, POST, GET", "302, POST, GET", "303, POST, GET", "307, POST, POST", "308, POST, POST",
			"301, PUT, PUT", "302, DELETE, DELETE", "303, PUT, GET", "303, HEAD, HEAD", "303, GET, GET" })
	void theMethodMayChange(int status, String method, String expected) {
		this.status = status;
		this.locations.put(B + "/1", "/2");
		assertThat(fetch(FetchCall.of(method, B + "/1")).isReadable()).isTrue();
		assertThat(last().method()).isEqualTo(expected);
	}

	@Test
	void aBodyIsRemovedTogetherWithItsHeaders() {
		this.locations.put(B + "/1", "/2");
		FetchResult result = fetch(FetchCall.post(B + "/1").json().header("Content-Language", "de").header("X-A", "1"));
		assertThat(result.isReadable()).isTrue();
		assertThat(last().headers().names()).contains("x-a").doesNotContain("content-type", "content-language");
		assertThat(result.exchanges().get(2).request().header("Access-Control-Request-Headers")).isEqualTo("x-a");
	}

	@Test
	void aBodyThatStaysKeepsItsHeaders() {
		this.status = 307;
		this.locations.put(B + "/1", "/2");
		fetch(FetchCall.post(B + "/1").json());
		assertThat(last().header("Content-Type")).isEqualTo("application/json");
	}

	@Test
	void authorizationGoesToNoOtherOriginAndDoesNotComeBack() {
		this.locations.put(B + "/1", B + "/2");
		this.locations.put(B + "/2", C + "/3");
		this.locations.put(C + "/3", B + "/4");
		FetchResult result = fetch(FetchCall.get(B + "/1").header("Authorization", "Bearer x"));
		assertThat(result.isReadable()).as(result.toString()).isTrue();
		assertThat(this.actual).extracting((request) -> request.header("Authorization"))
			.containsExactly("Bearer x", "Bearer x", null, null);
	}

	@Test
	void everyHopIsAskedFirst() {
		this.locations.put(B + "/1", C + "/2");
		FetchResult result = fetch(FetchCall.put(B + "/1"));
		assertThat(result.exchanges()).extracting((exchange) -> exchange.request().kind())
			.containsExactly(Browser.Request.Kind.PREFLIGHT, Browser.Request.Kind.ACTUAL,
					Browser.Request.Kind.PREFLIGHT, Browser.Request.Kind.ACTUAL);
		assertThat(result.exchanges().get(2).request().origin()).isEqualTo("null");
	}

	@Test
	void twentyRedirectsAreFollowed() {
		for (int i = 0; i < 20; i++) {
			this.locations.put(B + "/" + i, "/" + (i + 1));
		}
		assertThat(fetch(FetchCall.get(B + "/0")).isReadable()).isTrue();
		this.locations.put(B + "/20", "/21");
		assertThat(fetch(FetchCall.get(B + "/0")).failure()).isEqualTo(FetchFailure.TOO_MANY_REDIRECTS);
	}

	@ParameterizedTest(name = "from {0} to {1}: {2}")
	@CsvSource({ "https://b.example.net, https://u:p@b.example.net/2, redirect-url-credentials",
			"https://b.example.net, https://u@app.example.com/2, redirect-url-credentials",
			"https://app.example.com, https://u:p@b.example.net/2, redirect-url-credentials",
			"https://app.example.com, https://u:p@app.example.com/2, ''",
			"https://b.example.net, 'data:text/plain,x', redirect-non-http",
			"https://b.example.net, https://, redirect-non-http",
			"https://b.example.net, ftp://b.test/, redirect-non-http",
			"https://b.example.net, http://b.example.net/2, mixed-content",
			"https://b.example.net, https://b.example.net:22/2, bad-port" })
	void someLocationsAreNotFollowed(String from, String location, String reason) {
		this.locations.put(from + "/1", location);
		assertThat(fetch(FetchCall.get(from + "/1")).reason()).isEqualTo(reason);
	}

	@Test
	void withoutLocationARedirectIsAResponse() {
		FetchResult result = Browser.at(HOME)
			.fetch(FetchCall.get(B), (request) -> Browser.Response.of(302).header("Access-Control-Allow-Origin", "*"));
		assertThat(result.isReadable()).isTrue();
		assertThat(result.status()).isEqualTo(302);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/2", "/3" })
	void twoLocationsLeadNowhere(String second) {
		FetchResult result = Browser.at(HOME)
			.fetch(FetchCall.get(B),
					(request) -> Browser.Response.of(302)
						.header("Access-Control-Allow-Origin", "*")
						.header("Location", "/2")
						.header("Location", second));
		assertThat(result.failure()).isEqualTo(FetchFailure.REDIRECT_NON_HTTP);
		assertThat(result.exchanges()).hasSize(1);
	}

	@Test
	void aLocationMayRepeatTheSchemeAndStayHome() {
		this.locations.put(B + "/d/1", "https:2");
		this.locations.put(B + "/d/2", "https:/3");
		FetchResult result = fetch(FetchCall.get(B + "/d/1"));
		assertThat(result.exchanges()).extracting((exchange) -> exchange.request().url())
			.containsExactly(B + "/d/1", B + "/d/2", B + "/3");
		assertThat(result.exchanges()).last().extracting((exchange) -> exchange.request().origin()).isEqualTo(HOME);
	}

	@Test
	void redirectModeDecides() {
		this.locations.put(B + "/1", "/2");
		FetchCall call = FetchCall.get(B + "/1");
		assertThat(fetch(call.redirect(RedirectMode.ERROR)).failure()).isEqualTo(FetchFailure.REDIRECT_MODE_ERROR);
		FetchResult manual = fetch(call.redirect(RedirectMode.MANUAL));
		assertThat(manual.responseType()).isEqualTo(ResponseType.OPAQUE_REDIRECT);
		assertThat(manual.isReadable()).isFalse();
		assertThat(manual.status()).isZero();
		assertThat(fetch(call.mode(RequestMode.NO_CORS).redirect(RedirectMode.MANUAL)).failure())
			.isEqualTo(FetchFailure.NO_CORS_REDIRECT_MODE);
	}

	@Test
	void modeSameOriginEndsWhereHomeEnds() {
		this.locations.put(HOME + "/1", B + "/2");
		FetchResult result = fetch(FetchCall.get("/1").mode(RequestMode.SAME_ORIGIN));
		assertThat(result.failure()).isEqualTo(FetchFailure.SAME_ORIGIN_MODE);
		assertThat(this.actual).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 307, 308 })
	void aStreamCannotBeSentTwice(int status) {
		this.status = status;
		this.locations.put(B + "/1", "/2");
		FetchCall call = FetchCall.post(B + "/1").body(FetchBody.stream());
		FetchResult result = Browser.at(HOME).overHttp2().fetch(call, this::answer);
		assertThat(result.failure()).isEqualTo(FetchFailure.REDIRECT_STREAM_BODY);
	}

	@Test
	void aStreamIsDroppedBySeeOther() {
		this.status = 303;
		this.locations.put(B + "/1", "/2");
		FetchCall call = FetchCall.post(B + "/1").body(FetchBody.stream());
		assertThat(Browser.at(HOME).overHttp2().fetch(call, this::answer).isReadable()).isTrue();
		assertThat(last().method()).isEqualTo("GET");
	}

	@Test
	void cookiesDoNotFollowAwayFromHomeByThemselves() {
		this.locations.put(HOME + "/1", B + "/2");
		fetch(FetchCall.get("/1"));
		assertThat(this.actual).extracting(Browser.Request::credentialsIncluded).containsExactly(true, false);
	}

	private FetchResult fetch(FetchCall call) {
		this.actual.clear();
		return Browser.at(HOME).fetch(call, this::answer);
	}

	private Browser.Request last() {
		return this.actual.get(this.actual.size() - 1);
	}

	private Browser.Response answer(Browser.Request request) {
		boolean preflight = request.kind() == Browser.Request.Kind.PREFLIGHT;
		if (!preflight) {
			this.actual.add(request);
		}
		String location = this.locations.get(request.url());
		Browser.Response response = Browser.Response.of((location != null && !preflight) ? this.status : 200)
			.header("Access-Control-Allow-Origin", Objects.requireNonNullElse(request.origin(), "*"))
			.header("Access-Control-Allow-Methods", "*")
			.header("Access-Control-Allow-Headers", "*, Authorization");
		return (location != null) ? response.header("Location", location) : response;
	}

}
