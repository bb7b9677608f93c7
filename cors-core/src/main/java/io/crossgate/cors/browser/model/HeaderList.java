package io.crossgate.cors.browser.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.HeaderValues;
import io.crossgate.cors.fetch.Tokens;

/**
 * Header lines in the order in which they are sent. A name may occur more than once;
 * names are found in any case. Values are bytes, one character up to {@code U+00FF} each.
 *
 * @param lines the lines
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#concept-header-list">Fetch, header
 * list</a>
 */
public record HeaderList(List<Line> lines) {

	/**
	 * Copies the lines.
	 * @param lines the lines
	 */
	public HeaderList {
		lines = List.copyOf(lines);
	}

	/**
	 * Return an empty list.
	 * @return a list of no lines
	 */
	public static HeaderList none() {
		return new HeaderList(List.of());
	}

	/**
	 * Append a line; lines of the same name stay.
	 * @param name a name
	 * @param value a value
	 * @return the longer list
	 */
	public HeaderList with(String name, String value) {
		List<Line> longer = new ArrayList<>(this.lines);
		longer.add(new Line(name, value));
		return new HeaderList(longer);
	}

	/**
	 * Return the values of all lines of a name.
	 * @param name a name in any case
	 * @return the values in order, one per line
	 */
	public List<String> values(String name) {
		return this.lines.stream().filter((line) -> line.isNamed(name)).map(Line::value).toList();
	}

	/**
	 * Return the value of a name as the standard gets it: all lines, joined by a comma
	 * and a space. This is what makes two equal {@code Access-Control-Allow-Origin} lines
	 * fail.
	 * @param name a name in any case
	 * @return the joined value, or {@code null} if there is no such line
	 * @see <a href="https://fetch.spec.whatwg.org/#concept-header-list-get">Fetch, get a
	 * header</a>
	 */
	public @Nullable String get(String name) {
		List<String> values = values(name);
		return values.isEmpty() ? null : String.join(", ", values.stream().map(HeaderValues::strip).toList());
	}

	/**
	 * Return whether there is a line of a name.
	 * @param name a name in any case
	 * @return whether there is one
	 */
	public boolean contains(String name) {
		return this.lines.stream().anyMatch((line) -> line.isNamed(name));
	}

	/**
	 * Return the names.
	 * @return every name once, in lower case and in order of its bytes
	 */
	public Set<String> names() {
		Set<String> names = new TreeSet<>();
		this.lines.forEach((line) -> names.add(Tokens.toAsciiLowerCase(line.name())));
		return names;
	}

	/**
	 * Combine a value with the first line of its name, or append a line if there is none.
	 * @param name a name
	 * @param value a value
	 * @return the changed list
	 * @see <a href="https://fetch.spec.whatwg.org/#concept-header-list-combine">Fetch,
	 * combine</a>
	 */
	public HeaderList combined(String name, String value) {
		List<Line> combined = new ArrayList<>(this.lines);
		for (int i = 0; i < combined.size(); i++) {
			Line line = combined.get(i);
			if (line.isNamed(name)) {
				combined.set(i, new Line(line.name(), line.value() + ", " + value));
				return new HeaderList(combined);
			}
		}
		return with(name, value);
	}

	/**
	 * Replace the value of a name.
	 * @param name a name
	 * @param value the value of all its lines
	 * @return the changed list
	 */
	public HeaderList replaced(String name, String value) {
		return new HeaderList(
				this.lines.stream().map((line) -> line.isNamed(name) ? new Line(line.name(), value) : line).toList());
	}

	/**
	 * Return the lines as the iterator of a {@code Headers} object gives them: one per
	 * name.
	 * @return the names in lower case and order, each with its values combined
	 * @see <a href=
	 * "https://fetch.spec.whatwg.org/#concept-header-list-sort-and-combine">Fetch, sort
	 * and combine</a>
	 */
	public HeaderList sortedAndCombined() {
		return new HeaderList(names().stream().map((name) -> new Line(name, String.join(", ", values(name)))).toList());
	}

	/**
	 * Remove lines.
	 * @param lowerCaseNames names in lower case
	 * @return the list without their lines
	 */
	public HeaderList without(Set<String> lowerCaseNames) {
		return new HeaderList(this.lines.stream()
			.filter((line) -> !lowerCaseNames.contains(Tokens.toAsciiLowerCase(line.name())))
			.toList());
	}

	/**
	 * One header line.
	 *
	 * @param name the name as it was written
	 * @param value the value
	 * @since 0.1.0
	 */
	public record Line(String name, String value) {

		/**
		 * Return whether the line has a name.
		 * @param other a name in any case
		 * @return whether it has
		 */
		public boolean isNamed(String other) {
			return Tokens.toAsciiLowerCase(this.name).equals(Tokens.toAsciiLowerCase(other));
		}

	}

}
