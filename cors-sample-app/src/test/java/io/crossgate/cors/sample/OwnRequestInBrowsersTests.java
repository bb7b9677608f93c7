package io.crossgate.cors.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;

import io.crossgate.cors.sample.browser.BrowserKind;
import io.crossgate.cors.sample.browser.Browsers;
import io.crossgate.cors.sample.browser.RealBrowser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the page says about a request of the visitor's own making is what happened to it.
 */
@Tag("browsers")
@ParameterizedClass
@EnumSource(names = { "CHROMIUM", "FIREFOX" })
@ExtendWith(Browsers.Sharing.class)
class OwnRequestInBrowsersTests {

	private static final String SUBMIT = """
			const form = document.getElementById('own-request');
			document.getElementById('own-result').replaceChildren();
			form.reset();
			for (const [name, value] of arguments[0].split(';').map((field) => field.split(/=(.*)/))) {
				const field = form.elements[name];
				field[field.type === 'checkbox' ? 'checked' : 'value'] = value;
			}
			form.requestSubmit();
			""";

	private static Laboratory laboratory;

	private final BrowserKind kind;

	private RealBrowser browser;

	OwnRequestInBrowsersTests(BrowserKind kind) {
		this.kind = kind;
	}

	@BeforeAll
	static void start() throws Exception {
		laboratory = Laboratory.on(WebApplicationType.SERVLET);
	}

	@AfterAll
	static void stop() {
		laboratory.close();
	}

	@BeforeEach
	void open(Browsers browsers) {
		this.browser = browsers.get(this.kind);
		if (!this.browser.run("return location.origin").equals(laboratory.addresses().home())) {
			open("");
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
	void theConsoleLinesAreTheBrowsersOwn(String fields) {
		this.browser.takeConsole();
		send(fields);
		List<String> lines = this.browser
			.texts("#own-result dd[data-browser=%s] p".formatted(this.kind.name().toLowerCase(Locale.ROOT)));
		assertThat(lines).isNotEmpty();
		List<String> console = new ArrayList<>();
		await(lines.get(0)).atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			console.addAll(this.browser.takeConsole());
			assertThat(lines).allSatisfy((line) -> assertThat(console).anyMatch((written) -> written.contains(line)));
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 390, 375, 360, 320 })
	void scrollsInOneDirectionOnAPhone(int width) {
		this.browser.narrow(width);
		try {
			open("");
			send("path=/nowhere;headers=X-A: 1");
			assertThat(this.browser.run("return innerWidth")).isEqualTo("" + width);
			// Firefox draws a bar beside the page, as on a desktop.
			assertThat(this.browser.run("return document.documentElement.scrollWidth"))
				.isEqualTo(this.browser.run("return document.documentElement.clientWidth"));
		}
		finally {
			this.browser.widen();
		}
	}

	@Test
	void theFocusStartsAtTheScenarioOfALink() {
		open("#denied-header");
		assertThat(this.browser.run("return document.activeElement.id")).isEqualTo("denied-header");
		open("#own");
		assertThat(this.browser.run("return document.activeElement.id")).isEqualTo("own");
	}

	private void open(String fragment) {
		this.browser.open("about:blank");
		this.browser.open(laboratory.addresses().home() + "/" + fragment);
		this.browser.waitFor("body[data-ready]");
	}

	private String send(String fields) {
		this.browser.run(SUBMIT, fields);
		this.browser.waitFor("#own-result > *");
		// As in the source: texts that are folded away, and titles as they are written.
		return this.browser.run("return document.getElementById('own-result').textContent");
	}

}
