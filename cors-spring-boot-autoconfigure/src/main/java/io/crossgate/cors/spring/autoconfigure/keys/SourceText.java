package io.crossgate.cors.spring.autoconfigure.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin.Location;
import org.springframework.core.io.Resource;

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
		Location location = location(origin);
		List<String> lines = lines(origin);
		if (location == null || location.getLine() >= lines.size()) {
			return null;
		}
		String line = lines.get(location.getLine());
		int column = location.getColumn();
		return (column >= 0 && column <= line.length()) ? line.substring(column) : null;
	}

	/**
	 * Return the key below which the key of a value stands in YAML, each on a line of its
	 * own, or {@code null} if that is not how it is written.
	 */
	static @Nullable String above(@Nullable Origin origin) {
		Location location = location(origin);
		List<String> lines = lines(origin);
		if (location == null || location.getLine() >= lines.size()) {
			return null;
		}
		int depth = depth(lines.get(location.getLine()));
		boolean entry = lines.get(location.getLine()).startsWith("-", depth);
		for (int i = location.getLine() - 1; i >= 0; i--) {
			String line = lines.get(i);
			int start = depth(line);
			if (start == line.length() || line.startsWith("#", start)) {
				continue;
			}
			if (entry && start <= depth && !line.startsWith("-", start)) {
				entry = false;
				depth = start;
			}
			else if (!entry && start < depth) {
				int colon = (line.stripTrailing() + " ").indexOf(": ");
				return (colon > start) ? line.substring(start, colon).strip() : null;
			}
		}
		return null;
	}

	private static int depth(String line) {
		int depth = 0;
		while (depth < line.length() && line.charAt(depth) == ' ') {
			depth++;
		}
		return depth;
	}

	private static @Nullable Location location(@Nullable Origin origin) {
		return (origin instanceof TextResourceOrigin text) ? text.getLocation() : null;
	}

	private static List<String> lines(@Nullable Origin origin) {
		Resource resource = (origin instanceof TextResourceOrigin text) ? text.getResource() : null;
		try {
			return (resource != null) ? resource.getContentAsString(StandardCharsets.UTF_8).lines().toList()
					: List.of();
		}
		catch (IOException ex) {
			return List.of();
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
