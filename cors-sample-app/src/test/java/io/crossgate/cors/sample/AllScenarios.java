package io.crossgate.cors.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.crossgate.cors.sample.browser.BrowserKind;
import io.crossgate.cors.sample.browser.RealBrowser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page's own "Run all".
 */
final class AllScenarios {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private AllScenarios() {
	}

	/** Asserts that all come out as expected, and returns their names. */
	static List<String> run(RealBrowser browser, BrowserKind kind, Laboratory laboratory) {
		browser.open(laboratory.addresses().home());
		browser.waitFor("body[data-ready]");
		if (kind.showsConsole()) {
			browser.takeConsole();
		}
		browser.click("#run-all");
		browser.waitFor("body[data-finished]", PATIENCE);
		Map<String, String> verdicts = verdicts(browser);
		assertThat(verdicts)
			.allSatisfy((id, verdict) -> assertThat(verdict).containsAnyOf("as it should.", "as it should be."));
		assertThat(browser.texts("#summary")).containsExactly("%1$d of %1$d as expected".formatted(verdicts.size()));
		if (kind.showsConsole()) {
			assertConsoleIsTheBrowsersOwn(browser, kind);
		}
		return List.copyOf(verdicts.keySet());
	}

	/**
	 * A line is written by another process than the script's, and those of frames are not
	 * among what can be read from outside.
	 */
	private static void assertConsoleIsTheBrowsersOwn(RealBrowser browser, BrowserKind kind) {
		List<String> lines = browser.texts(".console[data-page='%s'] dd[data-browser=%s] p"
			.formatted(browser.run("return location.origin"), kind.name().toLowerCase(Locale.ROOT)));
		assertThat(lines).hasSizeGreaterThan(15);
		List<String> console = new ArrayList<>();
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			console.addAll(browser.takeConsole());
			assertThat(lines).allSatisfy((line) -> assertThat(console).anyMatch((written) -> written.contains(line)));
		});
	}

	private static Map<String, String> verdicts(RealBrowser browser) {
		List<String> ids = List
			.of(browser.run("return [...document.querySelectorAll('article.card')].map((card) => card.id).join(' ')")
				.split(" "));
		List<String> texts = browser.texts("article.card .verdict");
		assertThat(texts).hasSameSizeAs(ids);
		Map<String, String> verdicts = new LinkedHashMap<>();
		ids.forEach((id) -> verdicts.put(id, texts.get(verdicts.size())));
		return verdicts;
	}

}
