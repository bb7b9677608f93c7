package io.crossgate.cors.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page's own "Run all", in a real browser: what the scenarios teach is what happens.
 */
class ScenariosInChromiumTests {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	@TempDir
	Path profile;

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void everyScenarioComesOutAsExpected(WebApplicationType type) throws Exception {
		WebDriver browser = Chromium.start(this.profile);
		try (Laboratory laboratory = Laboratory.on(type)) {
			browser.get(laboratory.addresses().home());
			waitFor(browser, "body[data-ready]");
			browser.findElement(By.id("run-all")).click();
			waitFor(browser, "body[data-finished]");
			Map<String, String> verdicts = verdicts(browser);
			assertThat(verdicts).hasSizeGreaterThanOrEqualTo(24)
				.allSatisfy((id, verdict) -> assertThat(verdict).containsAnyOf("as it should.", "as it should be."));
			assertThat(browser.findElement(By.id("summary")).getText())
				.isEqualTo("%1$d of %1$d as expected".formatted(verdicts.size()));
		}
		finally {
			browser.quit();
		}
	}

	private static Map<String, String> verdicts(WebDriver browser) {
		Map<String, String> verdicts = new LinkedHashMap<>();
		for (WebElement card : browser.findElements(By.cssSelector("article.card"))) {
			verdicts.put(card.getDomAttribute("id"), card.findElement(By.className("verdict")).getText());
		}
		return verdicts;
	}

	private static void waitFor(WebDriver browser, String selector) {
		new WebDriverWait(browser, PATIENCE)
			.until((driver) -> !driver.findElements(By.cssSelector(selector)).isEmpty());
	}

}
