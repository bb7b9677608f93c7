package io.crossgate.cors.fetch;

import org.jspecify.annotations.Nullable;

/**
 * Reads as much of a MIME type as CORS looks at: its essence, which is type and subtype
 * without parameters.
 * <ul>
 * <li>permitted: {@code text/plain}, {@code Text/Plain ; charset=utf-8},
 * {@code text/plain;garbage}</li>
 * <li>prohibited: {@code text}, {@code text/}, {@code text /plain}, {@code text/plain,},
 * a list of types</li>
 * </ul>
 *
 * @since 0.1.0
 * @see <a href="https://mimesniff.spec.whatwg.org/#parsing-a-mime-type">MIME Sniffing,
 * parsing a MIME type</a>
 */
public final class MimeTypes {

	private MimeTypes() {
	}

	/**
	 * Reads the essence of a MIME type. Parameters can never make a type invalid, so they
	 * are not read.
	 * @param value a value of {@code Content-Type}
	 * @return the essence in lower case, or {@code null} if this is no MIME type
	 */
	public static @Nullable String essence(String value) {
		String stripped = HeaderValues.strip(value);
		int slash = stripped.indexOf('/');
		if (slash < 0 || !Tokens.isToken(stripped.substring(0, slash))) {
			return null;
		}
		int semicolon = stripped.indexOf(';', slash);
		int end = (semicolon < 0) ? stripped.length() : semicolon;
		// Only the end of the subtype may have white space: "text/ plain" is no type. The
		// slash is none, so the loop ends there at the latest.
		while (HeaderValues.isWhitespace(stripped.charAt(end - 1))) {
			end--;
		}
		if (!Tokens.isToken(stripped.substring(slash + 1, end))) {
			return null;
		}
		return Tokens.toAsciiLowerCase(stripped.substring(0, end));
	}

}
