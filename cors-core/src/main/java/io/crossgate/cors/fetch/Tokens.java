package io.crossgate.cors.fetch;

import org.jspecify.annotations.Nullable;

/**
 * The {@code token} of HTTP: one or more characters out of letters, digits and
 * {@code !#$%&'*+-.^_`|~}. Methods and header names are tokens.
 * <ul>
 * <li>permitted: {@code PUT}, {@code x-request-id}, {@code M-SEARCH}</li>
 * <li>prohibited: the empty string, {@code x y}, {@code a,b}, {@code (x)}, anything
 * outside ASCII</li>
 * </ul>
 *
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2">RFC 9110, section
 * 5.6.2</a>
 */
public final class Tokens {

	private static final boolean[] TOKEN = new boolean[128];

	static {
		for (char c = '0'; c <= 'z'; c++) {
			TOKEN[c] = isAsciiAlphanumeric(c);
		}
		for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
			TOKEN[c] = true;
		}
	}

	private Tokens() {
	}

	/**
	 * Return whether a character may stand in a token.
	 * @param c any character
	 * @return whether it may
	 */
	public static boolean isTokenCharacter(char c) {
		return c < 128 && TOKEN[c];
	}

	/**
	 * Return whether a string is a token.
	 * @param value any string
	 * @return whether it is a token; the empty string and {@code null} are not
	 */
	public static boolean isToken(@Nullable String value) {
		if (value == null || value.isEmpty()) {
			return false;
		}
		for (int i = 0; i < value.length(); i++) {
			if (!isTokenCharacter(value.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Lower-cases one character as HTTP does it, in ASCII alone.
	 * {@link Character#toLowerCase(char)} would also map the Kelvin sign to {@code k}.
	 * @param c any character
	 * @return its lower case if it is an ASCII letter, otherwise the character itself
	 */
	public static char toAsciiLowerCase(char c) {
		return (c >= 'A' && c <= 'Z') ? (char) (c + ('a' - 'A')) : c;
	}

	/**
	 * Lower-cases a string in ASCII alone; locale and Unicode never matter.
	 * @param value any string
	 * @return the same string object if there is nothing to change
	 */
	public static String toAsciiLowerCase(String value) {
		for (int i = 0; i < value.length(); i++) {
			if (toAsciiLowerCase(value.charAt(i)) != value.charAt(i)) {
				char[] lower = value.toCharArray();
				for (int j = i; j < lower.length; j++) {
					lower[j] = toAsciiLowerCase(lower[j]);
				}
				return new String(lower);
			}
		}
		return value;
	}

	private static boolean isAsciiAlphanumeric(char c) {
		return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
	}

}
