package io.crossgate.cors.browser;

import java.util.List;

/**
 * What a browser writes to its console about a failed call. This is the sentence people
 * paste into a search engine.
 *
 * @param code the engine's own name for the failure; empty if it has none
 * @param lines the lines it writes, the telling one first
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
	 * Gets the line that tells what is wrong.
	 * @return the first line
	 */
	public String text() {
		return this.lines.get(0);
	}

}
