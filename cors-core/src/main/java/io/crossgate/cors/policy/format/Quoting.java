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
		return properties(key, ":= ");
	}

	/** Return a value of a properties file, where a backslash escapes. */
	static String properties(String value) {
		return properties(value, "");
	}

	private static String properties(String text, String separators) {
		StringBuilder quoted = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '\\' || (c == ' ' && i == 0) || separators.indexOf(c) >= 0) {
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
				quoted.append("\\0").append((char) ('0' + (c >> 3))).append((char) ('0' + (c & 7)));
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
