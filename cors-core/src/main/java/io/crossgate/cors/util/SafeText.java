package io.crossgate.cors.util;

import org.jspecify.annotations.Nullable;

/**
 * Makes text from a request fit for a log, a terminal or a page: printable ASCII, one
 * line, bounded. A request line may hold anything, and what reads as harmless in a log
 * file can move a terminal's cursor, begin a forged line or turn a sentence around.
 * <ul>
 * <li>kept: the characters from space to {@code ~}, but for the backslash</li>
 * <li>escaped: everything else, as <code>&#92;uXXXX</code>; a backslash is doubled, so
 * that an escape can't be forged</li>
 * <li>cut: what is longer than {@value #MAX_LENGTH} characters, marked by dots</li>
 * </ul>
 *
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.5">RFC 9110, section
 * 5.5</a>
 */
public final class SafeText {

	/** No result is longer than this, unless more is asked for. */
	public static final int MAX_LENGTH = 128;

	private static final String CUT = "...";

	private static final String HEXADECIMAL = "0123456789abcdef";

	private SafeText() {
	}

	/**
	 * Makes a text printable.
	 * @param text any text
	 * @return the text, escaped and cut; the same string object if it is printable
	 * already; {@code (none)} for {@code null}
	 */
	public static String of(@Nullable String text) {
		return of(text, MAX_LENGTH);
	}

	/**
	 * Makes a text of our own printable, which is longer because it repeats others.
	 * @param text any text
	 * @param maxLength no result is longer than this
	 * @return as above
	 */
	public static String of(@Nullable String text, int maxLength) {
		if (text == null) {
			return "(none)";
		}
		if (isPrintable(text, maxLength)) {
			return text;
		}
		StringBuilder printable = new StringBuilder(Math.min(text.length(), maxLength));
		for (int i = 0; i < text.length(); i++) {
			String next = escaped(text.charAt(i));
			boolean last = i == text.length() - 1;
			if (printable.length() + next.length() > (last ? maxLength : maxLength - CUT.length())) {
				return printable.append(CUT).toString();
			}
			printable.append(next);
		}
		return printable.toString();
	}

	private static boolean isPrintable(String text, int maxLength) {
		if (text.length() > maxLength) {
			return false;
		}
		for (int i = 0; i < text.length(); i++) {
			if (!isPlain(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isPlain(char c) {
		return c >= ' ' && c <= '~' && c != '\\';
	}

	private static String escaped(char c) {
		if (isPlain(c)) {
			return String.valueOf(c);
		}
		if (c == '\\') {
			return "\\\\";
		}
		StringBuilder escape = new StringBuilder("\\u");
		for (int shift = 12; shift >= 0; shift -= 4) {
			escape.append(HEXADECIMAL.charAt((c >> shift) & 0xF));
		}
		return escape.toString();
	}

}
