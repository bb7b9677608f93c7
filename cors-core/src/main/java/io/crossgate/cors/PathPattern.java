package io.crossgate.cors;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A path pattern of a policy: segments that are literal, {@code *} or {@code {name}} for
 * exactly one segment, and {@code **} at the end for any number of segments, none
 * included. Case-sensitive.
 * <ul>
 * <li>permitted: {@code /}, {@code /**}, {@code /api/**}, {@code /orders/*},
 * {@code /orders/{id}/items}</li>
 * <li>prohibited: {@code api/**}, {@code /api/}, {@code /**}{@code /x}, {@code /a*},
 * <code>/{id:\d+}</code>, <code>/{*rest}</code>, {@code /a//b}, {@code /a/../b}</li>
 * </ul>
 *
 * @param text the pattern as written
 * @param segments the segments; an empty string stands for exactly one segment of any
 * text
 * @param deep whether the pattern ends in {@code **}
 */
record PathPattern(String text, List<String> segments, boolean deep) {

	/** Stands for one segment, because no literal segment is empty. */
	static final String ANY = "";

	static PathPattern parse(String text) {
		if (!text.startsWith("/")) {
			throw new MalformedPathException("A path starts with a slash.", suggestion("/" + text));
		}
		List<String> segments = new ArrayList<>();
		boolean deep = false;
		int from = 1;
		while (from < text.length()) {
			int slash = text.indexOf('/', from);
			int to = (slash < 0) ? text.length() : slash;
			String segment = text.substring(from, to);
			if (slash == text.length() - 1) {
				throw new MalformedPathException("A trailing slash makes another path; routers tell the two apart.",
						suggestion(text.substring(0, slash) + (segment.equals("**") ? "" : "/**")));
			}
			if (segment.equals("**")) {
				if (slash >= 0) {
					throw new MalformedPathException("** stands at the end only, for any number of segments.",
							suggestion(text.substring(0, to)));
				}
				deep = true;
			}
			else {
				segments.add(segment(text, segment, from, slash < 0));
			}
			from = to + 1;
		}
		return new PathPattern(text, List.copyOf(segments), deep);
	}

	private static String segment(String text, String segment, int from, boolean last) {
		if (segment.equals("*") || isVariable(segment)) {
			return ANY;
		}
		String before = text.substring(0, from);
		String behind = text.substring(from + segment.length());
		if (segment.startsWith("{*")) {
			throw new MalformedPathException("** stands for the rest of a path; it can't be captured.",
					suggestion(before + "**"));
		}
		if (segment.indexOf('*') >= 0 || segment.indexOf('{') >= 0 || segment.indexOf('?') >= 0) {
			throw new MalformedPathException("A wildcard stands for a whole segment, never for a part of one.",
					suggestion(before + ((last && segment.endsWith("**")) ? "**" : "*") + behind));
		}
		if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
			throw new MalformedPathException("Paths with empty, . or .. segments never select a policy.", null);
		}
		for (int i = 0; i < segment.length(); i++) {
			char c = segment.charAt(i);
			if (c == '%') {
				throw new MalformedPathException("A path is compared decoded; write the character itself.", null);
			}
			if (c <= ' ' || c == '\\' || c == ';' || c == '#' || c == '}' || c == 0x7F) {
				throw new MalformedPathException("No path that selects a policy has this character: '" + c + "'.",
						null);
			}
		}
		return segment;
	}

	private static boolean isVariable(String segment) {
		if (segment.length() < 3 || segment.charAt(0) != '{' || segment.charAt(segment.length() - 1) != '}') {
			return false;
		}
		return segment.substring(1, segment.length() - 1).chars().allMatch(Character::isJavaIdentifierPart);
	}

	private static @Nullable String suggestion(String text) {
		try {
			return parse(text.isEmpty() ? "/" : text).text();
		}
		catch (MalformedPathException ex) {
			return ex.suggestion();
		}
	}

	/** Tells whether this pattern matches every path the other matches. */
	boolean covers(PathPattern other) {
		if (other.segments.size() < this.segments.size()) {
			return false;
		}
		for (int i = 0; i < this.segments.size(); i++) {
			String segment = this.segments.get(i);
			if (!segment.equals(ANY) && !segment.equals(other.segments.get(i))) {
				return false;
			}
		}
		return this.deep || (other.segments.size() == this.segments.size() && !other.deep);
	}

	/** Returns a path both match, or {@code null} if there is none. */
	@Nullable String commonPath(PathPattern other) {
		if (this.segments.size() < other.segments.size()) {
			return other.commonPath(this);
		}
		PathPattern longer = this;
		PathPattern shorter = other;
		if (shorter.segments.size() < longer.segments.size() && !shorter.deep) {
			return null;
		}
		StringBuilder path = new StringBuilder();
		for (int i = 0; i < longer.segments.size(); i++) {
			String segment = longer.segments.get(i);
			String opposite = (i < shorter.segments.size()) ? shorter.segments.get(i) : ANY;
			if (!segment.equals(ANY) && !opposite.equals(ANY) && !segment.equals(opposite)) {
				return null;
			}
			String literal = segment.equals(ANY) ? opposite : segment;
			path.append('/').append(literal.equals(ANY) ? "x" : literal);
		}
		return path.isEmpty() ? "/" : path.toString();
	}

	boolean startsWith(PathPattern prefix) {
		return this.segments.size() >= prefix.segments.size()
				&& this.segments.subList(0, prefix.segments.size()).equals(prefix.segments);
	}

	/** A path outside the grammar, and the nearest one inside. */
	static final class MalformedPathException extends IllegalArgumentException {

		private static final long serialVersionUID = 1L;

		private final @Nullable String suggestion;

		MalformedPathException(String message, @Nullable String suggestion) {
			super(message);
			this.suggestion = suggestion;
		}

		@Nullable String suggestion() {
			return this.suggestion;
		}

	}

}
