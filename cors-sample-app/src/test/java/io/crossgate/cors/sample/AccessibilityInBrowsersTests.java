package io.crossgate.cors.sample;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;

import io.crossgate.cors.npm.NpmProject;
import io.crossgate.cors.sample.browser.BrowserKind;
import io.crossgate.cors.sample.browser.Browsers;
import io.crossgate.cors.sample.browser.RealBrowser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page has no serious fault that
 * <a href="https://github.com/dequelabs/axe-core">axe</a> finds, in light and in dark.
 */
@ExtendWith(Browsers.Sharing.class)
class AccessibilityInBrowsersTests {

	/** Returns what is serious or worse, and how many rules were kept. */
	private static final String CHECK = """
			const { violations, passes } = await axe.run(document, { resultTypes: ['violations'] });
			const serious = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
			return JSON.stringify([passes.length > 20, serious.map(({ id, nodes }) =>
				[id, ...nodes.map(({ target, any }) => `${target}: ${any.map(({ message }) => message)}`)])]);
			""";

	private static final String NOTHING = "[true,[]]";

	private static Laboratory laboratory;

	private static String axe;

	private RealBrowser browser;

	@BeforeAll
	static void start(@TempDir Path folder) throws Exception {
		NpmProject.assumeAvailable(AccessibilityInBrowsersTests.class, "The page is not checked by axe");
		NpmProject.install(folder, "/axe", "package.json");
		axe = Files.readString(folder.resolve("node_modules/axe-core/axe.min.js"));
		laboratory = Laboratory.on(WebApplicationType.SERVLET);
	}

	@AfterAll
	static void stop() {
		if (laboratory != null) {
			laboratory.close();
		}
	}

	@AfterEach
	void forgetTheme() {
		if (this.browser != null) {
			this.browser.run("localStorage.clear()");
			this.browser.widen();
		}
	}

	@ParameterizedTest
	@CsvSource({ "light, 1280", "dark, 1280", "light, 390", "dark, 390" })
	void nothingSeriousIsFound(String theme, int width, Browsers browsers) {
		this.browser = browsers.get(BrowserKind.CHROMIUM);
		if (width < 600) {
			this.browser.narrow(width);
		}
		open("");
		this.browser.run("localStorage.setItem('theme', arguments[0])", theme);
		for (String id : new String[] { "start", "own", "policies" }) {
			open(id);
			assertThat(this.browser.run("return getComputedStyle(document.documentElement).colorScheme"))
				.isEqualTo(theme);
			assertThat(check()).as(id).isEqualTo(NOTHING);
		}
		open("crossorigin");
		this.browser.click("#crossorigin .buttons button");
		this.browser.waitFor("#crossorigin[data-state=expected]");
		assertThat(check()).isEqualTo(NOTHING);
		this.browser.run(
				"document.querySelector('#crossorigin textarea').value = 'cors:\\n  policies:\\n    api:\\n      allowed-origins: any'");
		this.browser.click("#crossorigin .apply");
		this.browser.waitFor("#crossorigin .problems:not([hidden])");
		assertThat(check()).isEqualTo(NOTHING);
	}

	@ParameterizedTest
	@CsvSource({ "<img src='icon.svg'>, image-alt", "<button></button>, button-name",
			"<p style='color: #999; background: #fff'>pale</p>, color-contrast" })
	void whatIsAFaultIsFound(String html, String rule, Browsers browsers) {
		this.browser = browsers.get(BrowserKind.CHROMIUM);
		open("start");
		this.browser.run("document.getElementById('start').insertAdjacentHTML('beforeend', arguments[0])", html);
		assertThat(check()).contains(rule);
	}

	private void open(String id) {
		this.browser.open("about:blank");
		this.browser.open(laboratory.addresses().home() + "/#" + id);
		this.browser.waitFor("body[data-ready]");
	}

	private String check() {
		this.browser.run("globalThis.axe ?? globalThis.eval(arguments[0])", axe);
		return this.browser.run(CHECK);
	}

}
