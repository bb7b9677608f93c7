package io.crossgate.cors.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What a target is given: text, so that a finding can be read, kept and changed by hand.
 * A blank line stands between what is configured and what is sent.
 *
 * @param configured the lines before the first blank one
 * @param sent the lines behind it
 */
record FuzzInput(List<String> configured, List<String> sent) {

	private static final int MAX_LINES = 40;

	static String text(byte[] input) {
		return new String(input, StandardCharsets.UTF_8);
	}

	static FuzzInput of(byte[] input) {
		String text = text(input);
		int blank = text.indexOf("\n\n");
		return new FuzzInput((blank < 0) ? List.of() : lines(text.substring(0, blank)),
				lines(text.substring((blank < 0) ? 0 : blank + 2)));
	}

	private static List<String> lines(String text) {
		return Arrays.stream(text.split("\n", -1)).limit(MAX_LINES).toList();
	}

}
