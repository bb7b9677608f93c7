package io.crossgate.cors.browser.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.browser.engine.EngineProfile;
import io.crossgate.cors.browser.engine.Quirk;
import io.crossgate.cors.fetch.HeaderValues;
import io.crossgate.cors.fetch.MimeTypes;
import io.crossgate.cors.fetch.Tokens;

/**
 * Sets the charset of a {@code Content-Type} to UTF-8, the only one that
 * {@code XMLHttpRequest} encodes text in. The type is parsed and serialised, so its other
 * parameters may get quotes, and a value with quotes needs a preflight.
 * <ul>
 * <li>unchanged: {@code text/plain}, {@code text/plain; charset=utf-8}</li>
 * <li>changed: {@code text/plain; charset=latin1} to
 * {@code text/plain;charset=UTF-8}</li>
 * </ul>
 *
 * @see <a href="https://xhr.spec.whatwg.org/#the-send()-method">XMLHttpRequest, send(),
 * step 4</a>
 */
public final class TextCharset {

	private static final String CHARSET = "charset";

	private final String value;

	private int position;

	private TextCharset(String value, int position) {
		this.value = value;
		this.position = position;
	}

	/**
	 * Return a {@code Content-Type} for text in UTF-8.
	 * @param contentType the value the script has set
	 * @param profile the engine that sends it
	 * @return the value to send
	 */
	public static String utf8(String contentType, EngineProfile profile) {
		String essence = MimeTypes.essence(contentType);
		if (essence == null) {
			return contentType;
		}
		String value = HeaderValues.strip(contentType);
		int semicolon = value.indexOf(';');
		TextCharset type = new TextCharset(value, (semicolon < 0) ? value.length() : semicolon);
		Map<String, String> parameters = type.parameters();
		String charset = parameters.get(CHARSET);
		if (charset == null) {
			return contentType;
		}
		if (profile.has(Quirk.CHARSET_IN_PLACE)) {
			return inPlace(contentType);
		}
		if (Tokens.toAsciiLowerCase(charset).equals("utf-8")) {
			return contentType;
		}
		parameters.put(CHARSET, "UTF-8");
		return serialise(essence, parameters);
	}

	/**
	 * Parse the parameters; the first one of a name counts.
	 * @see <a href="https://mimesniff.spec.whatwg.org/#parsing-a-mime-type">MIME
	 * Sniffing, parse a MIME type</a>
	 */
	private Map<String, String> parameters() {
		Map<String, String> parameters = new LinkedHashMap<>();
		while (this.position < this.value.length()) {
			this.position++;
			while (this.position < this.value.length() && isWhitespace(this.value.charAt(this.position))) {
				this.position++;
			}
			String name = Tokens.toAsciiLowerCase(until(";="));
			if (this.position >= this.value.length() || this.value.charAt(this.position) == ';') {
				continue;
			}
			this.position++;
			String parameter = parameterValue();
			if (parameter != null && Tokens.isToken(name)) {
				parameters.putIfAbsent(name, parameter);
			}
		}
		return parameters;
	}

	private @Nullable String parameterValue() {
		if (this.position < this.value.length() && this.value.charAt(this.position) == '"') {
			String quoted = quotedString();
			until(";");
			return isQuotable(quoted) ? quoted : null;
		}
		String plain = HeaderValues.strip("x" + until(";")).substring(1);
		return (plain.isEmpty() || !isQuotable(plain)) ? null : plain;
	}

	private String quotedString() {
		StringBuilder text = new StringBuilder();
		this.position++;
		while (this.position < this.value.length()) {
			char c = this.value.charAt(this.position++);
			if (c == '"') {
				break;
			}
			if (c == '\\' && this.position < this.value.length()) {
				c = this.value.charAt(this.position++);
			}
			text.append(c);
		}
		return text.toString();
	}

	private String until(String ends) {
		int start = this.position;
		while (this.position < this.value.length() && ends.indexOf(this.value.charAt(this.position)) < 0) {
			this.position++;
		}
		return this.value.substring(start, this.position);
	}

	private static String serialise(String essence, Map<String, String> parameters) {
		StringBuilder type = new StringBuilder(essence);
		parameters.forEach((name, value) -> {
			type.append(';').append(name).append('=');
			if (Tokens.isToken(value)) {
				type.append(value);
				return;
			}
			type.append('"');
			for (int i = 0; i < value.length(); i++) {
				if (value.charAt(i) == '"' || value.charAt(i) == '\\') {
					type.append('\\');
				}
				type.append(value.charAt(i));
			}
			type.append('"');
		});
		return type.toString();
	}

	private static String inPlace(String contentType) {
		StringBuilder type = new StringBuilder();
		String lower = Tokens.toAsciiLowerCase(contentType);
		int copied = 0;
		for (int at = lower.indexOf("charset="); at >= 0; at = lower.indexOf("charset=", copied)) {
			int start = at + "charset=".length();
			type.append(contentType, copied, start).append("UTF-8");
			int end = lower.indexOf(';', start);
			copied = (end < 0) ? contentType.length() : end;
		}
		return type.append(contentType.substring(copied)).toString();
	}

	private static boolean isQuotable(String value) {
		return value.chars().allMatch((c) -> c == '\t' || (c >= 0x20 && c != 0x7F));
	}

	private static boolean isWhitespace(char c) {
		return c == ' ' || c == '\t' || c == '\n' || c == '\r';
	}

}
