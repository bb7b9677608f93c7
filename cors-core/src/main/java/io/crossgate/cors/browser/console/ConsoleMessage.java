package io.crossgate.cors.browser.console;

import java.util.List;

/**
 * What a browser writes to its console about a failed call.
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
	 * Return the line that says what is wrong.
	 * @return the first line
	 */
	public String text() {
		return this.lines.get(0);
	}

}
