package io.crossgate.cors.sample.browser;

import java.util.Map;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;

/**
 * A browser that has a WebDriver.
 */
abstract class WebDriverBrowser<D extends WebDriver & JavascriptExecutor> implements RealBrowser {

	private static final String RUN = """
			const [body, ...args] = [...arguments].slice(0, -1);
			const done = arguments[arguments.length - 1];
			const run = Object.getPrototypeOf(async () => {}).constructor(body);
			run(...args).then((value) => done({ value: String(value) }), (error) => done({ error: String(error) }));
			""";

	private final D driver;

	WebDriverBrowser(D driver) {
		this.driver = driver;
	}

	final D driver() {
		return this.driver;
	}

	@Override
	public final void open(String url) {
		this.driver.get(url);
	}

	@Override
	public final String run(String body, String... arguments) {
		Object[] all = Stream.concat(Stream.of(body), Stream.of(arguments)).toArray();
		Map<?, ?> outcome = (Map<?, ?>) this.driver.executeAsyncScript(RUN, all);
		if (outcome.containsKey("error")) {
			throw new IllegalStateException(String.valueOf(outcome.get("error")));
		}
		return String.valueOf(outcome.get("value"));
	}

	@Override
	public final void click(String selector) {
		this.driver.findElement(By.cssSelector(selector)).click();
	}

	@Override
	public final void back() {
		this.driver.navigate().back();
	}

	@Override
	public final void reload() {
		this.driver.navigate().refresh();
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
