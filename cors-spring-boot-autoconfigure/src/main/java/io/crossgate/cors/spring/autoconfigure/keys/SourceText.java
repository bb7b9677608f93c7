package io.crossgate.cors.spring.autoconfigure.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.TextResourceOrigin;

/**
 * What an author has written, where the value that was read no longer shows it.
 */
final class SourceText {

	private SourceText() {
	}

	/**
	 * Return the rest of the line from where a value begins, or {@code null} if it is in
	 * no file that can be read.
	 */
	static @Nullable String at(@Nullable Origin origin) {
		if (!(origin instanceof TextResourceOrigin text) || text.getResource() == null || text.getLocation() == null) {
			return null;
		}
		try {
			List<String> lines = text.getResource().getContentAsString(StandardCharsets.UTF_8).lines().toList();
			int line = text.getLocation().getLine();
			int column = text.getLocation().getColumn();
			return (line < lines.size() && column >= 0 && column <= lines.get(line).length())
					? lines.get(line).substring(column) : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	/** Return whether a list is written there: of an empty one YAML leaves empty text. */
	static boolean isList(@Nullable Origin origin) {
		String text = at(origin);
		return text != null && text.startsWith("[");
	}

	/** Return the first word of a text, as YAML separates them. */
	static String word(String text) {
		int end = 0;
		while (end < text.length() && ",]}# \t".indexOf(text.charAt(end)) < 0) {
			end++;
		}
		return text.substring(0, end);
	}

}
