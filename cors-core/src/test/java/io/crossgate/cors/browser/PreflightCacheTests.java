package io.crossgate.cors.browser;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.crossgate.cors.browser.FetchCall.Credentials;
import io.crossgate.cors.browser.FetchCall.RequestApi;
import io.crossgate.cors.browser.model.BrowserEngine;

import static org.assertj.core.api.Assertions.assertThat;

class PreflightCacheTests {

	private static final String PAGE = "https://app.example.com";

	private static final String URL = "https://api.example.net/orders";

	private Instant now = Instant.parse("2026-11-01T00:00:00Z");

	private final List<Browser.Request> preflights = new ArrayList<>();

	private String methods = "PUT, DELETE";

	private String headers = "x-a, x-b, authorization";

	private String maxAge = "1000000";

	private String origin = PAGE;

	@ParameterizedTest(name = "{0} caches for {1} seconds")
	@CsvSource({ "CHROMIUM, 7200", "FIREFOX, 86400", "WEBKIT, 600" })
	void everyEngineHasItsLimit(BrowserEngine engine, long limit) {
		Browser browser = browser(engine);
		assertThat(preflightsOf(browser, FetchCall.put(URL))).isOne();
		pass(limit - 1);
		assertThat(preflightsOf(browser, FetchCall.put(URL))).isZero();
		pass(1);
		assertThat(preflightsOf(browser, FetchCall.put(URL))).isOne();
	}

	@Test
	void theStandardHasNoLimit() {
		Browser browser = browser(null);
		browser.fetch(FetchCall.put(URL));
		pass(999_999);
		assertThat(preflightsOf(browser, FetchCall.put(URL))).isZero();
	}

	@Test
	void nothingIsCachedUnlessAskedFor() {
		Browser browser = Browser.at(PAGE).connectedTo(this::answer);
		assertThat(preflightsOf(browser, FetchCall.put(URL))).isOne();
		assertThat(preflightsOf(browser, FetchCall.put(URL))).isOne();
	}

	@Test
	void zeroIsNotCached() {
		this.maxAge = "0";
		Browser browser = browser(null);
		browser.fetch(FetchCall.put(URL));
		assertThat(preflightsOf(browser, FetchCall.put(URL))).isOne();
	}

	@Test
	void zeroEndsWhatWasCached() {
		Browser browser = browser(null);
		this.headers = "";
		browser.fetch(FetchCall.put(URL));
		this.headers = "x-a";
		this.maxAge = "0";
		assertThat(preflightsOf(browser, FetchCall.put(URL).header("X-A", "1"))).isOne();
		assertThat(preflightsOf(browser, FetchCall.put(URL))).isOne();
	}

	@Test
	void anotherUrlMethodHeaderOrOriginIsAskedFor() {
		Browser browser = browser(null);
		browser.fetch(FetchCall.put(URL).header("X-A", "1"));
		assertThat(preflightsOf(browser, FetchCall.put(URL))).isZero();
		assertThat(preflightsOf(browser, FetchCall.delete(URL).header("X-B", "1"))).isZero();
		assertThat(preflightsOf(browser, FetchCall.get(URL).header("X-A", "1"))).isZero();
		assertThat(preflightsOf(browser, FetchCall.put(URL + "?page=2"))).isOne();
		assertThat(preflightsOf(browser, FetchCall.patch(URL))).isOne();
		assertThat(preflightsOf(browser, FetchCall.get(URL).header("X-C", "1"))).isOne();
	}

	@Test
	void anUploadListenerNeedsACachedMethod() {
		Browser browser = browser(null);
		browser.fetch(FetchCall.put(URL));
		FetchCall upload = FetchCall.post(URL).api(RequestApi.XHR_WITH_UPLOAD_LISTENER);
		assertThat(preflightsOf(browser, upload)).isOne();
		this.methods = "POST";
		assertThat(preflightsOf(browser, upload)).isOne();
		assertThat(preflightsOf(browser, upload)).isZero();
	}

	@Test
	void whatIsAllowedWithCredentialsIsAllowedWithout() {
		Browser browser = browser(null);
		browser.fetch(FetchCall.put(URL).credentials(Credentials.INCLUDE));
		assertThat(preflightsOf(browser, FetchCall.put(URL))).isZero();
	}

	@Test
	void permissionWithoutCredentialsDoesNotHoldWithThem() {
		Browser browser = browser(null);
		browser.fetch(FetchCall.put(URL));
		assertThat(preflightsOf(browser, FetchCall.put(URL).credentials(Credentials.INCLUDE))).isOne();
	}

	@Test
	void firefoxKeepsBothApart() {
		Browser browser = browser(BrowserEngine.FIREFOX);
		browser.fetch(FetchCall.put(URL).credentials(Credentials.INCLUDE));
		assertThat(preflightsOf(browser, FetchCall.put(URL))).isOne();
		assertThat(preflightsOf(browser, FetchCall.put(URL).credentials(Credentials.INCLUDE))).isZero();
	}

	@ParameterizedTest(name = "{0} asks {1} times")
	@CsvSource({ "CHROMIUM, 0", "FIREFOX, 1", "WEBKIT, 0" })
	void wildcardsAreCachedExceptInFirefox(BrowserEngine engine, int expected) {
		this.methods = "*";
		this.headers = "*";
		Browser browser = browser(engine);
		browser.fetch(FetchCall.put(URL).header("X-A", "1"));
		assertThat(preflightsOf(browser, FetchCall.put(URL).header("X-A", "1"))).isEqualTo(expected);
	}

	@Test
	void aCachedWildcardCoversNoAuthorization() {
		this.headers = "*";
		Browser browser = browser(null);
		browser.fetch(FetchCall.get(URL).header("X-A", "1"));
		assertThat(preflightsOf(browser, FetchCall.get(URL).header("X-Z", "1"))).isZero();
		assertThat(preflightsOf(browser, FetchCall.get(URL).header("Authorization", "1"))).isOne();
	}

	@Test
	void withCredentialsAWildcardIsAName() {
		this.methods = "PUT, *";
		Browser browser = browser(null);
		browser.fetch(FetchCall.put(URL).credentials(Credentials.INCLUDE));
		assertThat(preflightsOf(browser, FetchCall.of("*", URL).credentials(Credentials.INCLUDE))).isZero();
		assertThat(preflightsOf(browser, FetchCall.patch(URL))).isZero();
		assertThat(preflightsOf(browser, FetchCall.patch(URL).credentials(Credentials.INCLUDE))).isOne();
	}

	@ParameterizedTest(name = "{0}: {1} preflights")
	@CsvSource({ "CHROMIUM, 3", "FIREFOX, 2", "WEBKIT, 3" })
	void aServerThatAllowsOnlyWhatIsAskedForIsAskedMore(BrowserEngine engine, int expected) {
		Browser browser = browser(engine);
		for (String name : List.of("x-a", "x-b", "x-a")) {
			this.headers = name;
			browser.fetch(FetchCall.get(URL).header(name, "1"));
		}
		assertThat(this.preflights).hasSize(expected);
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource({ "CHROMIUM, 0", "FIREFOX, 1", "WEBKIT, 0" })
	void headHasToBeListedForFirefox(BrowserEngine engine, int expected) {
		Browser browser = browser(engine);
		browser.fetch(FetchCall.get(URL).header("X-A", "1"));
		assertThat(preflightsOf(browser, FetchCall.of("HEAD", URL).header("X-A", "1"))).isEqualTo(expected);
		this.methods = "HEAD";
		browser.fetch(FetchCall.of("HEAD", URL).header("X-A", "1"));
		assertThat(preflightsOf(browser, FetchCall.of("HEAD", URL).header("X-A", "1"))).isZero();
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource({ ", 1", "CHROMIUM, 0", "FIREFOX, 1", "WEBKIT, 0" })
	void aNetworkErrorClearsTheCacheOfSome(@Nullable BrowserEngine engine, int expected) {
		Browser browser = browser(engine);
		browser.fetch(FetchCall.put(URL));
		browser.fetch(FetchCall.put(URL + "?other"));
		this.origin = "https://other.example.org";
		assertThat(browser.fetch(FetchCall.put(URL)).reason()).isEqualTo("acao-mismatch");
		this.origin = PAGE;
		assertThat(preflightsOf(browser, FetchCall.put(URL + "?other"))).isZero();
		assertThat(preflightsOf(browser, FetchCall.put(URL))).isEqualTo(expected);
	}

	@ParameterizedTest
	@EnumSource(BrowserEngine.class)
	void aFailedPreflightIsNotCached(BrowserEngine engine) {
		this.origin = "https://other.example.org";
		Browser browser = browser(engine);
		assertThat(browser.fetch(FetchCall.put(URL)).reason()).isEqualTo("preflight-acao-mismatch");
		this.origin = PAGE;
		assertThat(preflightsOf(browser, FetchCall.put(URL))).isOne();
	}

	@Test
	void aChangedBrowserStartsAfresh() {
		Browser browser = browser(null);
		browser.fetch(FetchCall.put(URL));
		assertThat(preflightsOf(browser.engine(BrowserEngine.CHROMIUM), FetchCall.put(URL))).isOne();
		assertThat(preflightsOf(browser, FetchCall.put(URL))).isZero();
	}

	private Browser browser(@Nullable BrowserEngine engine) {
		Function<Browser.Request, Browser.Response> server = this::answer;
		Browser browser = Browser.at(PAGE).connectedTo(server).cachingPreflights(() -> this.now);
		return (engine != null) ? browser.engine(engine) : browser;
	}

	private int preflightsOf(Browser browser, FetchCall call) {
		int before = this.preflights.size();
		browser.fetch(call);
		return this.preflights.size() - before;
	}

	private Browser.Response answer(Browser.Request request) {
		Browser.Response response = Browser.Response.of(200)
			.header("Access-Control-Allow-Origin", this.origin)
			.header("Access-Control-Allow-Credentials", "true");
		if (request.kind() == Browser.Request.Kind.ACTUAL) {
			return response;
		}
		this.preflights.add(request);
		return response.header("Access-Control-Allow-Methods", this.methods)
			.header("Access-Control-Allow-Headers", this.headers)
			.header("Access-Control-Max-Age", this.maxAge);
	}

	private void pass(long seconds) {
		this.now = this.now.plusSeconds(seconds);
	}

}
