package io.crossgate.cors.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The path of a request as it stands on the request line. Two parties read it, this
 * engine and the application's router; where they could read it differently, no policy is
 * chosen. A page can't gain anything by spelling a path oddly.
 *
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-6">RFC 3986, section 6</a>
 */
public final class RequestPath {

	private static final int MAX_LENGTH = 8192;

	private static final int MAX_SEGMENTS = 256;

	/** No path of an application is spelt in more characters than this. */
	private static final int MAX_PREFIX = 1024;

	/**
	 * What needs a closer look, by character. Nearly every character of nearly every path
	 * needs none, and a look-up is cheaper than the comparisons it stands for.
	 */
	private static final boolean[] PLAIN = plain();

	private RequestPath() {
	}

	/**
	 * Tells whether every party reads a path in the same way.
	 * <ul>
	 * <li>permitted: {@code /api/todos}, {@code /api/}, {@code /api/%61dmin},
	 * {@code /caf%C3%A9}</li>
	 * <li>prohibited: {@code api}, {@code //api}, {@code /api/./x}, {@code /api/../x},
	 * {@code /api;v=1}, a backslash, an encoded dot, slash, backslash, percent sign,
	 * semicolon or control character, a broken escape, escapes that are not UTF-8,
	 * anything outside printable ASCII</li>
	 * </ul>
	 * @param rawPath the path, undecoded
	 * @return whether a policy may be chosen by it
	 */
	public static boolean isCanonical(String rawPath) {
		int length = rawPath.length();
		if (length > MAX_LENGTH || (length > 0 && rawPath.charAt(0) != '/')) {
			return false;
		}
		int segments = 0;
		boolean escaped = false;
		char before = 0;
		for (int i = 0; i < length; i++) {
			char c = rawPath.charAt(i);
			if (c >= PLAIN.length || !PLAIN[c]) {
				boolean harmless = switch (c) {
					case '/' -> before != '/' && ++segments <= MAX_SEGMENTS;
					case '.' -> before != '/' || !isDotSegment(rawPath, i);
					case '%' -> true;
					default -> false;
				};
				if (!harmless) {
					return false;
				}
				escaped |= c == '%';
			}
			before = c;
		}
		return !escaped || areEscapesPlain(rawPath);
	}

	private static boolean[] plain() {
		boolean[] plain = new boolean[0x80];
		Arrays.fill(plain, '!', 0x7F, true);
		for (char c : "/%;\\.".toCharArray()) {
			plain[c] = false;
		}
		return plain;
	}

	/**
	 * Decodes the escapes of a canonical path.
	 * @param rawPath a canonical path
	 * @return the decoded path; the same string object if nothing is escaped
	 */
	public static String decode(String rawPath) {
		if (rawPath.indexOf('%') < 0 || !isCanonical(rawPath)) {
			return rawPath;
		}
		return Escapes.decode(rawPath);
	}

	/**
	 * Finds the part of a path that leads to an application, as it was sent.
	 * <ul>
	 * <li>{@code /app/x} below {@code /app}: {@code /app}</li>
	 * <li>{@code //app/x}: {@code //app}</li>
	 * <li>{@code /%61pp;v=1/x}: {@code /%61pp;v=1}</li>
	 * <li>{@code /y/../app/x}: {@code /y/../app}</li>
	 * </ul>
	 * @param rawPath the whole path, undecoded
	 * @param contextPath the path of the application, as it was sent or as it is
	 * configured; empty if the application has every path
	 * @return the shortest beginning of the path that a container takes for the path of
	 * the application; empty if there is none
	 */
	public static String prefix(String rawPath, String contextPath) {
		int length = contextPath.length();
		if (length == 0
				|| (rawPath.startsWith(contextPath) && (rawPath.length() == length || rawPath.charAt(length) == '/'))) {
			return contextPath;
		}
		List<String> wanted = normalised(contextPath);
		int end = Math.min(rawPath.length(), MAX_PREFIX);
		for (int i = 1; i <= end; i++) {
			if ((i == rawPath.length() || rawPath.charAt(i) == '/')
					&& normalised(rawPath.substring(0, i)).equals(wanted)) {
				return rawPath.substring(0, i);
			}
		}
		return "";
	}

	/** The segments as a container has them: decoded, no empty ones, no dots. */
	private static List<String> normalised(String rawPath) {
		List<String> segments = new ArrayList<>();
		for (int from = 0; from <= rawPath.length();) {
			int slash = rawPath.indexOf('/', from);
			int to = (slash < 0) ? rawPath.length() : slash;
			int semicolon = rawPath.indexOf(';', from);
			String segment = rawPath.substring(from, (semicolon < 0) ? to : Math.min(semicolon, to));
			String decoded = Escapes.decode(segment);
			if (decoded.equals("..")) {
				if (!segments.isEmpty()) {
					segments.remove(segments.size() - 1);
				}
			}
			else if (!decoded.isEmpty() && !decoded.equals(".")) {
				segments.add(decoded);
			}
			from = to + 1;
		}
		return segments;
	}

	private static boolean isDotSegment(String path, int start) {
		int end = path.startsWith("..", start) ? start + 2 : start + 1;
		return end == path.length() || path.charAt(end) == '/';
	}

	private static boolean areEscapesPlain(String path) {
		for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i)) {
			int escapes = escapes(path, i);
			if (escapes == 0) {
				return false;
			}
			i += 3 * escapes;
		}
		return true;
	}

	/**
	 * Returns how many escapes the character at an index takes, or 0 if they could be
	 * read in two ways: decoders differ over what is not the shortest form in UTF-8.
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc3629#section-4">RFC 3629, section
	 * 4</a>
	 */
	private static int escapes(String path, int percent) {
		int first = Escapes.octet(path, percent);
		if (first < 0x80) {
			boolean plain = first >= ' ' && first != 0x7F && "./\\%;".indexOf(first) < 0;
			return plain ? 1 : 0;
		}
		int count = (first < 0xC2 || first > 0xF4) ? 0 : (first < 0xE0) ? 2 : (first < 0xF0) ? 3 : 4;
		for (int i = 1; i < count; i++) {
			int next = Escapes.octet(path, percent + 3 * i);
			int low = (i > 1) ? 0x80 : (first == 0xE0) ? 0xA0 : (first == 0xF0) ? 0x90 : 0x80;
			int high = (i > 1) ? 0xBF : (first == 0xED) ? 0x9F : (first == 0xF4) ? 0x8F : 0xBF;
			if (next < low || next > high) {
				return 0;
			}
		}
		return count;
	}

}
