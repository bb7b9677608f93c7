package io.crossgate.cors.sample;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;

import io.crossgate.cors.sample.browser.BrowserKind;
import io.crossgate.cors.sample.browser.Browsers;
import io.crossgate.cors.sample.browser.RealBrowser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How one gets around on the page: by links that can be shared, back, by keyboard, on a
 * phone.
 */
@Tag("browsers")
@ExtendWith(Browsers.Sharing.class)
class PageInBrowsersTests {

	private static final String SHOWN = "return [...document.querySelectorAll('[data-view]')]"
			+ ".filter((view) => view.checkVisibility()).map((view) => view.id).join(' ')";

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
	void linkOpensItsScenarioAndBackReturns(BrowserKind kind, Browsers browsers) {
		RealBrowser browser = open(browsers.get(kind), "");
		assertThat(browser.run(SHOWN)).isEqualTo("start");
		browser.click("#first");
		assertThat(browser.run("return location.hash")).isEqualTo("#same-origin");
		assertThat(browser.run(SHOWN)).isEqualTo("same-origin");
		assertThat(browser.run("return document.title")).isEqualTo("Same origin, GET and POST – CORS laboratory");
		assertThat(browser.run("return document.activeElement.id")).isEqualTo("same-origin");
		assertThat(browser.run("return document.querySelector('.side [aria-current]').hash")).isEqualTo("#same-origin");
		browser.click("#same-origin [rel=next]");
		browser.waitFor("#same-origin[hidden]");
		browser.back();
		browser.waitFor("#same-origin:not([hidden])");
		browser.back();
		browser.waitFor("#start:not([hidden])");
		assertThat(browser.run(SHOWN)).isEqualTo("start");
		open(browser, "cookies-star");
		assertThat(browser.run(SHOWN)).isEqualTo("cookies-star");
		open(browser, "nothing-of-this-name");
		assertThat(browser.run(SHOWN)).isEqualTo("start");
	}

	@ParameterizedTest
	@EnumSource(names = { "CHROMIUM", "FIREFOX" })
	void everyViewFitsAPhone(BrowserKind kind, Browsers browsers) {
		RealBrowser browser = browsers.get(kind);
		browser.narrow(360);
		try {
			open(browser, "denied-header");
			browser.click("#denied-header .buttons button");
			browser.waitFor("#denied-header .apply");
			for (String id : new String[] { "denied-header", "start", "policies", "what-is-an-origin" }) {
				browser.run("location.hash = arguments[0]", id);
				browser.waitFor("#" + id + ":not([hidden])");
				assertThat(browser.run("return document.documentElement.scrollWidth")).as(id)
					.isEqualTo(browser.run("return document.documentElement.clientWidth"));
			}
		}
		finally {
			browser.widen();
		}
	}

	@ParameterizedTest
	@EnumSource
	void coloursAreTheSystemsOrTheOnesThatWereChosen(BrowserKind kind, Browsers browsers) {
		RealBrowser browser = open(browsers.get(kind), "");
		String system = background(browser);
		String other = choose(browser, "dark");
		assertThat(choose(browser, "light")).isNotEqualTo(other).isEqualTo(system);
		choose(browser, "dark");
		open(browser, "cookies");
		assertThat(background(browser)).isEqualTo(other);
		assertThat(choose(browser, "auto")).isEqualTo(system);
	}

	private static String choose(RealBrowser browser, String theme) {
		browser.run("const select = document.getElementById('theme'); select.value = arguments[0];"
				+ "select.dispatchEvent(new Event('change', { bubbles: true }))", theme);
		return background(browser);
	}

	private static String background(RealBrowser browser) {
		return browser.run("return getComputedStyle(document.body).backgroundColor");
	}

	private static RealBrowser open(RealBrowser browser, String id) {
		browser.open("about:blank");
		browser.open(laboratory.addresses().home() + "/" + (id.isEmpty() ? "" : "#" + id));
		browser.waitFor("body[data-ready]");
		return browser;
	}

}
