package io.crossgate.cors.fetch;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the elements of a list that stands in one header line: separated by commas, with
 * blanks and tabs around them that mean nothing, and empty ones skipped.
 * <ul>
 * <li>{@code x-a, x-b}: two elements</li>
 * <li>{@code , ,x-a ,}: one element</li>
 * <li>{@code x a;q=1}: one element, whatever it means</li>
 * </ul>
 *
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1">RFC 9110, section
 * 5.6.1</a>
 */
public final class HttpList {

	private HttpList() {
	}

	/**
	 * Reads the elements.
	 * @param line one line of a header
	 * @param limit how many elements are read at most, because the line is untrusted
	 * @return the elements in order
	 */
	public static List<String> of(String line, int limit) {
		List<String> elements = new ArrayList<>();
		int from = 0;
		while (from <= line.length() && elements.size() < limit) {
			int comma = line.indexOf(',', from);
			int end = (comma < 0) ? line.length() : comma;
			int to = end;
			while (from < to && isBlank(line.charAt(from))) {
				from++;
			}
			while (to > from && isBlank(line.charAt(to - 1))) {
				to--;
			}
			if (from < to) {
				elements.add(line.substring(from, to));
			}
			from = end + 1;
		}
		return elements;
	}

	private static boolean isBlank(char c) {
		return c == ' ' || c == '\t';
	}

}
