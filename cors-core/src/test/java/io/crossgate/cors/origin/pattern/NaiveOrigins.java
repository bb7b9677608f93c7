package io.crossgate.cors.origin.pattern;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules for origins once more, as short and slow as can be: regular expressions and
 * copies, nothing that the engine does.
 */
public final class NaiveOrigins {

	private static final Pattern ORIGIN = Pattern
		.compile("([a-z][a-z0-9+.-]{0,63})://(\\[[0-9a-f:]+\\]|[A-Za-z0-9._-]+)(?::([1-9][0-9]{0,4}))?");

	private static final Pattern DOMAIN = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*\\.?");

	private static final Pattern NUMERIC_END = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");

	private static final Pattern BYTE = Pattern.compile("0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5]");

	private static final Map<String, Integer> DEFAULT_PORTS = Map.of("https", 443, "http", 80, "wss", 443, "ws", 80,
			"ftp", 21);

	private NaiveOrigins() {
	}

	public static boolean isCanonical(String origin) {
		Matcher matcher = ORIGIN.matcher(origin);
		if (!matcher.matches() || origin.length() > 326) {
			return false;
		}
		String host = matcher.group(2);
		int port = (matcher.group(3) == null) ? -1 : Integer.parseInt(matcher.group(3));
		Integer defaultPort = DEFAULT_PORTS.get(matcher.group(1));
		if (port > 65535 || (defaultPort != null && port == defaultPort)) {
			return false;
		}
		if (defaultPort == null) {
			return !host.startsWith("[");
		}
		if (host.startsWith("[")) {
			String address = host.substring(1, host.length() - 1);
			return address.equals(serialise(address));
		}
		if (NUMERIC_END.matcher(host).matches()) {
			List<String> bytes = List.of(host.split("\\.", -1));
			return bytes.size() == 4 && bytes.stream().allMatch((part) -> BYTE.matcher(part).matches());
		}
		return DOMAIN.matcher(host).matches() && host.length() <= (host.endsWith(".") ? 254 : 253);
	}

	/** Reads an IPv6 address and writes it as the URL standard does. */
	static String serialise(String address) {
		String[] halves = address.split("::", -1);
		List<Integer> pieces = new ArrayList<>();
		List<Integer> tail = new ArrayList<>();
		if (halves.length > 2 || !read(halves[0], pieces) || (halves.length == 2 && !read(halves[1], tail))) {
			return "";
		}
		if ((halves.length == 1) ? pieces.size() != 8 : pieces.size() + tail.size() > 8) {
			return "";
		}
		while (pieces.size() + tail.size() < 8) {
			pieces.add(0);
		}
		pieces.addAll(tail);
		StringBuilder text = new StringBuilder();
		pieces.forEach((piece) -> text.append(':').append(Integer.toHexString(piece)));
		String longest = "";
		for (int run = 8; run > 1 && longest.isEmpty(); run--) {
			longest = (text + ":").contains(":0".repeat(run) + ":") ? ":0".repeat(run) : "";
		}
		if (longest.isEmpty()) {
			return text.substring(1);
		}
		String closed = text + ":";
		int at = closed.indexOf(longest + ":");
		String before = closed.substring(0, at);
		String behind = closed.substring(at + longest.length(), closed.length() - 1);
		return (before.isEmpty() ? "" : before.substring(1)) + "::" + (behind.isEmpty() ? "" : behind.substring(1));
	}

	private static boolean read(String half, List<Integer> pieces) {
		if (half.isEmpty()) {
			return true;
		}
		for (String piece : half.split(":", -1)) {
			if (!piece.matches("[0-9a-f]{1,4}")) {
				return false;
			}
			pieces.add(Integer.parseInt(piece, 16));
		}
		return true;
	}

	public static boolean matches(Collection<OriginPattern> patterns, String origin) {
		return patterns.stream().anyMatch((pattern) -> matches(pattern.text(), origin));
	}

	private static boolean matches(String pattern, String origin) {
		if (pattern.equals("*") || pattern.equals("any")) {
			return true;
		}
		if (pattern.equals("null")) {
			return origin.equals("null");
		}
		String expression = Pattern.quote(pattern)
			.replace("://*.", "://\\E([a-z0-9_-]+\\.)+\\Q")
			.replaceAll(":\\*\\\\E$", "\\\\E(:[0-9]+)?")
			.replace("*", "\\E[a-z0-9-]+\\Q");
		return isCanonical(origin) && origin.matches(expression);
	}

}
