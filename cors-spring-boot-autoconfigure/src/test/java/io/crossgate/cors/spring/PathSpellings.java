package io.crossgate.cors.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes paths that a pattern matches, or nearly matches, and spells them oddly.
 */
final class PathSpellings {

	private static final List<String> NAMES = List.of("api", "pay", "admin", "v1", "a", "b", "caf\u00e9", "x.y");

	private static final List<String> PARAMETERS = List.of(";", ";x", ";x=1", ";v=1,2;w", ";%2F", ";..", ";%2e%2e");

	/** What may stand between two segments. */
	private static final List<String> SEPARATORS = List.of("//", "/./", "/%2e/", "/%2E/", "/;/", "/.;x/", "/x/../",
			"/x/%2e%2e/", "/x/..;/", "/x/%2E./", "/x/%252e%252e/", "%2F", "%2f", "%5C", "%5c", "\\", "%252F", "/..%2f",
			"/x%2F../", "/..%5C", "/x//../", "/%2F", "///", "/;v=1/../");

	private final Random random;

	PathSpellings(Random random) {
		this.random = random;
	}

	/** Returns patterns in the notation of handler mappings and of policies. */
	List<String> patterns(int count) {
		List<String> patterns = new ArrayList<>();
		while (patterns.size() < count) {
			StringBuilder pattern = new StringBuilder();
			for (int i = 1 + this.random.nextInt(3); i > 0; i--) {
				pattern.append('/').append((this.random.nextInt(5) == 0) ? "{x" + i + "}" : pick(NAMES));
			}
			pattern.append((this.random.nextInt(3) == 0) ? "/**" : "");
			if (!patterns.contains(pattern.toString())) {
				patterns.add(pattern.toString());
			}
		}
		return patterns;
	}

	/** Returns a path below a prefix, spelt oddly in one to three places. */
	String spelling(String prefix, String pattern) {
		List<String> segments = new ArrayList<>();
		for (String segment : (prefix + pattern).substring(1).split("/")) {
			if (segment.equals("**")) {
				for (int i = this.random.nextInt(3); i > 0; i--) {
					segments.add(pick(NAMES));
				}
			}
			else {
				segments.add(segment.startsWith("{") ? pick(NAMES) : segment);
			}
		}
		List<String> separators = new ArrayList<>(segments.stream().map((segment) -> "/").toList());
		// The prefix less often: most of what is odd there ends at the server.
		int first = (prefix.isEmpty() || this.random.nextInt(4) == 0) ? 0 : 1;
		for (int i = 1 + this.random.nextInt(3); i > 0 && first < segments.size(); i--) {
			int at = first + this.random.nextInt(segments.size() - first);
			switch (this.random.nextInt(9)) {
				case 0, 1 -> segments.set(at, segments.get(at) + pick(PARAMETERS));
				case 2, 3 -> separators.set(at, pick(SEPARATORS));
				case 4, 5 -> segments.set(at, escaped(segments.get(at)));
				case 6 -> segments.set(at, pick(List.of("%20", "%20", "%7F", "%09", "%20/")) + segments.get(at));
				default -> segments.set(at, more(segments.get(at)));
			}
		}
		StringBuilder path = new StringBuilder();
		for (int i = 0; i < segments.size(); i++) {
			path.append(separators.get(i)).append(bytes(segments.get(i)));
		}
		return (path.charAt(0) == '/')
				? path.append(pick(List.of("", "", "", "/", "//", "/.", "/..", "/;x"))).toString() : "/" + path;
	}

	private String escaped(String segment) {
		if (segment.isEmpty()) {
			return segment;
		}
		int at = this.random.nextInt(segment.length());
		char c = segment.charAt(at);
		String escape = (c == '\u00e9') ? "%C3%a9" : "%" + Integer.toHexString(c);
		return segment.substring(0, at)
				+ pick(List.of(escape, escape, escape.toUpperCase(), "%25" + escape.substring(1)))
				+ segment.substring(at + 1);
	}

	private String more(String segment) {
		return segment + pick(List.of("%25", "%2F", "%2f..", "%5C", "%3Bx", "%E9", "%00", "%20", "\u0080", "%C0%AF",
				"%", "%zz", "%2541", "%2e", ".", "%ED%A0%80"));
	}

	/** What stands on the wire, where a character is a byte. */
	private String bytes(String segment) {
		return segment.replace("\u00e9", pick(List.of("%C3%A9", "\u00c3\u00a9", "\u00e9", "%E9")));
	}

	private <T> T pick(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

}
