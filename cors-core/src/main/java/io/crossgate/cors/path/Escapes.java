package io.crossgate.cors.path;

import java.nio.charset.StandardCharsets;

/**
 * Percent-encoded bytes, and the ways in which decoders differ over them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.1">RFC 3986, section
 * 2.1</a>
 */
enum Escapes {

	/**
	 * Spring's routers and Tomcat: only escapes are bytes, what is not UTF-8 is replaced.
	 */
	REPLACED,

	/** Escapes that are not UTF-8 stand. */
	KEPT,

	/**
	 * Every character is a byte, its lowest: Spring Framework before 7, and servers that
	 * keep the request line in ISO 8859-1.
	 */
	BYTES,

	/** As before, and what is not the shortest form counts as the character it is. */
	LENIENT;

	/**
	 * Decodes a text once. What is no escape stands.
	 */
	String decode(String text) {
		return switch (this) {
			case REPLACED -> (text.indexOf('%') < 0) ? text : replaced(text, 0xFFFF);
			case KEPT -> (text.indexOf('%') < 0) ? text : kept(text);
			case BYTES -> replaced(text, 0xFF);
			case LENIENT -> lenient(text);
		};
	}

	/** Return whether decoders agree over a text. */
	static boolean isPlain(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c >= 0x80) {
				return false;
			}
			if (c == '%' && octet(text, i) >= 0x80) {
				int octets = character(text, i);
				if (octets == 0) {
					return false;
				}
				i += 3 * octets - 1;
			}
		}
		return true;
	}

	private static String replaced(String text, int mask) {
		StringBuilder decoded = new StringBuilder(text.length());
		byte[] bytes = new byte[text.length()];
		int i = 0;
		while (i < text.length()) {
			int size = 0;
			int next = octet(text, i, mask);
			while (next >= 0) {
				bytes[size++] = (byte) next;
				i += isEscape(text, i) ? 3 : 1;
				next = octet(text, i, mask);
			}
			decoded.append(new String(bytes, 0, size, StandardCharsets.UTF_8));
			if (i < text.length()) {
				decoded.append(text.charAt(i++));
			}
		}
		return decoded.toString();
	}

	private static String kept(String text) {
		StringBuilder decoded = new StringBuilder(text.length());
		byte[] bytes = new byte[4];
		for (int i = 0; i < text.length(); i++) {
			int octets = (text.charAt(i) == '%') ? character(text, i) : 0;
			if (octets == 0) {
				decoded.append(text.charAt(i));
				continue;
			}
			for (int j = 0; j < octets; j++) {
				bytes[j] = (byte) octet(text, i + 3 * j);
			}
			decoded.append(new String(bytes, 0, octets, StandardCharsets.UTF_8));
			i += 3 * octets - 1;
		}
		return decoded.toString();
	}

	private static String lenient(String text) {
		int[] bytes = new int[text.length()];
		int size = 0;
		for (int i = 0; i < text.length(); i += isEscape(text, i) ? 3 : 1) {
			bytes[size++] = isEscape(text, i) ? octet(text, i) : text.charAt(i) & 0xFF;
		}
		StringBuilder decoded = new StringBuilder(size);
		int i = 0;
		while (i < size) {
			int first = bytes[i++];
			int more = (first < 0xC0 || first > 0xF4) ? 0 : (first < 0xE0) ? 1 : (first < 0xF0) ? 2 : 3;
			int character = (more == 0) ? first : first & (0x3F >> more);
			int next = i;
			while (next < Math.min(i + more, size) && bytes[next] >= 0x80 && bytes[next] < 0xC0) {
				character = (character << 6) | (bytes[next++] & 0x3F);
			}
			boolean whole = next == i + more && character <= Character.MAX_CODE_POINT;
			decoded.appendCodePoint(whole ? character : first);
			i = whole ? next : i;
		}
		return decoded.toString();
	}

	/**
	 * Return how many escapes the character at an index takes, or 0 if they are not
	 * UTF-8.
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc3629#section-4">RFC 3629, section
	 * 4</a>
	 */
	static int character(String text, int percent) {
		int first = octet(text, percent);
		if (first < 0x80) {
			return (first < 0) ? 0 : 1;
		}
		int count = (first < 0xC2 || first > 0xF4) ? 0 : (first < 0xE0) ? 2 : (first < 0xF0) ? 3 : 4;
		for (int i = 1; i < count; i++) {
			int next = octet(text, percent + 3 * i);
			int low = (i > 1) ? 0x80 : (first == 0xE0) ? 0xA0 : (first == 0xF0) ? 0x90 : 0x80;
			int high = (i > 1) ? 0xBF : (first == 0xED) ? 0x9F : (first == 0xF4) ? 0x8F : 0xBF;
			if (next < low || next > high) {
				return 0;
			}
		}
		return count;
	}

	/** Return the byte whose escape stands at an index, or -1 if none does. */
	static int octet(String text, int percent) {
		if (percent + 2 >= text.length() || text.charAt(percent) != '%') {
			return -1;
		}
		int high = digit(text.charAt(percent + 1));
		int low = digit(text.charAt(percent + 2));
		return (high < 0 || low < 0) ? -1 : high * 16 + low;
	}

	/** With a mask of one byte, every character is one. */
	private static int octet(String text, int i, int mask) {
		int octet = octet(text, i);
		return (octet < 0 && mask == 0xFF && i < text.length()) ? text.charAt(i) & mask : octet;
	}

	private static boolean isEscape(String text, int i) {
		return octet(text, i) >= 0;
	}

	private static int digit(char c) {
		if (c >= '0' && c <= '9') {
			return c - '0';
		}
		char lower = (char) (c | 0x20);
		return (lower >= 'a' && lower <= 'f') ? lower - 'a' + 10 : -1;
	}

}
