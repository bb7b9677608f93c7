package io.crossgate.cors.browser.url;

import org.jspecify.annotations.Nullable;

/**
 * Parser and serialiser for IPv6 addresses: lower case, no leading zeros, the longest run
 * of zeros as {@code ::}, an embedded IPv4 address in hexadecimal. Separate from the one
 * of the engine for the same reason as {@link Ipv4Parser}.
 *
 * @see <a href="https://url.spec.whatwg.org/#concept-ipv6-parser">URL, IPv6 parser</a>
 * @see <a href="https://url.spec.whatwg.org/#concept-ipv6-serializer">URL, IPv6
 * serializer</a>
 */
final class Ipv6Parser {

	private static final int GROUPS = 8;

	private Ipv6Parser() {
	}

	/** The canonical form of an address in brackets, or {@code null} if it is none. */
	static @Nullable String canonical(String address) {
		int[] groups = new int[GROUPS];
		int gap = address.indexOf("::");
		if (gap < 0) {
			return (read(address, groups) == GROUPS) ? serialise(groups) : null;
		}
		String front = address.substring(0, gap);
		// IPv4 stands at the end only.
		int before = front.isEmpty() ? 0 : (front.indexOf('.') >= 0) ? -1 : read(front, groups);
		int[] tail = new int[GROUPS];
		String rest = address.substring(gap + 2);
		int after = rest.isEmpty() ? 0 : read(rest, tail);
		if (before < 0 || after < 0 || before + after >= GROUPS) {
			return null;
		}
		System.arraycopy(tail, 0, groups, GROUPS - after, after);
		return serialise(groups);
	}

	/** Reads groups separated by single colons; -1 if anything else is there. */
	private static int read(String address, int[] groups) {
		int count = 0;
		int start = 0;
		while (start <= address.length()) {
			int colon = address.indexOf(':', start);
			int end = (colon < 0) ? address.length() : colon;
			String group = address.substring(start, end);
			if (colon < 0 && group.indexOf('.') >= 0) {
				return readIpv4(group, groups, count);
			}
			int value = hexadecimal(group);
			if (value < 0 || count == GROUPS) {
				return -1;
			}
			groups[count++] = value;
			start = end + 1;
		}
		return count;
	}

	private static int readIpv4(String dotted, int[] groups, int count) {
		// Inside IPv6 only the canonical form is an address.
		if (count > GROUPS - 2 || !Ipv4Parser.endsInNumber(dotted) || !dotted.equals(Ipv4Parser.canonical(dotted))) {
			return -1;
		}
		int start = 0;
		for (int i = 0; i < 4; i++) {
			int dot = dotted.indexOf('.', start);
			int part = Integer.parseInt(dotted.substring(start, (dot < 0) ? dotted.length() : dot));
			groups[count + i / 2] = groups[count + i / 2] << 8 | part;
			start = dot + 1;
		}
		return count + 2;
	}

	private static int hexadecimal(String group) {
		if (group.isEmpty() || group.length() > 4) {
			return -1;
		}
		int value = 0;
		for (int i = 0; i < group.length(); i++) {
			int digit = (group.charAt(i) < 128) ? Character.digit(group.charAt(i), 16) : -1;
			if (digit < 0) {
				return -1;
			}
			value = value << 4 | digit;
		}
		return value;
	}

	private static String serialise(int[] groups) {
		int longest = 1;
		int compress = -1;
		for (int i = 0; i < GROUPS; i++) {
			int run = 0;
			while (i + run < GROUPS && groups[i + run] == 0) {
				run++;
			}
			if (run > longest) {
				longest = run;
				compress = i;
			}
		}
		StringBuilder address = new StringBuilder("[");
		for (int i = 0; i < GROUPS; i++) {
			if (i == compress) {
				address.append((i == 0) ? "::" : ":");
				i += longest - 1;
				continue;
			}
			address.append(Integer.toHexString(groups[i])).append((i < GROUPS - 1) ? ":" : "");
		}
		return address.append(']').toString();
	}

}
