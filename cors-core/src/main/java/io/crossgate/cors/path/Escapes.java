package io.crossgate.cors.path;

import java.nio.charset.StandardCharsets;

/**
 * Percent-encoded bytes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.1">RFC 3986, section
 * 2.1</a>
 */
final class Escapes {

	private Escapes() {
	}

	/**
	 * Decodes a text once, as Spring's routers do: what is no escape stands, what is not
	 * UTF-8 is replaced.
	 */
	static String decode(String text) {
		int percent = text.indexOf('%');
		if (percent < 0) {
			return text;
		}
		StringBuilder decoded = new StringBuilder(text.length()).append(text, 0, percent);
		byte[] bytes = new byte[(text.length() - percent) / 3];
		int i = percent;
		while (i < text.length()) {
			int size = 0;
			for (int octet = octet(text, i); octet >= 0; octet = octet(text, i)) {
				bytes[size++] = (byte) octet;
				i += 3;
			}
			decoded.append(new String(bytes, 0, size, StandardCharsets.UTF_8));
			if (i < text.length()) {
				decoded.append(text.charAt(i++));
			}
		}
		return decoded.toString();
	}

	/** Returns the byte whose escape stands at an index, or -1 if none does. */
	static int octet(String text, int percent) {
		if (percent + 2 >= text.length() || text.charAt(percent) != '%') {
			return -1;
		}
		int high = digit(text.charAt(percent + 1));
		int low = digit(text.charAt(percent + 2));
		return (high < 0 || low < 0) ? -1 : high * 16 + low;
	}

	private static int digit(char c) {
		if (c >= '0' && c <= '9') {
			return c - '0';
		}
		char lower = (char) (c | 0x20);
		return (lower >= 'a' && lower <= 'f') ? lower - 'a' + 10 : -1;
	}

}
