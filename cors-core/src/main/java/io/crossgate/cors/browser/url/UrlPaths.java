package io.crossgate.cors.browser.url;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Paths of URLs, each with its query.
 *
 * @see <a href="https://url.spec.whatwg.org/#path-state">URL, path state</a>
 */
final class UrlPaths {

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private UrlPaths() {
	}

	static String resolve(String base, String reference, boolean special) {
		int query = base.indexOf('?');
		String path = (query < 0) ? base : base.substring(0, query);
		if (reference.isEmpty()) {
			return base;
		}
		char first = reference.charAt(0);
		if (first == '?') {
			return path + reference;
		}
		if (first == '/' || (special && first == '\\')) {
			return reference;
		}
		return path.isEmpty() ? "/" + reference : path.substring(0, path.lastIndexOf('/') + 1) + reference;
	}

	static String normalise(String pathAndQuery, boolean special) {
		int mark = pathAndQuery.indexOf('?');
		String path = (mark < 0) ? pathAndQuery : pathAndQuery.substring(0, mark);
		String query = (mark < 0) ? "" : "?" + encode(pathAndQuery.substring(mark + 1), special ? "\"<>'" : "\"<>");
		return withoutDots(encode(special ? path.replace('\\', '/') : path, "\"<>?^`{}"), special) + query;
	}

	private static String withoutDots(String path, boolean special) {
		if (path.isEmpty()) {
			return special ? "/" : "";
		}
		Deque<String> segments = new ArrayDeque<>();
		int start = 1;
		while (start <= path.length()) {
			int slash = path.indexOf('/', start);
			int end = (slash < 0) ? path.length() : slash;
			String segment = path.substring(start, end);
			switch (segment.toLowerCase(Locale.ROOT).replace("%2e", ".")) {
				case ".." -> {
					segments.pollLast();
					addIf(slash < 0, segments);
				}
				case "." -> addIf(slash < 0, segments);
				default -> segments.addLast(segment);
			}
			start = end + 1;
		}
		return "/" + String.join("/", segments);
	}

	// A path that ends in dots names a directory: the slash before them stays.
	private static void addIf(boolean last, Deque<String> segments) {
		if (last) {
			segments.addLast("");
		}
	}

	private static String encode(String value, String reserved) {
		StringBuilder encoded = new StringBuilder(value.length());
		for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
			char c = (char) (b & 0xFF);
			if (c <= ' ' || c > 0x7E || reserved.indexOf(c) >= 0) {
				encoded.append('%').append(HEX.toHighHexDigit(c)).append(HEX.toLowHexDigit(c));
			}
			else {
				encoded.append(c);
			}
		}
		return encoded.toString();
	}

}
