package io.crossgate.cors.spring.reload;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says why a file can't be read, and in which line.
 */
final class ReadFailure {

	/** The last one is where the parser stopped; the first is what it was in. */
	private static final Pattern MARK = Pattern.compile("line (\\d+), column (\\d+)");

	private static final Pattern BLANKS = Pattern.compile("\\s+");

	private static final int MAX_LENGTH = 400;

	private ReadFailure() {
	}

	static String describe(Path file, Exception failure) {
		String message = (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getName();
		String place = "";
		Matcher mark = MARK.matcher(message);
		while (mark.find()) {
			place = ":" + mark.group(1) + ":" + mark.group(2);
		}
		String line = BLANKS.matcher(message).replaceAll(" ").strip();
		return file + place + " can't be read: " + line.substring(0, Math.min(line.length(), MAX_LENGTH));
	}

}
