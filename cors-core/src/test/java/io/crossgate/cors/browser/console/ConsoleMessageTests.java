package io.crossgate.cors.browser.console;

import java.util.Objects;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.crossgate.cors.browser.Browser;
import io.crossgate.cors.browser.FetchCall;
import io.crossgate.cors.browser.FetchCall.Credentials;
import io.crossgate.cors.browser.FetchCall.RequestApi;
import io.crossgate.cors.browser.FetchCall.RequestMode;
import io.crossgate.cors.browser.FetchResult;
import io.crossgate.cors.browser.model.BrowserEngine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the three engines were seen to write. Blocks below are: code and sentence of
 * Chromium, category and reason of Firefox, sentence of WebKit.
 */
class ConsoleMessageTests {

	private static final String PAGE = "https://app.example.com";

	private static final String URL = "https://api.example.net/x";

	private static final String DOES_NOT_PASS = "Response to preflight request doesn't pass access control check: ";

	@Test
	void missingHeaderIsNamedOnAnyStatus() {
		assertConsoles(actual(FetchCall.get(URL), 500, UnaryOperator.identity()), """
				MissingAllowOriginHeader
				No 'Access-Control-Allow-Origin' header is present on the requested resource.
				CORSMissingAllowOrigin2
				CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 500.
				Origin https://app.example.com is not allowed by Access-Control-Allow-Origin. Status code: 500""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://other.example.org", "https://app.example.com/", "null", "app.example.com" })
	void anotherOriginIsNamed(String value) {
		assertConsoles(origin(FetchCall.get(URL), value), """
				AllowOriginMismatch
				The 'Access-Control-Allow-Origin' header has a value '%1$s' that is not equal to the supplied origin. \
				Have the server send the header with a valid value.
				CORSAllowOriginNotMatchingOrigin
				CORS header ‘Access-Control-Allow-Origin’ does not match ‘%1$s’).
				Origin https://app.example.com is not allowed by Access-Control-Allow-Origin. Status code: 200"""
			.formatted(value));
	}

	@Test
	void emptyValueIsNamed() {
		assertConsoles(origin(FetchCall.get(URL), ""), """
				InvalidAllowOriginValue
				The 'Access-Control-Allow-Origin' header contains the invalid value ''.
				CORSAllowOriginNotMatchingOrigin
				CORS header ‘Access-Control-Allow-Origin’ does not match ‘’).
				Origin https://app.example.com is not allowed by Access-Control-Allow-Origin. Status code: 200""");
	}

	@Test
	void repeatedHeaderIsNamed() {
		FetchResult result = actual(FetchCall.get(URL), 200,
				(response) -> response.header("Access-Control-Allow-Origin", "*")
					.header("Access-Control-Allow-Origin", "*"));
		assertConsoles(result, """
				MultipleAllowOriginValues
				The 'Access-Control-Allow-Origin' header contains multiple values '*, *', but only one is allowed.
				CORSMultipleAllowOriginNotAllowed
				Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).
				Access-Control-Allow-Origin cannot contain more than one origin.""");
	}

	@Test
	void twoValuesInOneLineAreNamed() {
		assertConsoles(origin(FetchCall.get(URL), "https://a.test, https://b.test"), """
				MultipleAllowOriginValues
				The 'Access-Control-Allow-Origin' header contains multiple values 'https://a.test, https://b.test', \
				but only one is allowed.
				CORSAllowOriginNotMatchingOrigin
				CORS header ‘Access-Control-Allow-Origin’ does not match ‘https://a.test, https://b.test’).
				Access-Control-Allow-Origin cannot contain more than one origin.""");
	}

	@Test
	void wildcardWithCredentialsIsNamed() {
		assertConsoles(origin(FetchCall.get(URL).credentials(Credentials.INCLUDE), "*"), """
				WildcardOriginNotAllowed
				The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' \
				when the request's credentials mode is 'include'.
				CORSNotSupportingCredentials
				Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).
				Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "True", "false" })
	void refusedCredentialsAreNamed(String value) {
		FetchCall call = FetchCall.get(URL).credentials(Credentials.INCLUDE);
		FetchResult result = actual(call, 200, (response) -> {
			Browser.Response named = response.header("Access-Control-Allow-Origin", PAGE);
			return value.isEmpty() ? named : named.header("Access-Control-Allow-Credentials", value);
		});
		assertConsoles(result, """
				InvalidAllowCredentials
				The value of the 'Access-Control-Allow-Credentials' header in the response is '%s' \
				which must be 'true' when the request's credentials mode is 'include'.
				CORSMissingAllowCredentials
				expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).
				Credentials flag is true, but Access-Control-Allow-Credentials is not "true".""".formatted(value));
	}

	@Test
	void preflightThatNeedsALoginIsNamed() {
		FetchResult result = preflight(FetchCall.put(URL), 401, UnaryOperator.identity());
		assertConsoles(result, """
				PreflightMissingAllowOriginHeader
				%sNo 'Access-Control-Allow-Origin' header is present on the requested resource.
				CORSMissingAllowOrigin2
				CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 401.
				Preflight response is not successful. Status code: 401""".formatted(DOES_NOT_PASS));
		assertThat(message(result, BrowserEngine.FIREFOX).lines()).hasSize(2)
			.last()
			.asString()
			.endsWith("(Reason: CORS request did not succeed). Status code: (null).");
	}

	@Test
	void badStatusOfAPreflightIsNamed() {
		FetchResult result = preflight(FetchCall.put(URL), 403,
				(response) -> response.header("Access-Control-Allow-Origin", "*"));
		assertConsoles(result, """
				PreflightInvalidStatus
				%sIt does not have HTTP ok status.
				CORSPreflightDidNotSucceed3
				CORS preflight response did not succeed). Status code: 403.
				Preflight response is not successful. Status code: 403""".formatted(DOES_NOT_PASS));
	}

	@Test
	void redirectedPreflightIsNamed() {
		FetchResult result = preflight(FetchCall.put(URL), 302,
				(response) -> response.header("Access-Control-Allow-Origin", "*").header("Location", "/login"));
		assertConsoles(result, """
				PreflightDisallowedRedirect
				%sRedirect is not allowed for a preflight request.
				CORSExternalRedirectNotAllowed
				CORS request external redirect not allowed).
				Preflight response is not successful. Status code: 302""".formatted(DOES_NOT_PASS));
	}

	@Test
	void redirectedPreflightWithoutTheHeaderIsNamed() {
		FetchResult result = preflight(FetchCall.put(URL), 302, (response) -> response.header("Location", "/login"));
		assertConsoles(result, """
				PreflightDisallowedRedirect
				%sRedirect is not allowed for a preflight request.
				CORSMissingAllowOrigin2
				CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 302.
				Preflight response is not successful. Status code: 302""".formatted(DOES_NOT_PASS));
	}

	@Test
	void refusedMethodIsNamed() {
		FetchResult result = preflight(FetchCall.of("put", URL).header("X-Tenant", "7"), 200,
				(response) -> response.header("Access-Control-Allow-Origin", "*"));
		assertConsoles(result, """
				MethodDisallowedByPreflightResponse
				Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.
				CORSMethodNotFound
				Did not find method in CORS header ‘Access-Control-Allow-Methods’).
				Method PUT is not allowed by Access-Control-Allow-Methods.""");
	}

	@Test
	void refusedHeaderIsNamed() {
		FetchResult result = preflight(FetchCall.get(URL).header("X-Tenant", "7"), 200,
				(response) -> response.header("Access-Control-Allow-Origin", "*"));
		assertConsoles(result, """
				HeaderDisallowedByPreflightResponse
				Request header field x-tenant is not allowed by Access-Control-Allow-Headers in preflight response.
				CORSMissingAllowHeaderFromPreflight2
				header ‘x-tenant’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS \
				preflight response).
				Request header field X-Tenant is not allowed by Access-Control-Allow-Headers.""");
	}

	@Test
	void methodsWithTheWrongSeparatorAreNamed() {
		FetchResult result = preflight(FetchCall.put(URL), 200,
				(response) -> response.header("Access-Control-Allow-Origin", "*")
					.header("Access-Control-Allow-Methods", "GET, PUT POST"));
		assertConsoles(result, """
				InvalidAllowMethodsPreflightResponse
				Cannot parse Access-Control-Allow-Methods response header field in preflight response.
				CORSInvalidAllowMethod
				invalid token ‘PUT POST’ in CORS header ‘Access-Control-Allow-Methods’).
				Header Access-Control-Allow-Methods has an invalid value: PUT POST""");
	}

	@Test
	void headersWithTheWrongSeparatorAreNamed() {
		FetchResult result = preflight(FetchCall.put(URL), 200,
				(response) -> response.header("Access-Control-Allow-Origin", "*")
					.header("Access-Control-Allow-Headers", "X-A; X-B"));
		assertConsoles(result, """
				InvalidAllowHeadersPreflightResponse
				Cannot parse Access-Control-Allow-Headers response header field in preflight response.
				CORSInvalidAllowHeader
				invalid token ‘X-A; X-B’ in CORS header ‘Access-Control-Allow-Headers’).
				Header Access-Control-Allow-Headers has an invalid value: X-A; X-B""");
	}

	@Test
	void redirectToAnotherServerIsNamed() {
		FetchResult result = Browser.at(PAGE)
			.fetch(FetchCall.get(URL),
					(request) -> request.url().equals(URL) ? Browser.Response.of(302)
						.header("Access-Control-Allow-Origin", PAGE)
						.header("Location", "https://login.example.org/") : Browser.Response.of(200));
		assertThat(message(result, BrowserEngine.CHROMIUM).text()).startsWith(
				"Access to fetch at 'https://login.example.org/' (redirected from 'https://api.example.net/x') from"
						+ " origin 'https://app.example.com' has been blocked by CORS policy: No ");
		assertThat(message(result, BrowserEngine.FIREFOX).text()).contains(" resource at https://login.example.org/. ");
		assertThat(message(result, BrowserEngine.WEBKIT).text()).startsWith("Origin null is not allowed ");
	}

	@Test
	void passwordInARedirectIsNamed() {
		FetchResult result = actual(FetchCall.get(URL), 302,
				(response) -> response.header("Access-Control-Allow-Origin", PAGE)
					.header("Location", "https://u:p@api.example.net/"));
		assertThat(message(result, BrowserEngine.CHROMIUM).code()).isEqualTo("RedirectContainsCredentials");
		assertThat(message(result, BrowserEngine.CHROMIUM).text())
			.contains("Redirect location '' contains a username and ");
		assertThat(message(result, BrowserEngine.FIREFOX).lines()).singleElement()
			.asString()
			.endsWith("(Reason: CORS request did not succeed). Status code: (null).");
		assertThat(ConsoleMessage.of(result, BrowserEngine.WEBKIT)).isNull();
	}

	@Test
	void modeSameOriginIsNamedByChromiumOnly() {
		FetchResult result = actual(FetchCall.get(URL).mode(RequestMode.SAME_ORIGIN), 200, UnaryOperator.identity());
		assertThat(message(result, BrowserEngine.CHROMIUM).text()).isEqualTo("Fetch API cannot load " + URL
				+ ". Request mode is \"same-origin\" but the URL's origin is not same as the request origin " + PAGE
				+ ".");
		assertThat(ConsoleMessage.of(result, BrowserEngine.FIREFOX)).isNull();
		assertThat(ConsoleMessage.of(result, BrowserEngine.WEBKIT)).isNull();
	}

	@Test
	void apiOfTheCallIsNamed() {
		FetchResult result = actual(FetchCall.get(URL).api(RequestApi.XHR), 200, UnaryOperator.identity());
		assertThat(message(result, BrowserEngine.CHROMIUM).text())
			.startsWith("Access to XMLHttpRequest at 'https://api.example.net/x' from origin ");
		assertThat(message(result, BrowserEngine.WEBKIT).lines())
			.contains("XMLHttpRequest cannot load https://api.example.net/x due to access control checks.");
	}

	@ParameterizedTest
	@EnumSource(BrowserEngine.class)
	void successIsSilentAndSoIsWhatIsNotCors(BrowserEngine engine) {
		assertThat(ConsoleMessage.of(origin(FetchCall.get(URL), "*"), engine)).isNull();
		assertThat(ConsoleMessage.of(origin(FetchCall.of("TRACE", URL), "*"), engine)).isNull();
		assertThat(ConsoleMessage.of(origin(FetchCall.get("http://api.example.net"), "*"), engine)).isNull();
	}

	private static void assertConsoles(FetchResult result, String expected) {
		ConsoleMessage chromium = message(result, BrowserEngine.CHROMIUM);
		ConsoleMessage firefox = message(result, BrowserEngine.FIREFOX);
		ConsoleMessage webkit = message(result, BrowserEngine.WEBKIT);
		String access = "Access to fetch at '" + URL + "' from origin '" + PAGE + "' has been blocked by CORS policy: ";
		String blocked = "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at "
				+ (firefox.code().equals("CORSNotSupportingCredentials") ? "‘" + URL + "’" : URL) + ". (Reason: ";
		assertThat(chromium.text()).startsWith(access);
		assertThat(firefox.text()).startsWith(blocked);
		assertThat(webkit.lines()).last().isEqualTo("Fetch API cannot load " + URL + " due to access control checks.");
		assertThat(String.join("\n", chromium.code(), chromium.text().substring(access.length()), firefox.code(),
				firefox.text().substring(blocked.length()), webkit.text()))
			.isEqualTo(expected);
	}

	private static ConsoleMessage message(FetchResult result, BrowserEngine engine) {
		return Objects.requireNonNull(ConsoleMessage.of(result, engine), result::toString);
	}

	private static FetchResult origin(FetchCall call, String value) {
		return actual(call, 200, (response) -> response.header("Access-Control-Allow-Origin", value));
	}

	private static FetchResult actual(FetchCall call, int status, UnaryOperator<Browser.Response> headers) {
		return Browser.at(PAGE).fetch(call, (request) -> headers.apply(Browser.Response.of(status)));
	}

	private static FetchResult preflight(FetchCall call, int status, UnaryOperator<Browser.Response> headers) {
		FetchResult result = actual(call, status, headers);
		assertThat(result.exchanges()).singleElement()
			.satisfies((exchange) -> assertThat(exchange.request().kind()).isEqualTo(Browser.Request.Kind.PREFLIGHT));
		return result;
	}

}
