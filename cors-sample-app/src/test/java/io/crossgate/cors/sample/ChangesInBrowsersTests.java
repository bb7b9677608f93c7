package io.crossgate.cors.sample;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;

import io.crossgate.cors.sample.browser.BrowserKind;
import io.crossgate.cors.sample.browser.Browsers;
import io.crossgate.cors.sample.browser.RealBrowser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The YAML that a scenario offers makes it come out otherwise in a real browser, and
 * undone it comes out as before.
 */
@Tag("browsers")
@ExtendWith(Browsers.Sharing.class)
class ChangesInBrowsersTests {

	private static Laboratory laboratory;

	@BeforeAll
	static void start() throws Exception {
		laboratory = Laboratory.on(WebApplicationType.SERVLET);
	}

	@AfterAll
	static void stop() {
		laboratory.close();
	}

	@ParameterizedTest
	@EnumSource
	void applyChangesTheVerdictAndUndoRestoresIt(BrowserKind kind, Browsers browsers) {
		RealBrowser browser = open(browsers.get(kind), "denied-header");
		String before = fingerprint(browser);
		run(browser, "denied-header");
		assertThat(verdict(browser, "denied-header")).contains("Here is why.");
		browser.click("#denied-header .apply");
		browser.waitFor("#denied-header[data-state=changed]");
		assertThat(verdict(browser, "denied-header")).contains("JavaScript sees 200, it saw blocked",
				"the server decides “preflight allowed, actual allowed”, it decided “preflight headers-not-allowed”");
		assertThat(fingerprint(browser)).isNotEqualTo(before);
		assertThat(browser.texts("#changes-text").get(0)).contains("1 change of yours is in force");
		browser.click("#undo");
		browser.waitFor("#denied-header[data-state=expected]");
		assertThat(fingerprint(browser)).isEqualTo(before);
		assertThat(verdict(browser, "denied-header")).contains("JavaScript sees blocked, it saw 200");
		browser.waitFor("#changes[hidden]");
	}

	@ParameterizedTest
	@EnumSource
	void refusedChangeSaysWhyAndChangesNothing(BrowserKind kind, Browsers browsers) {
		RealBrowser browser = open(browsers.get(kind), "policies");
		String before = fingerprint(browser);
		browser.run("document.querySelector('#policies textarea').value = arguments[0]",
				"cors:\n  policies:\n    api:\n      allowed-origins: any");
		browser.click("#policies .apply");
		browser.waitFor("#policies .problems:not([hidden])");
		assertThat(browser.texts("#policies .problems").get(0)).contains("[any-origin-with-credentials]", "the page:4:",
				"why  ", "fix  ");
		assertThat(browser.texts("#policies .applied")).containsExactly("Refused, and nothing has changed:");
		browser.reload();
		browser.waitFor("body[data-ready]");
		assertThat(fingerprint(browser)).isEqualTo(before);
		browser.waitFor("#changes[hidden]");
	}

	@Test
	void everyChangeThatIsOfferedMakesADifference(Browsers browsers) {
		RealBrowser browser = open(browsers.get(BrowserKind.CHROMIUM), "start");
		String before = fingerprint(browser);
		List<String> ids = List
			.of(browser.run("return [...document.querySelectorAll('article.card')].map((card) => card.id).join(' ')")
				.split(" "));
		int offered = 0;
		for (String id : ids) {
			browser.run("location.hash = arguments[0]", id);
			run(browser, id);
			if (browser.texts("#" + id + " .apply").isEmpty()) {
				continue;
			}
			offered++;
			browser.click("#" + id + " .apply");
			assertThatNoException().as(id).isThrownBy(() -> browser.waitFor("#" + id + "[data-state=changed]"));
			assertThat(verdict(browser, id)).doesNotContain("as before");
			browser.click("#undo");
			browser.waitFor("#changes[hidden]");
			browser.waitFor("#" + id + "[data-state=expected]");
			assertThat(fingerprint(browser)).as(id).isEqualTo(before);
		}
		assertThat(offered).isGreaterThan(ids.size() / 2);
	}

	private static RealBrowser open(RealBrowser browser, String id) {
		browser.open("about:blank");
		browser.open(laboratory.addresses().home() + "/#" + id);
		browser.waitFor("body[data-ready]");
		return browser;
	}

	private static void run(RealBrowser browser, String id) {
		browser.click("#" + id + " .buttons button");
		browser.waitFor("#%1$s[data-state=expected], #%1$s[data-state=different]".formatted(id));
	}

	private static String verdict(RealBrowser browser, String id) {
		return browser.texts("#" + id + " .verdict").get(0);
	}

	/** As the page knows it by now. */
	private static String fingerprint(RealBrowser browser) {
		return browser.run("return (await (await fetch('/lab/changes')).json()).fingerprint");
	}

}
