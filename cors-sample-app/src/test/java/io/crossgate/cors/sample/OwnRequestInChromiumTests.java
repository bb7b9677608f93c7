package io.crossgate.cors.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chromium.HasCdp;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page says about a request of the visitor's own making is what happened to it.
 */
class OwnRequestInChromiumTests {

	private static final String SUBMIT = """
			const form = document.getElementById('own-request');
			document.getElementById('own-result').replaceChildren();
			form.reset();
			for (const [name, value] of Object.entries(arguments[0])) {
				const field = form.elements[name];
				field[field.type === 'checkbox' ? 'checked' : 'value'] = value;
			}
			form.requestSubmit();
			""";

	@TempDir
	static Path profile;

	private static WebDriver browser;

	private static Laboratory laboratory;

	@BeforeAll
	static void start() throws Exception {
		browser = Chromium.start(profile);
		laboratory = Laboratory.on(WebApplicationType.SERVLET);
		open("");
	}

	@AfterAll
	static void stop() {
		if (laboratory != null) {
			laboratory.close();
		}
		if (browser != null) {
			browser.quit();
		}
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					a preflight no policy covers | method=GET;path=/nowhere;headers=X-A: 1  | A preflight first, because of header x-a.
					no policy and no preflight   | path=/nowhere;headers=                   | The application answered 404.
					a status that can be read    | path=/api/nothing-here;headers=          | The application answered 404.
					a header no page may set     | headers=Host: x                          | Left out: Host, which no page may set.
					a line without a colon       | headers=X-A 1                            | Left out: “X-A 1”, a line without a colon.
					a name that is no token      | headers=bad name: 1                      | Nothing: a header can't be sent as it is.
					a GET with a body            | headers=;body=hello                      | Nothing: GET and HEAD have no body.
					a body with its method       | method=POST;headers=Content-Type: application/json;body=x | because Content-Type is application/json
					no preflight                 | headers=                                 | No preflight: any page may send such a request without asking.
					the page's own origin        | to=home;headers=X-A: 1                   | No preflight: the origin is the same.
					left out by no-cors          | mode=no-cors;headers=X-A: 1              | Left out: X-A, because no-cors sends safelisted headers only.
					refused before it            | method=PATCH;headers=                    | Answered with 403; the application never sees preflights.
					""")
	void pageSaysWhatHappenedToTheRequest(String what, String fields, String sentence) {
		String result = send(fields);
		assertThat(result).contains(sentence).doesNotContain("remembers", "served it");
		if (sentence.startsWith("Nothing")) {
			assertThat(result).contains("Nothing: no request was sent.", "TypeError");
		}
	}

	@Test
	void offersNoPolicyThatIsOpenToAnyOrigin() {
		assertThat(send("path=/nowhere;headers=X-A: 1")).doesNotContain("public:");
		assertThat(send("path=/nowhere;headers=")).doesNotContain("public:");
	}

	@ParameterizedTest
	@ValueSource(strings = { "path=/nowhere;headers=X-A: 1", "path=/private/report;headers=", "method=PATCH;headers=",
			"headers=X-A: 1", "path=/partner/offers;credentials=on;headers=", "to=otherName;path=/nowhere;headers=" })
	void theConsoleLineIsTheBrowsersOwn(String fields) {
		console();
		send(fields);
		String line = browser.findElement(By.cssSelector("#own-result dd[data-browser=chromium]")).getText();
		assertThat(line).startsWith("Access to fetch at").contains("blocked by CORS policy");
		assertThat(console()).contains(line);
	}

	@ParameterizedTest
	@ValueSource(ints = { 390, 375, 360, 320 })
	void scrollsInOneDirectionOnAPhone(int width) {
		((HasCdp) browser).executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", true));
		try {
			open("");
			send("path=/nowhere;headers=X-A: 1");
			assertThat(script("return document.documentElement.scrollWidth")).isEqualTo((long) width);
		}
		finally {
			((HasCdp) browser).executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
		}
	}

	@Test
	void theFocusStartsAtTheScenarioOfALink() {
		open("#denied-header");
		assertThat(script("return document.activeElement.id")).isEqualTo("denied-header");
		open("#own");
		assertThat(script("return document.activeElement.id")).isEqualTo("own");
	}

	private static void open(String fragment) {
		browser.get("about:blank");
		browser.get(laboratory.addresses().home() + "/" + fragment);
		waitFor("body[data-ready]");
	}

	private static String send(String fields) {
		Map<String, String> values = Arrays.stream(fields.split(";"))
			.map((field) -> field.split("=", 2))
			.collect(Collectors.toMap((field) -> field[0], (field) -> field[1]));
		((JavascriptExecutor) browser).executeScript(SUBMIT, values);
		waitFor("#own-result > *");
		// As in the source: texts that are folded away, and titles as they are written.
		return String.valueOf(script("return document.getElementById('own-result').textContent"));
	}

	private static Object script(String script) {
		return ((JavascriptExecutor) browser).executeScript(script);
	}

	private static String console() {
		return browser.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.map(LogEntry::getMessage)
			.collect(Collectors.joining("\n"));
	}

	private static void waitFor(String selector) {
		new WebDriverWait(browser, Duration.ofSeconds(30))
			.until((driver) -> !driver.findElements(By.cssSelector(selector)).isEmpty());
	}

}
