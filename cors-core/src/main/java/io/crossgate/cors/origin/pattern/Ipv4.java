package io.crossgate.cors.origin.pattern;

import java.util.StringTokenizer;

import org.jspecify.annotations.Nullable;

/**
 * IPv4 addresses as a browser serialises them: four decimal numbers without leading
 * zeros.
 *
 * @see <a href="https://url.spec.whatwg.org/#concept-ipv4-serializer">URL, IPv4
 * serializer</a>
 */
final class Ipv4 {

	private Ipv4() {
	}

	static boolean isCanonical(String text, int from, int to) {
		int parts = 0;
		int value = -1;
		for (int i = from; i <= to; i++) {
			if (i == to || text.charAt(i) == '.') {
				if (value < 0) {
					return false;
				}
				parts++;
				value = -1;
			}
			else {
				char c = text.charAt(i);
				if (!OriginSyntax.isDigit(c) || value == 0) {
					return false;
				}
				value = Math.max(value, 0) * 10 + (c - '0');
				if (value > 255) {
					return false;
				}
			}
		}
		return parts == 4;
	}

	/**
	 * Serialises an address as a browser does.
	 * @param host a host in lower case
	 * @return four decimal numbers, or {@code null} if the host is no address
	 * @see <a href="https://url.spec.whatwg.org/#concept-ipv4-parser">URL, IPv4
	 * parser</a>
	 */
	static @Nullable String canonical(String host) {
		long address = 0;
		StringTokenizer parts = new StringTokenizer(host, ".");
		int count = parts.countTokens();
		if (count == 0 || count > 4 || host.startsWith(".") || host.contains("..")) {
			return null;
		}
		for (int i = 1; i <= count; i++) {
			long part = number(parts.nextToken());
			// The last number fills all the bytes that are left.
			long limit = (i < count) ? 256 : 1L << (8 * (5 - count));
			if (part < 0 || part >= limit) {
				return null;
			}
			address += part << ((i < count) ? 8 * (4 - i) : 0);
		}
		return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
	}

	private static long number(String part) {
		boolean hexadecimal = part.startsWith("0x");
		boolean octal = !hexadecimal && part.startsWith("0");
		String digits = part.substring(hexadecimal ? 2 : 0);
		try {
			if (digits.startsWith("+") || digits.startsWith("-")) {
				return -1;
			}
			return digits.isEmpty() ? 0 : Long.parseLong(digits, hexadecimal ? 16 : octal ? 8 : 10);
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	/**
	 * Return what people read who take an octal number for a decimal one.
	 * @param host a host
	 * @return another address than browsers read, or {@code null} if there is none
	 */
	static @Nullable String decimal(String host) {
		StringBuilder decimal = new StringBuilder();
		StringTokenizer parts = new StringTokenizer(host, ".");
		while (parts.hasMoreTokens()) {
			String part = parts.nextToken();
			int zeros = 0;
			while (zeros < part.length() - 1 && part.charAt(zeros) == '0') {
				zeros++;
			}
			decimal.append(decimal.isEmpty() ? "" : ".").append(part, zeros, part.length());
		}
		String text = decimal.toString();
		boolean address = isCanonical(text, 0, text.length());
		return (address && !text.equals(canonical(host))) ? text : null;
	}

	static boolean isLoopback(String host) {
		return host.startsWith("127.") && isCanonical(host, 0, host.length());
	}

}
