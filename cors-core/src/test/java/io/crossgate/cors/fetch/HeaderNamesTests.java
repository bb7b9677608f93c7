package io.crossgate.cors.fetch;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HeaderNamesTests {

	private static final List<String> FORBIDDEN = List.of("Accept-Charset", "Accept-Encoding",
			"Access-Control-Request-Headers", "Access-Control-Request-Method", "Connection", "Content-Length", "Cookie",
			"Cookie2", "Date", "DNT", "Expect", "Host", "Keep-Alive", "Origin", "Referer", "Set-Cookie", "TE",
			"Trailer", "Transfer-Encoding", "Upgrade", "Via", "Proxy-Authorization", "Proxy-", "Sec-Fetch-Site",
			"Sec-");

	@Test
	void forbiddenRequestHeadersAreForbiddenInAnyCase() {
		assertThat(FORBIDDEN).allMatch(HeaderNames::isForbiddenRequestHeader)
			.allMatch((name) -> HeaderNames.isForbiddenRequestHeader(name.toUpperCase(Locale.ROOT)))
			.allMatch((name) -> HeaderNames.isForbiddenRequestHeader(name.toLowerCase(Locale.ROOT)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "User-Agent", "Authorization", "X-Cookie", "Proxy", "Sec", "Security", "Dates",
			"X-HTTP-Method-Override", "Access-Control-Allow-Origin" })
	void otherNamesAreNotForbidden(String name) {
		assertThat(HeaderNames.isForbiddenRequestHeader(name)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-HTTP-Method", "x-http-method-override", "X-METHOD-OVERRIDE" })
	void methodOverridesAlsoRoute(String name) {
		assertThat(HeaderNames.isMethodOverride(name)).isTrue();
		assertThat(HeaderNames.isRouting(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Forwarded", "X-Forwarded-For", "x-forwarded-anything", "X-Forwarded-", "X-Real-IP",
			"X-Original-URL", "X-Rewrite-URL", "X-Host", "True-Client-IP" })
	void headersOfProxiesRoute(String name) {
		assertThat(HeaderNames.isRouting(name)).isTrue();
		assertThat(HeaderNames.isMethodOverride(name)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forward", "X-Forwarded", "XX-Forwarded-For", "Forwarded-For", "X-Tenant", "Host",
			"Authorization" })
	void otherNamesDoNotRoute(String name) {
		assertThat(HeaderNames.isRouting(name)).isFalse();
	}

	@Test
	void aNameWithinAListIsJudgedByItsOwnCharacters() {
		String list = "forwarded,x-a,x-forwarded-for,x-forwarded";
		assertThat(HeaderNames.isRouting(list, 0, 9)).isTrue();
		assertThat(HeaderNames.isRouting(list, 1, 9)).isFalse();
		assertThat(HeaderNames.isRouting(list, 10, 13)).isFalse();
		assertThat(HeaderNames.isRouting(list, 14, 29)).isTrue();
		assertThat(HeaderNames.isRouting(list, 14, 25)).isFalse();
		assertThat(HeaderNames.isRouting(list, 30, 41)).isFalse();
		assertThat(HeaderNames.isRouting(list, 32, 41)).isTrue();
	}

	@Test
	void namesInSetsAreLowerCaseTokens() {
		assertThat(HeaderNames.SAFELISTED_REQUEST).allMatch(HeaderNamesTests::isLowerCaseToken).hasSize(5);
		assertThat(HeaderNames.SAFELISTED_RESPONSE).allMatch(HeaderNamesTests::isLowerCaseToken).hasSize(7);
		assertThat(HeaderNames.FORBIDDEN_RESPONSE).containsExactlyInAnyOrder("set-cookie", "set-cookie2");
	}

	private static boolean isLowerCaseToken(String name) {
		return Tokens.isToken(name) && Tokens.toAsciiLowerCase(name).equals(name);
	}

	@ParameterizedTest
	@CsvSource({ "Access-Control-Allow-Origin, true", "access-control-allow-origin, true",
			"ACCESS-CONTROL-ALLOW-CREDENTIALS, true", "Access-Control-Allow-Methods, true",
			"Access-Control-Allow-Headers, true", "Access-Control-Expose-Headers, true", "Access-Control-Max-Age, true",
			"Access-Control-Allow-Private-Network, true", "Access-Control-Request-Method, false",
			"Access-Control-Request-Headers, false", "Access-Control-Foo, false", "Access-Control-, false",
			"Access-Control-Allow-Origi, false", "Access-Control-Allow-Origins, false",
			"X-Access-Control-Allow-Origin, false", "Vary, false", "Timing-Allow-Origin, false",
			"Cross-Origin-Resource-Policy, false", "'', false" })
	void aResponseHeaderOfTheProtocolHasOneAuthor(String name, boolean cors) {
		assertThat(HeaderNames.isCorsResponse(name)).isEqualTo(cors);
	}

}
