package io.crossgate.cors.browser;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.browser.FetchCall.Credentials;
import io.crossgate.cors.browser.FetchCall.RedirectMode;
import io.crossgate.cors.browser.FetchCall.RequestApi;
import io.crossgate.cors.browser.FetchCall.RequestMode;
import io.crossgate.cors.browser.FetchResult.Exchange;
import io.crossgate.cors.browser.model.BrowserEngine;
import io.crossgate.cors.browser.model.FetchBody;
import io.crossgate.cors.browser.model.FetchFailure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * {@code XMLHttpRequest} where it differs from {@code fetch()}; what engines send is in
 * {@link ObservedRequestsTests}.
 */
class XmlHttpRequestTests {

	private static final String API = "https://api.example.net/orders/7";

	private final Browser browser = Browser.at("https://app.example.com");

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "GET", "HEAD", "get" })
	void theBodyOfAReadingMethodIsDropped(String method) {
		Browser.Request sent = sent(xhr(method).body(FetchBody.blob("application/json")));
		assertThat(sent.headers().contains("Content-Type")).isFalse();
	}

	@Test
	void aHeaderSetTwiceIsCombinedBeforeItIsJudged() {
		FetchCall call = xhr("GET").header("Accept", "a".repeat(64)).header("accept", "b".repeat(63));
		assertThat(this.browser.fetch(call, XmlHttpRequestTests::allow).preflightCauses())
			.containsExactly("because of the value of header accept");
		assertThat(this.browser.fetch(call.api(RequestApi.FETCH), XmlHttpRequestTests::allow).preflightSent())
			.isFalse();
		assertThat(this.browser.fetch(call.api(RequestApi.FETCH).inHeadersObject(), XmlHttpRequestTests::allow)
			.preflightSent()).isTrue();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void someCallsSendNothing(FetchCall call, FetchFailure failure) {
		FetchResult result = this.browser.fetch(call, XmlHttpRequestTests::allow);
		assertThat(result.failure()).isEqualTo(failure);
		assertThat(result.exchanges()).isEmpty();
	}

	static Stream<Arguments> someCallsSendNothing() {
		return Stream.of(Arguments.of(xhr("P UT"), FetchFailure.API_INVALID_METHOD),
				Arguments.of(xhr("tRack"), FetchFailure.API_FORBIDDEN_METHOD),
				Arguments.of(xhr("GET").header("X A", "1"), FetchFailure.API_INVALID_HEADER),
				Arguments.of(xhr("GET").header("X-A", "\u20ac"), FetchFailure.API_INVALID_HEADER),
				Arguments.of(xhr("GET").header("Cookie", "a\nb"), FetchFailure.API_INVALID_HEADER));
	}

	@ParameterizedTest(name = "<{0}> becomes <{1}>, in Chromium <{2}>")
	@CsvSource({ "text/plain, text/plain, text/plain",
			"text/plain;charset=latin1, text/plain;charset=UTF-8, text/plain;charset=UTF-8",
			"text/plain; charset=utf-8, text/plain; charset=utf-8, text/plain; charset=UTF-8",
			"TEXT/Plain;Charset=X, text/plain;charset=UTF-8, TEXT/Plain;Charset=UTF-8",
			"text/plain;charset=x;a=b/c, 'text/plain;charset=UTF-8;a=\"b/c\"', text/plain;charset=UTF-8;a=b/c",
			"text/plain; a=b c; charset=x, 'text/plain;a=\"b c\";charset=UTF-8', text/plain; a=b c; charset=UTF-8",
			"text/plain;charset=x;charset=y, text/plain;charset=UTF-8, text/plain;charset=UTF-8;charset=UTF-8",
			"'text/plain;charset=\"u\\tf-8\"x;a=1', 'text/plain;charset=\"u\\tf-8\"x;a=1', text/plain;charset=UTF-8;a=1",
			"'text/plain;a=\"b\\\"c\";charset=x', 'text/plain;a=\"b\\\"c\";charset=UTF-8', 'text/plain;a=\"b\\\"c\";charset=UTF-8'",
			"text/plain;a;=b; =c;d=;charset=x, text/plain;charset=UTF-8, text/plain;a;=b; =c;d=;charset=UTF-8",
			"text/plain;charset, text/plain;charset, text/plain;charset", "text, text, text", "'', '', ''",
			"text;charset=x, text;charset=x, text;charset=x" })
	void textIsAlwaysUtf8(String declared, String standard, String chromium) {
		FetchCall call = xhr("POST").body(FetchBody.text()).header("Content-Type", declared);
		assertThat(sent(call).header("Content-Type")).isEqualTo(standard);
		assertThat(this.browser.engine(BrowserEngine.CHROMIUM).fetch(call, XmlHttpRequestTests::allow).exchanges())
			.last()
			.extracting((exchange) -> exchange.request().header("Content-Type"))
			.isEqualTo(chromium);
	}

	@Test
	void otherBodiesKeepTheDeclaredCharset() {
		for (FetchBody body : List.of(FetchBody.bytes(), FetchBody.formData(), FetchBody.blob("a/b"),
				FetchBody.urlEncoded())) {
			assertThat(
					sent(xhr("POST").body(body).header("Content-Type", "text/plain;charset=x")).header("Content-Type"))
				.isEqualTo("text/plain;charset=x");
		}
	}

	@Test
	void userNameAndPasswordAreSentWhenTheServerAsks() {
		FetchCall call = FetchCall.get("/x").api(RequestApi.XHR).userInfo("u", "p");
		FetchResult result = this.browser.fetch(call, (request) -> challenge(request, "Basic realm=\"x\""));
		assertThat(result.status()).isEqualTo(200);
		assertThat(result.exchanges()).extracting((exchange) -> exchange.request().header("Authorization"))
			.containsExactly(null, "Basic dTpw");
		assertThat(result.exchanges()).extracting((exchange) -> exchange.request().url())
			.containsOnly("https://app.example.com/x");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "Bearer", "basicx y", "''" })
	void noOtherChallengeIsAnswered(String challenge) {
		FetchCall call = FetchCall.get("/x").api(RequestApi.XHR).userInfo("u", "p");
		FetchResult result = this.browser.fetch(call, (request) -> challenge(request, challenge));
		assertThat(result.status()).isEqualTo(401);
		assertThat(result.exchanges()).hasSize(1);
	}

	@Test
	void aHeaderOfTheScriptGoesBeforeUserNameAndPassword() {
		FetchCall call = FetchCall.get("/x").api(RequestApi.XHR).userInfo("u", "p").header("Authorization", "Bearer x");
		FetchResult result = this.browser.fetch(call,
				(request) -> Browser.Response.of(401).header("WWW-Authenticate", "Basic"));
		assertThat(result.exchanges()).extracting((exchange) -> exchange.request().header("Authorization"))
			.containsExactly("Bearer x");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void someCallsCannotBeWritten(FetchCall call) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.browser.fetch(call, XmlHttpRequestTests::allow));
	}

	static Stream<FetchCall> someCallsCannotBeWritten() {
		return Stream.of(xhr("GET").mode(RequestMode.NO_CORS), xhr("GET").mode(RequestMode.SAME_ORIGIN),
				xhr("GET").redirect(RedirectMode.MANUAL), xhr("GET").credentials(Credentials.OMIT),
				FetchCall.get(API).userInfo("u", ""));
	}

	private static FetchCall xhr(String method) {
		return FetchCall.of(method, API).api(RequestApi.XHR);
	}

	private Browser.Request sent(FetchCall call) {
		List<Exchange> exchanges = this.browser.fetch(call, XmlHttpRequestTests::allow).exchanges();
		return exchanges.get(exchanges.size() - 1).request();
	}

	private static Browser.Response challenge(Browser.Request request, String challenge) {
		return (request.header("Authorization") != null) ? Browser.Response.of(200)
				: Browser.Response.of(401).header("WWW-Authenticate", challenge);
	}

	private static Browser.Response allow(Browser.Request request) {
		return Browser.Response.of(200)
			.header("Access-Control-Allow-Origin", "*")
			.header("Access-Control-Allow-Headers", "accept, content-type");
	}

}
