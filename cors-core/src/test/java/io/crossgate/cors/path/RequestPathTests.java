package io.crossgate.cors.path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestPathTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/api", "/api/", "/api/todos/7", "/a.b", "/.well-known/x", "/a../b", "/...",
			"/..a", "/a~b!$&'()*+,=:@-_", "/%61dmin", "/a%20", "/a%20b/c", "/%7E", "/caf%C3%A9", "/caf%c3%a9",
			"/%E2%82%AC", "/%F0%9F%98%80", "/%C2%80", "/%DF%BF", "/%E0%A0%80", "/%ED%9F%BF", "/%EE%80%80",
			"/%F4%8F%BF%BF", "/%F0%90%80%80", "/%EF%BF%BF", "/%5B%5d", "/{x}", "/a|b", "/~", "/!" })
	void canonicalPathIsReadAlike(String path) {
		assertThat(RequestPath.isCanonical(path)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "api", "*", "http://a.example/api", "//", "//api", "/api//x", "/.", "/..", "/./api",
			"/../api", "/api/.", "/api/..", "/api/./x", "/api/../x", "/api;v=1", "/api;", "/a\\b", "/a b", "/a\tb",
			"/a\u0000", "/a\u007f", "/a\u0080", "/caf\u00e9", "/%2e", "/%2E%2E/x", "/%2fapi", "/%5c", "/%5C", "/%25",
			"/%3B", "/%20", "/%20a", "/a/%20b", "/%00", "/%1F", "/%7F", "/%0A", "/%", "/%4", "/%4g", "/%g4", "/%:0",
			"/%/0", "/%@0", "/%`0", "/%G0", "/%80", "/%BF", "/%C0%AF", "/%C1%81", "/%C3", "/%C3A", "/%C3%", "/%C3%7F",
			"/%C3%C0", "/%C3aa9", "/%E0%9F%80", "/%E0%80%AF", "/%ED%A0%80", "/%E2%82", "/%E2%82%2F", "/%E2%28%A1",
			"/%F0%8F%BF%BF", "/%F4%90%80%80", "/%F5%80%80%80", "/%FF", "/%F0%9F%98", "/%F0%9F%98%C0" })
	void pathThatPartiesReadDifferentlyIsNotCanonical(String path) {
		assertThat(RequestPath.isCanonical(path)).isFalse();
	}

	@Test
	void lengthAndDepthAreBounded() {
		assertThat(RequestPath.isCanonical("/" + "a".repeat(8191))).isTrue();
		assertThat(RequestPath.isCanonical("/" + "a".repeat(8192))).isFalse();
		assertThat(RequestPath.isCanonical("/a".repeat(256))).isTrue();
		assertThat(RequestPath.isCanonical("/a".repeat(257))).isFalse();
	}

	@ParameterizedTest(name = "{0} is {1}")
	@CsvSource({ "/%61dmin, /admin", "/caf%C3%A9/%e2%82%ac, /caf\u00e9/\u20ac", "/a%20b+c, '/a b+c'",
			"/%F0%9F%98%80, /\ud83d\ude00", "/%4A%4f%5a, /JOZ", "/a%7c, /a|", "/a;v=1/b;/c, /a/b/c",
			"/a;%2F/b%2Fc, /a/b/c", "/100%25, /100%", "/%2541, /%41", "/%, /%", "/%4g%41, /%4gA", "/%FF, /\ufffd",
			"/;v, /", "a;v, a", ";v/a, /a", "/a;v/, /a/" })
	void aPathIsDecodedOnceAndWithoutParameters(String path, String decoded) {
		assertThat(RequestPath.decode(path)).isEqualTo(decoded);
	}

	@Test
	void whatIsNotEscapedIsNotCopied() {
		String path = "/api/todos";
		assertThat(RequestPath.decode(path)).isSameAs(path);
	}

	@ParameterizedTest(name = "{0} below {1}")
	@CsvSource({ "/app/x, /app, /app", "/app, /app, /app", "/x, '', ''", "//app/x, /app, //app",
			"/%61pp/x, /app, /%61pp", "/%61%70%70, /app, /%61%70%70", "/app;v=1/x, /app, /app;v=1",
			"/app;v=1/x, /app;v=1, /app;v=1", "/./app/x, /app, /./app", "/y/../app/x, /app, /y/../app",
			"/y/%2e%2E/app/x, /app, /y/%2e%2E/app", "/;/app/x, /app, /;/app", "/../app/x, /app, /../app",
			"/a//b/x, /a/b, /a//b", "/a/b%20c/x, /a/b%20c, /a/b%20c", "/a/%62%20c/x, /a/b%20c, /a/%62%20c",
			"/app/../app/x, /app, /app", "/application/x, /app, ''", "/x, /app, ''", "/ap, /app, ''",
			"/app%/x, /app, ''" })
	void thePrefixIsWhatAContainerTakesForTheApplication(String path, String contextPath, String prefix) {
		assertThat(RequestPath.prefix(path, contextPath)).isEqualTo(prefix);
	}

	@Test
	void longPrefixIsNotRead() {
		assertThat(RequestPath.prefix("/".repeat(1024) + "app/x", "/app")).hasSize(1027);
		assertThat(RequestPath.prefix("/".repeat(1025) + "app/x", "/app")).isEmpty();
	}

	@Test
	void parentsAreThePathsAbove() {
		assertThat(RequestPath.parents("/a/b/c")).containsExactly("/a/b", "/a");
		assertThat(RequestPath.parents("/a/")).containsExactly("/a");
		assertThat(RequestPath.parents("/a")).isEmpty();
		assertThat(RequestPath.parents("/")).isEmpty();
	}

}
