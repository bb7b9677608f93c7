package io.crossgate.cors.sample;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In development the console of a real browser names the true cause of a refusal, and
 * leads to the YAML that would allow it.
 */
class ConsoleInChromiumTests {

	private static final String FETCH = "const done = arguments[2];"
			+ "fetch(arguments[0], arguments[1]).then(() => done('read'), (error) => done(String(error)));";

	private static final String FRAME = "const frame = document.createElement('iframe');"
			+ "frame.onload = arguments[1]; frame.src = arguments[0]; document.body.append(frame);";

	@TempDir
	Path profile;

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void theConsoleNamesTheTrueCause(WebApplicationType type) throws Exception {
		WebDriver browser = Chromium.start(this.profile);
		try (Laboratory laboratory = Laboratory.on(type, "--spring.profiles.active=dev")) {
			Addresses addresses = laboratory.addresses();
			String server = addresses.otherName();

			browser.get(addresses.unlistedOrigin() + "/icon.svg");
			assertThat(fetch(browser, server + "/api/todos", "{}")).contains("Failed to fetch");
			String origin = console(browser);
			assertThat(origin).contains("has a value '" + server + "/__cors/why/origin-not-allowed?")
				.contains("that is not equal to the supplied origin");

			browser.get(addresses.home() + "/icon.svg");
			assertThat(fetch(browser, server + "/api/todos", "{}")).isEqualTo("read");
			assertThat(fetch(browser, server + "/api/todos/1", "{\"method\": \"PATCH\"}")).contains("Failed to fetch");
			assertThat(console(browser)).contains("Method PATCH is not allowed by Access-Control-Allow-Methods");
			assertThat(fetch(browser, server + "/api/todos",
					"{\"headers\": {\"X-Request-Id\": \"1\", \"baggage\": \"1\"}}"))
				.contains("Failed to fetch");
			assertThat(console(browser)).contains("Request header field baggage is not allowed");

			int start = origin.indexOf(server + "/__cors/why/");
			String link = origin.substring(start, origin.indexOf('\'', start));
			for (String page : List.of(addresses.unlistedOrigin(), server)) {
				browser.get(page + "/frame.html");
				console(browser);
				((JavascriptExecutor) browser).executeAsyncScript(FRAME, link);
				assertThat(console(browser)).as("framed by %s", page).contains("frame-ancestors 'none'");
			}
			browser.get(link);
			assertThat(browser.findElement(By.tagName("body")).getText()).contains("origin-not-allowed")
				.contains("allowed-origins: ")
				.contains(addresses.unlistedOrigin())
				.contains("curl -i")
				.doesNotContain(addresses.home());
		}
		finally {
			browser.quit();
		}
	}

	private static String fetch(WebDriver browser, String url, String options) {
		Object parsed = ((JavascriptExecutor) browser).executeScript("return " + options);
		return String.valueOf(((JavascriptExecutor) browser).executeAsyncScript(FETCH, url, parsed));
	}

	private static String console(WebDriver browser) {
		return browser.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.map(LogEntry::getMessage)
			.collect(Collectors.joining("\n"));
	}

}
