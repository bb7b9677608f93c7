package io.crossgate.cors.alias;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;

import io.crossgate.cors.CorsDecision.Kind;
import io.crossgate.cors.alias.Seen.Request;
import io.crossgate.cors.sample.Laboratory;
import io.crossgate.cors.sample.browser.BrowserKind;
import io.crossgate.cors.sample.browser.Browsers;
import io.crossgate.cors.sample.browser.RealBrowser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Behind an alias of the page's own origin there is no CORS: nothing is asked before a
 * request, nothing of an answer is kept from the page, and no policy lists its origin.
 */
@Tag("browsers")
@ExtendWith(Browsers.Sharing.class)
class SameOriginAliasInBrowsersTests {

	private static final String SEND = "return send({ method: arguments[0], url: arguments[1] })";

	@TempDir
	static Path folder;

	private static final Map<WebApplicationType, Laboratory> LABORATORIES = new EnumMap<>(WebApplicationType.class);

	private static final Map<WebApplicationType, Nginx> PROXIES = new EnumMap<>(WebApplicationType.class);

	@BeforeAll
	static void start() throws IOException {
		Nginx.assumeInstalled();
		for (WebApplicationType type : List.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)) {
			Laboratory laboratory = Laboratory.on(type, List.of(Seen.class));
			LABORATORIES.put(type, laboratory);
			PROXIES.put(type, Nginx.start(Files.createDirectory(folder.resolve(type.name())), laboratory.port(), ""));
		}
	}

	@AfterAll
	static void stop() {
		PROXIES.values().forEach(Nginx::close);
		LABORATORIES.values().forEach(Laboratory::close);
	}

	@ParameterizedTest
	@CsvSource({ "CHROMIUM, SERVLET", "CHROMIUM, REACTIVE", "FIREFOX, SERVLET", "FIREFOX, REACTIVE", "WEBKIT, SERVLET",
			"WEBKIT, REACTIVE" })
	void browserSendsNoCorsRequestThroughTheAlias(BrowserKind kind, WebApplicationType type, Browsers browsers) {
		RealBrowser browser = browsers.get(kind);
		Seen seen = LABORATORIES.get(type).component(Seen.class);
		String page = PROXIES.get(type).origin();
		browser.open(page + "/");
		seen.take();
		assertThat(browser.run(SEND, "GET", "/backend/api/todos")).startsWith("200 [{");
		assertThat(seen.take()).containsExactly(new Request("GET", "", false, Kind.NOT_CORS));
		assertThat(browser.run(SEND, "PUT", "/backend/api/todos/1")).startsWith("200 {").contains("through the alias");
		// An Origin is with every method but GET and HEAD; it makes no CORS request.
		assertThat(seen.take()).containsExactly(new Request("PUT", page, false, Kind.SAME_ORIGIN));
		assertThat(browser.run(SEND, "PATCH", "/backend/api/todos/1"))
			.as("a method that the policy does not allow to pages of other origins")
			.startsWith("200 {");
		assertThat(seen.take()).containsExactly(new Request("PATCH", page, false, Kind.SAME_ORIGIN));
		String headers = browser.run("const response = await fetch('/backend/api/todos');"
				+ "return [...response.headers.keys()].filter((name) => name.startsWith('access-control-')"
				+ " || name === 'x-page-size').join()");
		assertThat(headers).as("a header that the policy does not expose, and none of CORS").isEqualTo("x-page-size");
	}

	/** What the alias saves, or the test above would say nothing. */
	@ParameterizedTest
	@CsvSource({ "CHROMIUM, SERVLET", "CHROMIUM, REACTIVE", "FIREFOX, SERVLET", "FIREFOX, REACTIVE", "WEBKIT, SERVLET",
			"WEBKIT, REACTIVE" })
	void withoutTheAliasTheSameRequestsAreCorsRequests(BrowserKind kind, WebApplicationType type, Browsers browsers) {
		RealBrowser browser = browsers.get(kind);
		Laboratory laboratory = LABORATORIES.get(type);
		Seen seen = laboratory.component(Seen.class);
		String page = PROXIES.get(type).origin();
		String api = "http://localhost:" + laboratory.port() + "/api/todos";
		browser.open(page + "/");
		seen.take();
		assertThat(browser.run(SEND, "GET", api)).startsWith("TypeError");
		assertThat(seen.take()).containsExactly(new Request("GET", page, false, Kind.ACTUAL));
		assertThat(browser.run(SEND, "PUT", api + "/1")).startsWith("TypeError");
		assertThat(seen.take()).containsExactly(new Request("OPTIONS", page, true, Kind.PREFLIGHT));
	}

	/** Whether the application knows its own origin is up to one line of the proxy. */
	@ParameterizedTest
	@CsvSource({ "SERVLET, '', 200", "REACTIVE, '', 200", "SERVLET, proxy_set_header Host $http_host;, 403",
			"REACTIVE, proxy_set_header Host $http_host;, 403" })
	void olderBrowsersNeedTheHostToBePassedOn(WebApplicationType type, String without, int status, @TempDir Path own)
			throws Exception {
		try (Nginx nginx = Nginx.start(own, LABORATORIES.get(type).port(), without)) {
			HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(nginx.origin() + "/backend/api/todos/1"))
				.PUT(BodyPublishers.ofString("{}"));
			assertThat(send(request, nginx).statusCode()).isEqualTo(status);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void locationsAndCookiesAreOfTheAlias(WebApplicationType type) throws Exception {
		Nginx nginx = PROXIES.get(type);
		assertThat(send(post(nginx, "/backend/api/todos"), nginx).headers().firstValue("Location").orElseThrow())
			.startsWith(nginx.origin() + "/backend/api/todos/");
		assertThat(send(post(nginx, "/backend/api/login"), nginx).headers().firstValue("Set-Cookie").orElseThrow())
			.contains("Path=/backend/api;");
	}

	private static HttpRequest.Builder post(Nginx nginx, String path) {
		return HttpRequest.newBuilder(URI.create(nginx.origin() + path)).POST(BodyPublishers.ofString("{}"));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request, Nginx nginx) throws Exception {
		return HttpClient.newHttpClient()
			.send(request.header("Origin", nginx.origin()).header("Content-Type", "application/json").build(),
					BodyHandlers.ofString());
	}

}
