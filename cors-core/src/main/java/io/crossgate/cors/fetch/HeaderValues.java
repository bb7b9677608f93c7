package io.crossgate.cors.fetch;

/**
 * What the Fetch standard says about header values as a whole, whatever the name. A value
 * is a sequence of bytes; here every byte is one character up to {@code U+00FF}.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#header-value">Fetch, header value</a>
 */
public final class HeaderValues {

	private HeaderValues() {
	}

	/**
	 * Strips white space from both ends, line breaks included.
	 * @param value any string
	 * @return the value without leading and trailing tab, line feed, carriage return and
	 * space
	 * @see <a href="https://fetch.spec.whatwg.org/#concept-header-value-normalize">Fetch,
	 * normalize a value</a>
	 */
	public static String strip(String value) {
		int start = 0;
		int end = value.length();
		while (start < end && isWhitespace(value.charAt(start))) {
			start++;
		}
		while (end > start && isWhitespace(value.charAt(end - 1))) {
			end--;
		}
		return value.substring(start, end);
	}

	/**
	 * Return whether a stripped value may be sent.
	 * @param value a value without white space at its ends
	 * @return {@code false} if it has a NUL or a line break, or a character that is no
	 * byte
	 */
	public static boolean isSendable(String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c == 0 || c == '\n' || c == '\r' || c > 0xFF) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Return whether a value has a CORS-unsafe request-header byte: a control character
	 * other than tab, or one of <code>"():&lt;&gt;?@[\]{}</code> and DEL. Comma, slash,
	 * semicolon, equals sign and everything beyond ASCII are safe.
	 * @param value a header value
	 * @return whether such a byte occurs
	 * @see <a href=
	 * "https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte">Fetch, CORS-unsafe
	 * request-header byte</a>
	 */
	public static boolean hasUnsafeByte(String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if ((c < 0x20 && c != '\t') || c == 0x7F || "\"():<>?@[\\]{}".indexOf(c) >= 0) {
				return true;
			}
		}
		return false;
	}

	static boolean isWhitespace(char c) {
		return c == ' ' || c == '\t' || c == '\n' || c == '\r';
	}

}
