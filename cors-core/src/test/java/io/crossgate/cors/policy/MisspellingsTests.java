package io.crossgate.cors.policy;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people write into paths, methods and headers, and what they meant.
 */
class MisspellingsTests {

	private static final CorsPolicy GOOD = CorsPolicy.named("api")
		.paths("/api/**")
		.allowedOrigins("https://app.example.com")
		.build();

	@ParameterizedTest(name = "<{0}> -> {1}")
	@MethodSource("paths")
	void pathsAreCorrected(String written, @Nullable String meant, String reason) {
		assertThat(CorsPolicies.check(List.of(GOOD.toBuilder().paths(written).build()), DeploymentContext.none()))
			.singleElement()
			.satisfies((problem) -> {
				assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_PATH);
				assertThat(Fixes.yaml(GOOD.toBuilder().paths(written).build(), problem))
					.isEqualTo((meant != null) ? "paths: " + meant : null);
				assertThat(problem.message()).contains(reason).endsWith(".");
			});
		if (meant != null) {
			assertThat(CorsPolicies.check(List.of(GOOD.toBuilder().paths(meant.split(", ")).build()),
					DeploymentContext.none()))
				.isEmpty();
		}
	}

	static Stream<Arguments> paths() {
		return Stream.of(row("api/**", "/api/**", "starts with a slash"), row("api", "/api", "starts with a slash"),
				row(" /api/**", "/api/**", "starts with a slash"), row("*", "/**", "starts with a slash"),
				row("**", "/**", "starts with a slash"), row("any", "/**", "starts with a slash"),
				row("\\api\\**", "/api/**", "starts with a slash"),
				row("https://a.example/api/**", "/api/**", "starts with a slash"),
				row("https://a.example", "/**", "starts with a slash"),
				row("://a.example/api/**", "/api/**", "starts with a slash"), row("/api/", "/api/**", "trailing slash"),
				row("/api/**/", "/api/**", "trailing slash"), row("/**/", "/**", "trailing slash"),
				row("/**/api", null, "at the end only"), row("/api/**/x", null, "at the end only"),
				row("/api*", null, "a whole segment"), row("/api**", "/api/**", "a whole segment"),
				row("/api/v*/x", null, "a whole segment"), row("/api/*.json", null, "a whole segment"),
				row("/api/a*b**", null, "a whole segment"), row("/api/v?", null, "a whole segment"),
				row("/api/?", null, "a whole segment"), row("/*x", null, "a whole segment"),
				row("/*x**", null, "a whole segment"), row("/{a}b**", null, "a whole segment"),
				row("/?x=1", "/", "no query"), row("/api/{id:[0-9]+}", null, "a whole segment"),
				row("/api/{user-id}/x", "/api/*/x", "a whole segment"), row("/api/{}", "/api/*", "a whole segment"),
				row("/api/{*rest}", "/api/**", "can't be captured"), row("/api?x=1", "/api", "no query"),
				row("/a%2Db", "/a-b", "decoded"), row("/a%2Fb", null, "decoded"),
				row("/api ", "/api", "can have this character"), row("/a b", null, "can have this character"),
				row("/a/**;/b/**", "/a/**, /b/**", "holds a list"), row("/a /b", "/a, /b", "holds a list"),
				row("\u201c/a\u201d, \u201c/b\u201d", "/a, /b", "holds a list"),
				row("/a;b", null, "can have this character: ';'"), row("/a#b", null, "can have this character"),
				row("/a\\b", null, "can have this character"), row("/a}", null, "can have this character"),
				row("/a\u007f", null, "can have this character"), row("/a//b", null, "empty, . or .."),
				row("/a/../b", null, "empty, . or .."), row("/a/./b", null, "empty, . or .."),
				row("//", null, "trailing slash"));
	}

	@ParameterizedTest
	@CsvSource({ "/", "/**", "/a", "/*", "/{i}", "/{user_id}/x", "/a/*/b/**", "/A-b.c~d", "/caf\u00e9", "/a+b:c@d" })
	void wellWrittenPathIsNoProblem(String path) {
		assertThat(CorsPolicies.check(List.of(GOOD.toBuilder().paths(path).build()), DeploymentContext.none()))
			.isEmpty();
	}

	@ParameterizedTest(name = "<{0}> -> {2}")
	@CsvSource(delimiter = '~',
			value = { "'GET,POST' ~ malformed-method ~ GET, POST", "'get post' ~ malformed-method ~ GET, POST",
					"' PUT ' ~ malformed-method ~ PUT", "'|GET' ~ malformed-method ~ GET", "'[|]' ~ malformed-method ~",
					"'[GET|POST]' ~ malformed-method ~ GET, POST", "ALL ~ malformed-method ~ \"*\"",
					"any ~ malformed-method ~ \"*\"", "'(GET)' ~ malformed-method ~",
					"B\u00dcCHER ~ malformed-method ~", "trace ~ forbidden-method ~", "CONNECT ~ forbidden-method ~",
					"patch ~ method-case ~ PATCH", "Post ~ method-case ~ POST", "head ~ method-case ~ HEAD" })
	void methodsAreCorrected(String written, String code, @Nullable String meant) {
		assertCorrected(GOOD.toBuilder().allowedMethods(written).build(), "allowed-methods", code, meant);
	}

	@ParameterizedTest
	@CsvSource({ "GET", "PROPFIND", "propfind", "OPTIONS", "QUERY", "*" })
	void wellWrittenMethodIsNoProblem(String method) {
		assertThat(
				CorsPolicies.check(List.of(GOOD.toBuilder().allowedMethods(method).build()), DeploymentContext.none()))
			.isEmpty();
	}

	@ParameterizedTest(name = "<{0}> -> {2}")
	@CsvSource(delimiter = '~',
			value = { "'X-A:' ~ malformed-header-name ~ X-A", "'X-A, X-B' ~ malformed-header-name ~ X-A, X-B",
					"' X-A' ~ malformed-header-name ~ X-A", "'\"X-A\"' ~ malformed-header-name ~ X-A",
					"'X-A: 1' ~ malformed-header-name ~ X-A, 1", "(X-A) ~ malformed-header-name ~",
					"X-\u00dc ~ malformed-header-name ~", "any ~ malformed-header-name ~ \"*\"",
					"All ~ malformed-header-name ~ \"*\"", "X-* ~ malformed-header-prefix ~",
					"** ~ malformed-header-name ~", "X-Forwarded-* ~ malformed-header-prefix ~",
					"X-Foo* ~ malformed-header-prefix ~ X-Foo-*", "Xy* ~ malformed-header-prefix ~ Xy-*",
					"X* ~ malformed-header-prefix ~", "-* ~ malformed-header-prefix ~",
					"X-*-Foo ~ malformed-header-name ~", "Sec-Foo-* ~ forbidden-request-header ~ []",
					"Access-Control-* ~ forbidden-request-header ~ []", "'Proxy-X:' ~ malformed-header-name ~ Proxy-X",
					"'' ~ blank-value ~ []", "Origin ~ forbidden-request-header ~ []",
					"sec-fetch-mode ~ forbidden-request-header ~ []", "Proxy-X ~ forbidden-request-header ~ []",
					"Access-Control-Max-Age ~ forbidden-request-header ~ []" })
	void requestHeadersAreCorrected(String written, String code, @Nullable String meant) {
		assertCorrected(GOOD.toBuilder().allowedHeaders(written).build(), "allowed-headers", code, meant);
	}

	@ParameterizedTest(name = "<{0}> -> {2}")
	@CsvSource(delimiter = '~',
			value = { "'X-Total;' ~ malformed-header-name ~ X-Total", "SET-COOKIE2 ~ forbidden-exposed-header ~ []",
					"pragma ~ safelisted-exposed-header ~ []", "X-* ~ malformed-header-name ~" })
	void responseHeadersAreCorrected(String written, String code, @Nullable String meant) {
		assertCorrected(GOOD.toBuilder().exposedHeaders(written).build(), "exposed-headers", code, meant);
	}

	@ParameterizedTest
	@CsvSource({ "${HEADERS}", "#{headers}", "{{headers}}", "$(HEADERS)" })
	void placeholdersAreNamedWithoutCorrection(String written) {
		assertCorrected(GOOD.toBuilder().allowedHeaders(written).build(), "allowed-headers", "unresolved-placeholder",
				null);
		assertCorrected(GOOD.toBuilder().paths("/" + written).build(), "paths", "unresolved-placeholder", null);
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource({ "Cookie, allow-credentials", "Referer, never ask for it." })
	void aForbiddenHeaderSaysWhatToDoInstead(String name, String words) {
		assertThat(CorsPolicies.check(List.of(GOOD.toBuilder().allowedHeaders(name).build()), DeploymentContext.none()))
			.singleElement()
			.satisfies((problem) -> assertThat(problem.message()).endsWith(words + (words.endsWith(".") ? "" : ".")));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource({ "post, it is read so.", "patch, a page that sends PATCH is refused." })
	void aMethodInAnotherCaseSaysWhatComesOfIt(String method, String words) {
		assertThat(
				CorsPolicies.check(List.of(GOOD.toBuilder().allowedMethods(method).build()), DeploymentContext.none()))
			.singleElement()
			.satisfies((problem) -> assertThat(problem.message()).endsWith(words));
	}

	private static void assertCorrected(CorsPolicy policy, String property, String code, @Nullable String meant) {
		List<Problem> problems = CorsPolicies.check(List.of(policy), DeploymentContext.none());
		assertThat(problems).singleElement().satisfies((problem) -> {
			assertThat(problem.code().code()).isEqualTo(code);
			assertThat(problem.property()).isEqualTo(property + "[0]");
			assertThat(Fixes.yaml(policy, problem)).isEqualTo((meant != null) ? property + ": " + meant : null);
		});
	}

	private static Arguments row(String written, @Nullable String meant, String reason) {
		return Arguments.of(written, meant, reason);
	}

}
