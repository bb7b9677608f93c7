package io.crossgate.cors.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The path of a request as it stands on the request line. Containers, gateways and
 * routers read it, and where they can read it differently, a policy is chosen for all
 * readings: {@link PathTree#select}. A page can't gain anything by spelling a path oddly.
 *
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-6">RFC 3986, section 6</a>
 */
public final class RequestPath {

	static final int MAX_LENGTH = 8192;

	static final int MAX_SEGMENTS = 256;

	/** What leads to an application is not looked for any further than this. */
	private static final int MAX_PREFIX = 1024;

	/**
	 * What needs a closer look, by character. Nearly every character of nearly every path
	 * needs none, and a look-up is cheaper than the comparisons it stands for.
	 */
	private static final boolean[] PLAIN = plain();

	private RequestPath() {
	}

	/**
	 * Return whether every party reads a path in the same way.
	 * <ul>
	 * <li>canonical: {@code /api/todos}, {@code /api/}, {@code /api/%61dmin},
	 * {@code /caf%C3%A9}</li>
	 * <li>not canonical: {@code api}, {@code //api}, {@code /api/./x}, {@code /api/../x},
	 * {@code /api;v=1}, a backslash, an encoded dot, slash, backslash, percent sign,
	 * semicolon or control character, an encoded space where a segment begins, a broken
	 * escape, escapes that are not UTF-8, anything outside printable ASCII, more than
	 * 8192 characters or 256 segments</li>
	 * </ul>
	 * @param rawPath the path, undecoded
	 * @return whether there is one reading
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
	 * Return the paths above a path, but for the root.
	 * @param path a path, decoded or not
	 * @return the paths, the longest first
	 */
	public static List<String> parents(String path) {
		List<String> parents = new ArrayList<>();
		for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
			parents.add(path.substring(0, slash));
		}
		return parents;
	}

	/**
	 * Decodes a path as Spring's routers do: in every segment the parameters are removed,
	 * and the rest is decoded once. What is no escape stands.
	 * @param rawPath the path, undecoded
	 * @return the decoded path; the same string object if nothing is escaped
	 */
	public static String decode(String rawPath) {
		if (rawPath.indexOf(';') < 0) {
			return Escapes.REPLACED.decode(rawPath);
		}
		StringBuilder decoded = new StringBuilder(rawPath.length());
		for (int from = 0; from <= rawPath.length();) {
			int to = end(rawPath, from);
			decoded.append((from > 0) ? "/" : "").append(segment(rawPath, from, to));
			from = to + 1;
		}
		return decoded.toString();
	}

	private static int end(String rawPath, int from) {
		int slash = rawPath.indexOf('/', from);
		return (slash < 0) ? rawPath.length() : slash;
	}

	private static String segment(String rawPath, int from, int to) {
		String segment = rawPath.substring(from, to);
		int semicolon = segment.indexOf(';');
		return Escapes.REPLACED.decode((semicolon < 0) ? segment : segment.substring(0, semicolon));
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
		List<String> wanted = new ArrayList<>();
		for (int from = 0; from <= length;) {
			from = normalise(contextPath, from, wanted);
		}
		List<String> segments = new ArrayList<>();
		for (int from = 0; from <= Math.min(rawPath.length(), MAX_PREFIX);) {
			from = normalise(rawPath, from, segments);
			if (segments.equals(wanted)) {
				return rawPath.substring(0, from - 1);
			}
		}
		return "";
	}

	/**
	 * Adds a segment as a container has them: decoded, no empty ones, no dots. Returns
	 * the index of the next one.
	 */
	private static int normalise(String rawPath, int from, List<String> segments) {
		int to = end(rawPath, from);
		String segment = segment(rawPath, from, to);
		if (segment.equals("..")) {
			if (!segments.isEmpty()) {
				segments.remove(segments.size() - 1);
			}
		}
		else if (!segment.isEmpty() && !segment.equals(".")) {
			segments.add(segment);
		}
		return to + 1;
	}

	private static boolean isDotSegment(String path, int start) {
		int end = path.startsWith("..", start) ? start + 2 : start + 1;
		return end == path.length() || path.charAt(end) == '/';
	}

	private static boolean areEscapesPlain(String path) {
		for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i)) {
			int octet = Escapes.octet(path, i);
			boolean first = path.charAt(i - 1) == '/';
			if (octet < ' ' || octet == 0x7F || (first && octet == ' ') || "./\\%;".indexOf(octet) >= 0) {
				return false;
			}
			int octets = Escapes.character(path, i);
			if (octets == 0) {
				return false;
			}
			i += 3 * octets;
		}
		return true;
	}

}
