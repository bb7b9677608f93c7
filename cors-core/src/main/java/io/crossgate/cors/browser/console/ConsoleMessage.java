package io.crossgate.cors.browser.console;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.FetchResult;
import io.crossgate.cors.browser.model.BrowserEngine;
import io.crossgate.cors.browser.model.FetchFailure;

/**
 * What a browser writes to its console about a failed call. <pre class="code">
 * ConsoleMessage message = ConsoleMessage.of(result, BrowserEngine.FIREFOX);
 * </pre>
 *
 * @param code the engine's own name for the failure; empty if it has none
 * @param lines the lines it writes, the one with the reason first
 * @since 0.1.0
 */
public record ConsoleMessage(String code, List<String> lines) {

	/**
	 * Copies the lines.
	 * @param code the code
	 * @param lines the lines
	 */
	public ConsoleMessage {
		lines = List.copyOf(lines);
	}

	/**
	 * Return what an engine writes about a result, in its own words.
	 * @param result the result of a call
	 * @param engine an engine, not necessarily that of the browser
	 * @return its message, or {@code null} if it writes nothing about CORS
	 */
	public static @Nullable ConsoleMessage of(FetchResult result, BrowserEngine engine) {
		FetchFailure failure = result.failure();
		if (failure == null) {
			return null;
		}
		ConsoleContext context = new ConsoleContext(result.call(), result.pageOrigin(), result.url(), result.finalUrl(),
				failure, result.detail(), result.exchanges());
		return switch (engine) {
			case CHROMIUM -> ChromiumConsole.message(context);
			case FIREFOX -> FirefoxConsole.message(context);
			case WEBKIT -> WebKitConsole.message(context);
		};
	}

	/**
	 * Return the line that says what is wrong.
	 * @return the first line
	 */
	public String text() {
		return this.lines.get(0);
	}

}
