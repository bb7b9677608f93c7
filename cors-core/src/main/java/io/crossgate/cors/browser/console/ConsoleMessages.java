package io.crossgate.cors.browser.console;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.FetchResult;
import io.crossgate.cors.browser.engine.BrowserEngine;
import io.crossgate.cors.browser.protocol.FetchFailure;

/**
 * The messages that browsers write to their consoles about failed calls.
 * <pre class="code">
 * ConsoleMessage message = ConsoleMessages.of(result, BrowserEngine.FIREFOX);
 * </pre>
 *
 * @since 0.1.0
 */
public final class ConsoleMessages {

	private ConsoleMessages() {
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

}
