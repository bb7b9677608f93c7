package io.crossgate.cors.path;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.util.SafeText;

/**
 * A path pattern of a policy: segments that are literal, {@code *} or {@code {name}} for
 * exactly one segment, and {@code **} at the end for any number of segments, none
 * included. Case-sensitive.
 * <ul>
 * <li>permitted: {@code /}, {@code /**}, {@code /api/**}, {@code /orders/*},
 * {@code /orders/{id}/items}</li>
 * <li>prohibited: {@code api/**}, {@code /api/}, {@code /**}{@code /x}, {@code /a*},
 * <code>/{id:\d+}</code>, <code>/{*rest}</code>, {@code /a//b}, {@code /a/../b}, more
 * than 256 segments or 8192 characters</li>
 * </ul>
 *
 * @param text the pattern as written
 * @param segments the segments; an empty string stands for exactly one segment of any
 * text
 * @param multiSegment whether the pattern ends in {@code **}
 * @since 0.1.0
 */
public record PathPattern(String text, List<String> segments, boolean multiSegment) {

	private static final String QUOTES = "\"'`\u201c\u201d\u2018\u2019";

	/** Stands for one segment, because no literal segment is empty. */
	public static final String ANY = "";

	/**
	 * Copies the segments.
	 */
	public PathPattern {
		segments = List.copyOf(segments);
	}

	/**
	 * Parses a pattern.
	 * @param text the pattern as written
	 * @return the pattern
	 * @throws MalformedPathException if it is outside the grammar
	 */
	public static PathPattern parse(String text) {
		int slashes = 0;
		for (int i = 0; i < text.length(); i++) {
			slashes += (text.charAt(i) == '/') ? 1 : 0;
		}
		if (slashes > RequestPath.MAX_SEGMENTS) {
			throw new MalformedPathException("A path has at most " + RequestPath.MAX_SEGMENTS
					+ " segments, as have requests; this one has " + slashes + ".", null);
		}
		if (text.length() > RequestPath.MAX_LENGTH) {
			throw new MalformedPathException("A path has at most " + RequestPath.MAX_LENGTH
					+ " characters, as have requests; this one has " + text.length() + ".", null);
		}
		if (!text.startsWith("/")) {
			throw new MalformedPathException("A path starts with a slash.", suggestion(rooted(unquoted(text.strip()))));
		}
		List<String> segments = new ArrayList<>();
		boolean multiSegment = false;
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
					throw new MalformedPathException("** stands at the end only, for any number of segments; "
							+ text.substring(0, to) + " would be more.", null);
				}
				multiSegment = true;
			}
			else {
				segments.add(segment(text, segment, from, slash < 0));
			}
			from = to + 1;
		}
		return new PathPattern(text, segments, multiSegment);
	}

	private static String unquoted(String text) {
		int from = 0;
		int to = text.length();
		while (from < to && QUOTES.indexOf(text.charAt(from)) >= 0) {
			from++;
		}
		while (to > from && QUOTES.indexOf(text.charAt(to - 1)) >= 0) {
			to--;
		}
		return text.substring(from, to);
	}

	private static String rooted(String text) {
		if (text.equals("*") || text.equals("any") || text.equals("all")) {
			return "/**";
		}
		int authority = text.indexOf("://");
		if (authority >= 0) {
			int path = text.indexOf('/', authority + 3);
			return (path < 0) ? "/**" : text.substring(path);
		}
		String slashes = text.replace('\\', '/');
		return slashes.startsWith("/") ? slashes : "/" + slashes;
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
		if (segment.indexOf('?') >= 0 && segment.indexOf('=') >= 0) {
			throw new MalformedPathException("A path has no query.",
					suggestion(before + segment.substring(0, segment.indexOf('?'))));
		}
		if (segment.indexOf('*') >= 0 || segment.indexOf('{') >= 0 || segment.indexOf('?') >= 0) {
			String wildcard = wildcard(segment, last);
			throw new MalformedPathException("A wildcard stands for a whole segment, never for a part of one.",
					(wildcard != null) ? suggestion(before + wildcard + behind) : null);
		}
		if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
			throw new MalformedPathException("Paths with empty, . or .. segments never select a policy.", null);
		}
		for (int i = 0; i < segment.length(); i++) {
			char c = segment.charAt(i);
			if (c == '%') {
				throw new MalformedPathException("A path is compared decoded; write the character itself.",
						decoded(text));
			}
			if (c <= ' ' || c == '\\' || c == ';' || c == '#' || c == '}' || c == 0x7F) {
				throw new MalformedPathException("No pattern can have this character: '" + SafeText.of("" + c) + "'.",
						text.equals(text.strip()) ? null : suggestion(text.strip()));
			}
		}
		return segment;
	}

	/**
	 * With api** the path /api/** is meant, and with a forgotten brace a whole segment.
	 * If a part of one is meant, the correction matches more.
	 */
	private static @Nullable String wildcard(String segment, boolean last) {
		int close = segment.indexOf('}');
		boolean variable = segment.startsWith("{") && (close < 0 || close == segment.length() - 1);
		if (variable && segment.indexOf('*') < 0 && segment.indexOf(':') < 0) {
			return "*";
		}
		String literal = segment.endsWith("**") ? segment.substring(0, segment.length() - 2) : "*";
		return (last && literal.indexOf('*') < 0 && literal.indexOf('{') < 0 && literal.indexOf('?') < 0)
				? literal + "/**" : null;
	}

	private static @Nullable String decoded(String text) {
		return RequestPath.isCanonical(text) ? suggestion(RequestPath.decode(text)) : null;
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

	/**
	 * Return the pattern of all paths both match.
	 * @param other another pattern
	 * @return the pattern, or {@code null} if no path matches both
	 */
	public @Nullable PathPattern intersection(PathPattern other) {
		if (this.segments.size() < other.segments.size()) {
			return other.intersection(this);
		}
		PathPattern longer = this;
		PathPattern shorter = other;
		if (shorter.segments.size() < longer.segments.size() && !shorter.multiSegment) {
			return null;
		}
		List<String> common = new ArrayList<>();
		for (int i = 0; i < longer.segments.size(); i++) {
			String segment = longer.segments.get(i);
			String opposite = (i < shorter.segments.size()) ? shorter.segments.get(i) : ANY;
			if (!segment.equals(ANY) && !opposite.equals(ANY) && !segment.equals(opposite)) {
				return null;
			}
			common.add(segment.equals(ANY) ? opposite : segment);
		}
		boolean multiSegment = longer.multiSegment && shorter.multiSegment;
		return new PathPattern(text(common, "*", multiSegment), common, multiSegment);
	}

	/**
	 * Return the one spelling of all patterns that match the same paths.
	 * @return this pattern with {@code *} for every name
	 */
	public String canonical() {
		return text(this.segments, "*", this.multiSegment);
	}

	/**
	 * Return a path that this pattern matches.
	 * @return the shortest such path
	 */
	public String example() {
		return text(this.segments, "x", false);
	}

	private static String text(List<String> segments, String any, boolean multiSegment) {
		StringBuilder text = new StringBuilder();
		for (String segment : segments) {
			text.append('/').append(segment.equals(ANY) ? any : segment);
		}
		text.append(multiSegment ? "/**" : text.isEmpty() ? "/" : "");
		return text.toString();
	}

	/**
	 * Return whether the segments of another pattern stand at the beginning of this one.
	 * @param prefix the other pattern
	 * @return whether this pattern begins with it
	 */
	public boolean startsWith(PathPattern prefix) {
		return this.segments.size() >= prefix.segments.size()
				&& this.segments.subList(0, prefix.segments.size()).equals(prefix.segments);
	}

}
