package io.crossgate.cors.diagnosis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.util.SafeText;

/**
 * A command that sends a request again. Whatever the request holds, the command is one
 * line of printable ASCII, and a POSIX shell reads every value as the one word it is:
 * {@code sh}, {@code dash}, {@code bash} with its history, {@code zsh}. What a browser
 * sends, PowerShell and {@code cmd.exe} read alike.
 *
 * @see <a href=
 * "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02">
 * POSIX, quoting</a>
 */
final class CurlCommand {

	/** More lines of one header than this are not repeated. */
	private static final int MAX_LINES = 8;

	/** A tilde is not among them: shells put a home directory in its place. */
	private static final String PLAIN = "/:._-";

	/**
	 * What double quotes leave to some shell: to POSIX shells, to an interactive bash, to
	 * cmd.exe or to PowerShell.
	 */
	private static final String EXPANDED = "\"$`\\!%";

	private CurlCommand() {
	}

	static String of(CorsRequest request, String baseUrl) {
		StringBuilder command = new StringBuilder("curl -i");
		switch (request.method()) {
			case "GET" -> {
			}
			// With -X, curl would wait for the body that an answer to HEAD never has.
			case "HEAD" -> command.append(" -I");
			default -> command.append(" -X ").append(quoted(cut(request.method())));
		}
		// No other header: a command to share must not hold a cookie.
		for (String name : HeaderNames.DECIDING) {
			lines(request, name).forEach((line) -> command.append(" -H ").append(header(name, line)));
		}
		if (request.fullPath().contains("/.")) {
			command.append(" --path-as-is");
		}
		return command.append(' ').append(quoted(url(baseUrl, request.fullPath()))).toString();
	}

	private static List<String> lines(CorsRequest request, String name) {
		List<String> lines = new ArrayList<>();
		for (String line : request.lines(name)) {
			String rest = line;
			int comma = rest.lastIndexOf(',', SafeText.MAX_LENGTH);
			// A list may be spread over lines, and then none of it has to be cut.
			while (name.equals(HeaderNames.REQUEST_HEADERS) && rest.length() > SafeText.MAX_LENGTH && comma > 0
					&& lines.size() < MAX_LINES) {
				lines.add(rest.substring(0, comma));
				rest = rest.substring(comma + 1);
				comma = rest.lastIndexOf(',', SafeText.MAX_LENGTH);
			}
			lines.add(cut(rest));
		}
		return lines.subList(0, Math.min(lines.size(), MAX_LINES));
	}

	private static String header(String name, String line) {
		// curl drops a header without a value unless a semicolon stands for it.
		return line.isEmpty() ? quoted(name + ";") : quoted(name + ": " + line);
	}

	/** The path as it came: nothing resolved, nothing taken for a pattern. */
	private static String url(String baseUrl, String path) {
		String base = (baseUrl.startsWith("http://") || baseUrl.startsWith("https://")) ? baseUrl : "http://" + baseUrl;
		base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
		return encoded(cut(base), "") + encoded(cut(path.startsWith("/") ? path : "/" + path), "[]");
	}

	/** Escapes what no URL holds, and what curl would expand. */
	private static String encoded(String text, String also) {
		StringBuilder encoded = new StringBuilder(text.length());
		for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
			char c = (char) (b & 0xFF);
			if (c > ' ' && c <= '~' && ("\"<>\\^`{|}#?" + also).indexOf(c) < 0) {
				encoded.append(c);
			}
			else {
				encoded.append('%')
					.append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
					.append(Character.toUpperCase(Character.forDigit(c & 0xF, 16)));
			}
		}
		return encoded.toString();
	}

	private static String cut(String text) {
		return text.substring(0, Math.min(text.length(), SafeText.MAX_LENGTH));
	}

	/**
	 * Quote a word. Double quotes are the ones that cmd.exe knows, too, and single quotes
	 * those in which POSIX shells and PowerShell expand nothing.
	 */
	private static String quoted(String value) {
		String text = withoutTrailingBreaks(value);
		if (!text.isEmpty() && text.chars().allMatch(CurlCommand::isPlain)) {
			return text;
		}
		if (!text.chars().allMatch((c) -> c >= ' ' && c <= '~')) {
			return printf(text);
		}
		return text.chars().anyMatch((c) -> EXPANDED.indexOf(c) >= 0) ? "'" + text.replace("'", "'\\''") + "'"
				: '"' + text + '"';
	}

	/** A shell drops them, and so does every parser of HTTP. */
	private static String withoutTrailingBreaks(String text) {
		int end = text.length();
		while (end > 0 && text.charAt(end - 1) == '\n') {
			end--;
		}
		return text.substring(0, end);
	}

	/** Escape an exclamation mark, too: to an interactive bash it is in double quotes. */
	private static String printf(String text) {
		StringBuilder printf = new StringBuilder("\"$(printf '");
		for (byte b : bytes(text)) {
			char c = (char) (b & 0xFF);
			if (c == '%') {
				printf.append("%%");
			}
			else if (c >= ' ' && c <= '~' && c != '\'' && c != '\\' && c != '!') {
				printf.append(c);
			}
			else {
				printf.append('\\').append(c >> 6).append((c >> 3) & 7).append(c & 7);
			}
		}
		return printf.append("')\"").toString();
	}

	/** Servers read header bytes as Latin-1, so that is what they were. */
	private static byte[] bytes(String text) {
		boolean latin = text.chars().allMatch((c) -> c <= 0xFF);
		return text.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
	}

	private static boolean isPlain(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
	}

}
