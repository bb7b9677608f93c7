package io.crossgate.cors.sample.browser;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A browser, as far as a test uses one: what a person can do with it, and what a script
 * of the page can find out.
 */
public interface RealBrowser extends AutoCloseable {

	/** Goes to a URL as if it had been typed, and waits until it is loaded. */
	void open(String url);

	/**
	 * Runs the body of an async function in the page, which finds the arguments in
	 * {@code arguments}.
	 * @return what it returns, as text
	 */
	String run(String body, String... arguments);

	/** Clicks as a person does, which a script of the page can't. */
	void click(String selector);

	void back();

	/** Loads the page again, and sends again what has been posted for it. */
	void reload();

	/** Gives the page the width of a phone. */
	void narrow(int width);

	/** Gives the page the width of a desktop again. */
	void widen();

	/** The lines of the console that have come since it was asked last. */
	List<String> takeConsole();

	@Override
	void close();

	/** The rendered text of all elements that match. */
	default List<String> texts(String selector) {
		JsonNode texts = JsonMapper.shared()
			.readTree(run(
					"return JSON.stringify([...document.querySelectorAll(arguments[0])].map((found) => found.innerText))",
					selector));
		return StreamSupport.stream(texts.spliterator(), false)
			.map(JsonNode::asString)
			.collect(Collectors.toUnmodifiableList());
	}

	default void waitFor(String selector, Duration patience) {
		Awaitility.await(selector)
			.atMost(patience)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(50))
			// A page that is being replaced runs no script.
			.ignoreExceptions()
			.until(() -> run("return document.querySelector(arguments[0]) !== null", selector).equals("true"));
	}

	default void waitFor(String selector) {
		waitFor(selector, Duration.ofSeconds(30));
	}

}
