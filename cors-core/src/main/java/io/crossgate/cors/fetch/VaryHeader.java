package io.crossgate.cors.fetch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Adds names to a {@code Vary} header. Names are added once, whatever their case and on
 * whichever line they stand; {@code *} already says everything.
 *
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5">RFC 9110, section
 * 12.5.5</a>
 */
public final class VaryHeader {

	private VaryHeader() {
	}

	/**
	 * Finds the names a response does not vary on yet.
	 * @param lines the response's {@code Vary} lines
	 * @param names the names it must vary on
	 * @return the names to add, in order
	 */
	public static List<String> missing(Collection<String> lines, List<String> names) {
		List<String> present = names(lines);
		List<String> missing = new ArrayList<>(names);
		missing.removeIf((name) -> present.stream().anyMatch(name::equalsIgnoreCase));
		return present.contains("*") ? List.of() : missing;
	}

	/**
	 * Lists the names a response varies on.
	 * @param lines the response's {@code Vary} lines
	 * @return each name once, in order, as first written
	 */
	public static List<String> names(Collection<String> lines) {
		List<String> names = new ArrayList<>();
		for (String line : lines) {
			for (String name : HttpList.of(line, Integer.MAX_VALUE)) {
				if (names.stream().noneMatch(name::equalsIgnoreCase)) {
					names.add(name);
				}
			}
		}
		return names;
	}

	/**
	 * Joins lines into one. Some caches read only one of several lines.
	 * @param lines the response's {@code Vary} lines
	 * @param names the names it must vary on
	 * @return each name once, in order, the names first; {@code *} alone if it is among
	 * them; empty if there are none
	 */
	public static String join(Collection<String> lines, List<String> names) {
		List<String> all = new ArrayList<>(names);
		all.addAll(lines);
		List<String> joined = names(all);
		return joined.contains("*") ? "*" : String.join(", ", joined);
	}

}
