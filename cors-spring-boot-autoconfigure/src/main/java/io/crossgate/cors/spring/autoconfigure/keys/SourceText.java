package io.crossgate.cors.spring.autoconfigure.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin.Location;
import org.springframework.core.io.Resource;

/**
 * What an author has written, where the value that was read no longer shows it.
 */
final class SourceText {

	/** Many properties stand in one file. */
	private final Map<Resource, List<String>> lines = new HashMap<>();

	/**
	 * Return the rest of the line from where a value begins, or {@code null} if it is in
	 * no file that can be read.
	 */
	@Nullable String at(@Nullable Origin origin) {
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
	@Nullable String above(@Nullable Origin origin) {
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

	private List<String> lines(@Nullable Origin origin) {
		Resource resource = (origin instanceof TextResourceOrigin text) ? text.getResource() : null;
		return (resource != null) ? this.lines.computeIfAbsent(resource, SourceText::read) : List.of();
	}

	private static List<String> read(Resource resource) {
		try {
			return resource.getContentAsString(StandardCharsets.UTF_8).lines().toList();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	/** Return whether a list is written there: of an empty one YAML leaves empty text. */
	boolean isList(@Nullable Origin origin) {
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
