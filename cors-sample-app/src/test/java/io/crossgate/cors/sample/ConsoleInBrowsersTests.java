package io.crossgate.cors.sample;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;

import io.crossgate.cors.sample.browser.BrowserKind;
import io.crossgate.cors.sample.browser.Browsers;
import io.crossgate.cors.sample.browser.RealBrowser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In development the console of a real browser names the true cause of a refusal, and
 * leads to the YAML that would allow it.
 */
@Tag("browsers")
@ExtendWith(Browsers.Sharing.class)
class ConsoleInBrowsersTests {

	private static final String FETCH = """
			const found = JSON.parse(arguments[1]);
			return fetch(arguments[0], found).then(() => 'read', (error) => error.message);
			""";

	private static final String FRAME = """
			const frame = document.createElement('iframe');
			const loaded = new Promise((resolve) => { frame.onload = resolve; });
			frame.src = arguments[0];
			document.body.append(frame);
			await loaded;
			""";

	private static final Map<WebApplicationType, Laboratory> LABORATORIES = new EnumMap<>(WebApplicationType.class);

	@BeforeAll
	static void start() throws IOException {
		for (WebApplicationType type : List.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)) {
			LABORATORIES.put(type, Laboratory.on(type, "--spring.profiles.active=dev"));
		}
	}

	@AfterAll
	static void stop() {
		LABORATORIES.values().forEach(Laboratory::close);
	}

	@ParameterizedTest
	@CsvSource({ "CHROMIUM, SERVLET", "CHROMIUM, REACTIVE", "FIREFOX, SERVLET", "FIREFOX, REACTIVE" })
	void theConsoleNamesTheTrueCause(BrowserKind kind, WebApplicationType type, Browsers browsers) {
		RealBrowser browser = browsers.get(kind);
		String blocked = kind.engine().scriptMessage();
		Addresses addresses = LABORATORIES.get(type).addresses();
		String server = addresses.otherName();

		browser.open(addresses.unlistedOrigin() + "/frame.html");
		browser.takeConsole();
		assertThat(fetch(browser, server + "/api/todos", "{}")).isEqualTo(blocked);
		String origin = console(browser, switch (kind) {
			case CHROMIUM -> "that is not equal to the supplied origin";
			default -> "CORS header ‘Access-Control-Allow-Origin’ does not match";
		});
		String start = server + "/__cors/why/origin-not-allowed?";
		assertThat(origin).contains(start);
		String link = origin.substring(origin.indexOf(start)).split("['’]", 2)[0];

		browser.open(addresses.home() + "/frame.html");
		assertThat(fetch(browser, server + "/api/todos", "{}")).isEqualTo("read");
		assertThat(fetch(browser, server + "/api/todos/1", "{\"method\": \"PATCH\"}")).isEqualTo(blocked);
		console(browser, switch (kind) {
			case CHROMIUM -> "Method PATCH is not allowed by Access-Control-Allow-Methods";
			default -> "Did not find method in CORS header ‘Access-Control-Allow-Methods’";
		});
		assertThat(
				fetch(browser, server + "/api/todos", "{\"headers\": {\"X-Request-Id\": \"1\", \"baggage\": \"1\"}}"))
			.isEqualTo(blocked);
		console(browser, switch (kind) {
			case CHROMIUM -> "Request header field baggage is not allowed";
			default -> "header ‘baggage’ is not allowed according to header";
		});

		for (String page : List.of(addresses.unlistedOrigin(), server)) {
			browser.open(page + "/frame.html");
			browser.takeConsole();
			browser.run(FRAME, link);
			console(browser, "frame-ancestors 'none'");
		}
		browser.open(link);
		assertThat(browser.texts("body")).singleElement()
			.asString()
			.contains("origin-not-allowed")
			.contains("allowed-origins: ")
			.contains(addresses.unlistedOrigin())
			.contains("curl -i")
			.doesNotContain(addresses.home());
	}

	private static String fetch(RealBrowser browser, String url, String options) {
		return browser.run(FETCH, url, options);
	}

	/** Waits for a line: it is written by another process than the script's. */
	private static String console(RealBrowser browser, String part) {
		List<String> lines = new ArrayList<>();
		Awaitility.await(part).atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			lines.addAll(browser.takeConsole());
			assertThat(lines).anyMatch((line) -> line.contains(part));
		});
		return lines.stream().filter((line) -> line.contains(part)).findFirst().orElseThrow();
	}

}
