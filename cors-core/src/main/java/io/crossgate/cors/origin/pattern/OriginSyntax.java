package io.crossgate.cors.origin.pattern;

import java.util.Arrays;

/**
 * Decides whether a string is exactly what a browser would send as {@code Origin}.
 * Allocates nothing and looks at each character a bounded number of times, because the
 * strings are untrusted.
 *
 * <p>
 * Underscores and a trailing dot are outside the standard's grammar, yet every browser
 * sends them for hosts that have them; both are accepted. All the other symbols URL
 * parsers tolerate in a host are not: no site one would want to allow has them.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#origin-header">Fetch, Origin header</a>
 */
public final class OriginSyntax {

	/** Scheme of 64, {@code ://}, host of 253, colon and five digits. */
	static final int MAX_LENGTH = 326;

	private static final String LOCALHOST = "localhost";

	private static final int MAX_SCHEME = 64;

	private static final int MAX_HOST = 253;

	private static final int MAX_LABEL = 63;

	/**
	 * By character: a look-up is cheaper than the comparisons it stands for, and refusals
	 * read every character of what is sent.
	 */
	private static final boolean[] DOMAIN_CHARACTERS = domainCharacters();

	private OriginSyntax() {
	}

	/**
	 * Return whether a value is exactly what a browser would send, without allocating
	 * anything.
	 * @param origin any string
	 * @return whether it is an origin
	 */
	public static boolean isCanonical(String origin) {
		// Before anything is read: what is too long costs nothing.
		if (origin.length() > MAX_LENGTH) {
			return false;
		}
		int hostStart = hostStart(origin);
		return hostStart >= 0 && isCanonical(origin, hostStart, hostEnd(origin, hostStart), false);
	}

	/**
	 * Validates an origin whose host boundaries are already known.
	 * @param origin the origin, which is not too long
	 * @param hostStart where its host begins
	 * @param hostEnd where its host ends, or -1 if it doesn't
	 * @param labels whether the host is known to be {@link #isLabel labels} of
	 * {@link #isDomainCharacter characters of a domain}
	 */
	static boolean isCanonical(String origin, int hostStart, int hostEnd, boolean labels) {
		if (hostStart == origin.length() || hostEnd < 0 || !isPort(origin, hostStart - 3, hostEnd)) {
			return false;
		}
		if (!isSpecial(origin, hostStart - 3)) {
			return isOpaqueHost(origin, hostStart, hostEnd);
		}
		if (origin.charAt(hostStart) == '[') {
			return Ipv6.isCanonical(origin, hostStart + 1, hostEnd - 1);
		}
		boolean domain = labels ? hostEnd - hostStart <= MAX_HOST : isDomain(origin, hostStart, hostEnd);
		return domain && (!endsInNumber(origin, hostStart, hostEnd) || Ipv4.isCanonical(origin, hostStart, hostEnd));
	}

	/**
	 * Return where the host starts.
	 * @param origin any string
	 * @return the index behind {@code ://}, or -1 if no scheme precedes it
	 */
	public static int hostStart(String origin) {
		if (origin.startsWith("https://")) {
			return 8;
		}
		int i = 0;
		while (i < origin.length() && isSchemeCharacter(origin.charAt(i), i == 0)) {
			i++;
		}
		return (i > 0 && i <= MAX_SCHEME && origin.startsWith("://", i)) ? i + 3 : -1;
	}

	/**
	 * Return where the host ends.
	 * @param origin any string
	 * @param hostStart where the host starts
	 * @return the index of the port's colon, or the length if there is none, or -1 if an
	 * IPv6 address has no end
	 */
	public static int hostEnd(String origin, int hostStart) {
		int from = hostStart;
		if (hostStart < origin.length() && origin.charAt(hostStart) == '[') {
			from = origin.indexOf(']', hostStart) + 1;
			if (from == 0 || (from < origin.length() && origin.charAt(from) != ':')) {
				return -1;
			}
		}
		int colon = origin.indexOf(':', from);
		return (colon < 0) ? origin.length() : colon;
	}

	static boolean isSpecial(String origin, int schemeEnd) {
		return defaultPort(origin, schemeEnd) != 0;
	}

	/**
	 * Return the default port of a scheme.
	 * @param origin a text that starts with the scheme
	 * @param schemeEnd where the scheme ends
	 * @return the port of a special scheme, or 0
	 */
	public static int defaultPort(String origin, int schemeEnd) {
		if (schemeEnd == 5 && origin.startsWith("https")) {
			return 443;
		}
		if (schemeEnd == 4 && origin.startsWith("http")) {
			return 80;
		}
		if (schemeEnd == 3 && origin.startsWith("wss")) {
			return 443;
		}
		if (schemeEnd == 2 && origin.startsWith("ws")) {
			return 80;
		}
		return (schemeEnd == 3 && origin.startsWith("ftp")) ? 21 : 0;
	}

	private static boolean isPort(String origin, int schemeEnd, int colon) {
		if (colon == origin.length()) {
			return true;
		}
		int port = parsePort(origin, colon + 1);
		return port > 0 && port != defaultPort(origin, schemeEnd);
	}

	/**
	 * Return the port that a text ends in.
	 * @param origin any string
	 * @param from where the port starts
	 * @return the port, or -1 if it isn't one
	 */
	public static int parsePort(String origin, int from) {
		int digits = origin.length() - from;
		if (digits < 1 || digits > 5 || origin.charAt(from) == '0') {
			return -1;
		}
		int port = 0;
		for (int i = from; i < origin.length(); i++) {
			char c = origin.charAt(i);
			if (!isDigit(c)) {
				return -1;
			}
			port = port * 10 + (c - '0');
		}
		return (port <= 65535) ? port : -1;
	}

	/** Labels of 1 to 63 characters, at most one trailing dot. */
	private static boolean isDomain(String origin, int from, int to) {
		int end = (origin.charAt(to - 1) == '.') ? to - 1 : to;
		if (end == from || end - from > MAX_HOST) {
			return false;
		}
		int label = from;
		for (int i = from; i < end; i++) {
			char c = origin.charAt(i);
			if (isDomainCharacter(c)) {
				continue;
			}
			if (c != '.' || !isLabel(label, i)) {
				return false;
			}
			label = i + 1;
		}
		return isLabel(label, end);
	}

	static boolean isLabel(int from, int to) {
		return from < to && to - from <= MAX_LABEL;
	}

	/** A host whose last label is a number is an IPv4 address to a browser. */
	static boolean endsInNumber(String origin, int from, int to) {
		int end = (origin.charAt(to - 1) == '.') ? to - 1 : to;
		// Numbers end in a digit, or as 0x does; nearly every domain ends in neither.
		char last = origin.charAt(end - 1);
		if (last > 'f' && last != 'x') {
			return false;
		}
		int start = origin.lastIndexOf('.', end - 1) + 1;
		start = Math.max(start, from);
		boolean hexadecimal = origin.startsWith("0x", start);
		for (int i = hexadecimal ? start + 2 : start; i < end; i++) {
			char c = origin.charAt(i);
			if (!isDigit(c) && !(hexadecimal && c >= 'a' && c <= 'f')) {
				return false;
			}
		}
		return true;
	}

	/** Extension identifiers and the like: compared byte for byte, never parsed. */
	private static boolean isOpaqueHost(String origin, int from, int to) {
		if (from == to) {
			return false;
		}
		for (int i = from; i < to; i++) {
			char c = origin.charAt(i);
			if (!isDomainCharacter(c) && c != '.' && !(c >= 'A' && c <= 'Z')) {
				return false;
			}
		}
		return true;
	}

	static boolean isDomainCharacter(char c) {
		return c < DOMAIN_CHARACTERS.length && DOMAIN_CHARACTERS[c];
	}

	private static boolean[] domainCharacters() {
		boolean[] characters = new boolean[0x80];
		Arrays.fill(characters, 'a', 'z' + 1, true);
		Arrays.fill(characters, '0', '9' + 1, true);
		characters['-'] = true;
		characters['_'] = true;
		return characters;
	}

	static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static boolean isSchemeCharacter(char c, boolean first) {
		return (c >= 'a' && c <= 'z') || (!first && (isDigit(c) || c == '+' || c == '-' || c == '.'));
	}

	/**
	 * Return whether a host is the user's own machine, whatever a resolver says of it.
	 * @param host a domain, an IPv4 address, or an IPv6 address in brackets
	 * @return whether it is {@code localhost} or a name below it, or a loopback address
	 */
	public static boolean isLoopback(String host) {
		int end = host.endsWith(".") ? host.length() - 1 : host.length();
		int start = end - LOCALHOST.length();
		boolean localhost = start >= 0 && host.startsWith(LOCALHOST, start)
				&& (start == 0 || host.charAt(start - 1) == '.');
		return localhost || host.equals("[::1]") || Ipv4.isLoopback(host);
	}

}
