package io.crossgate.cors.policy.format;

/**
 * How the notations quote what they would read differently. The results are printable
 * ASCII.
 */
final class Quoting {

	private static final String SHELL_SAFE = "_@%+=:,./-";

	private Quoting() {
	}

	/** Return a key of a properties file. */
	static String propertiesKey(String key) {
		String escaped = properties(key);
		StringBuilder quoted = new StringBuilder();
		for (int i = 0; i < escaped.length(); i++) {
			char c = escaped.charAt(i);
			boolean separator = c == ':' || c == '=' || (c == ' ' && (i == 0 || escaped.charAt(i - 1) != '\\'));
			quoted.append(separator ? "\\" : "").append(c);
		}
		return quoted.toString();
	}

	/** Return a value of a properties file, where a backslash escapes. */
	static String properties(String value) {
		StringBuilder quoted = new StringBuilder();
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c == '\\' || (c == ' ' && i == 0)) {
				quoted.append('\\').append(c);
			}
			else {
				quoted.append(isPrintable(c) ? String.valueOf(c) : unicode(c));
			}
		}
		return quoted.toString();
	}

	/** Return a word of a POSIX shell; what is not printable needs Bash or its like. */
	static String shell(String word) {
		if (word.chars().allMatch(Quoting::isSafeInShell)) {
			return word;
		}
		if (word.chars().allMatch((c) -> isPrintable((char) c))) {
			return "'" + word.replace("'", "'\\''") + "'";
		}
		StringBuilder quoted = new StringBuilder("$'");
		word.codePoints().forEach((c) -> {
			if (c == '\\' || c == '\'') {
				quoted.append('\\').append((char) c);
			}
			else if (c < 128 && isPrintable((char) c)) {
				quoted.append((char) c);
			}
			else {
				quoted.append("\\U").append(hexadecimal(c, 8));
			}
		});
		return quoted.append('\'').toString();
	}

	private static boolean isSafeInShell(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || SHELL_SAFE.indexOf(c) >= 0;
	}

	/**
	 * Return a literal of Java. Control characters are octal, because the compiler
	 * replaces Unicode escapes before it looks for the end of a line.
	 */
	static String java(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"' || c == '\\') {
				quoted.append('\\').append(c);
			}
			else if (c < ' ') {
				quoted.append('\\')
					.append((char) ('0' + (c >> 6)))
					.append((char) ('0' + ((c >> 3) & 7)))
					.append((char) ('0' + (c & 7)));
			}
			else {
				quoted.append(isPrintable(c) ? String.valueOf(c) : unicode(c));
			}
		}
		return quoted.append('"').toString();
	}

	private static boolean isPrintable(char c) {
		return c >= ' ' && c <= '~';
	}

	private static String unicode(char c) {
		return "\\u" + hexadecimal(c, 4);
	}

	private static String hexadecimal(int number, int digits) {
		String text = Integer.toHexString(number);
		return "0".repeat(digits - text.length()) + text;
	}

}
