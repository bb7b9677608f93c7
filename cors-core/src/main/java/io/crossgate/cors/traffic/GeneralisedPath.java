package io.crossgate.cors.traffic;

/**
 * Reduces a path to its shape, so that {@code /orders/17} and {@code /orders/18} are one:
 * a segment that is a number, that is long, as identifiers and tokens are, or that has a
 * character beyond letters, digits and {@code -._~} becomes {@code *}.
 */
final class GeneralisedPath {

	private static final int MAX_SEGMENT = 24;

	private static final int MAX_SEGMENTS = 5;

	private GeneralisedPath() {
	}

	static String of(String path) {
		StringBuilder shape = new StringBuilder();
		int from = path.startsWith("/") ? 1 : 0;
		for (int segments = 0; from <= path.length(); segments++) {
			if (segments == MAX_SEGMENTS) {
				return shape.append("/**").toString();
			}
			int slash = path.indexOf('/', from);
			int to = (slash < 0) ? path.length() : slash;
			shape.append('/').append(isWord(path, from, to) ? path.substring(from, to) : "*");
			from = to + 1;
		}
		return shape.toString();
	}

	private static boolean isWord(String path, int from, int to) {
		if (to - from > MAX_SEGMENT) {
			return false;
		}
		boolean number = from < to;
		for (int i = from; i < to; i++) {
			char c = path.charAt(i);
			boolean digit = c >= '0' && c <= '9';
			if (!digit && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && "-._~".indexOf(c) < 0) {
				return false;
			}
			number &= digit;
		}
		return !number;
	}

}
