package io.crossgate.cors.browser.url;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Parser for IPv4 addresses as a browser reads them, in any number of parts and in
 * decimal, octal or hexadecimal: {@code 0x7f.1} is {@code 127.0.0.1}. Separate from the
 * parser of the engine on purpose: the simulated browser is an independent oracle, and a
 * mistake in shared code would be right on both sides.
 *
 * @see <a href="https://url.spec.whatwg.org/#concept-ipv4-parser">URL, IPv4 parser</a>
 */
final class Ipv4Parser {

	private static final long INVALID = -1;

	private Ipv4Parser() {
	}

	/** Whether a domain is to be read as an address, and is nothing if it is none. */
	static boolean endsInNumber(String domain) {
		List<String> parts = parts(domain);
		String last = parts.get(parts.size() - 1);
		boolean digits = !last.isEmpty();
		for (int i = 0; i < last.length(); i++) {
			digits &= last.charAt(i) >= '0' && last.charAt(i) <= '9';
		}
		return digits || (last.startsWith("0x") && number(last) != INVALID);
	}

	static @Nullable String canonical(String domain) {
		List<String> parts = parts(domain);
		if (parts.size() > 4) {
			return null;
		}
		long address = 0;
		for (int i = 0; i < parts.size(); i++) {
			boolean last = i == parts.size() - 1;
			// The last part fills all the bytes that the others leave.
			int bytes = last ? 4 - i : 1;
			long number = number(parts.get(i));
			if (number == INVALID || number >= 1L << (8 * bytes)) {
				return null;
			}
			address = (address << (8 * bytes)) | number;
		}
		return (address >> 24) + "." + (address >> 16 & 0xFF) + "." + (address >> 8 & 0xFF) + "." + (address & 0xFF);
	}

	private static List<String> parts(String domain) {
		List<String> parts = new ArrayList<>();
		int start = 0;
		for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', start)) {
			parts.add(domain.substring(start, dot));
			start = dot + 1;
		}
		if (start < domain.length() || parts.isEmpty()) {
			parts.add(domain.substring(start));
		}
		return parts;
	}

	private static long number(String part) {
		int radix = part.startsWith("0x") ? 16 : (part.length() > 1 && part.startsWith("0")) ? 8 : 10;
		if (part.isEmpty()) {
			return INVALID;
		}
		long number = 0;
		for (int i = (radix == 16) ? 2 : 0; i < part.length(); i++) {
			int digit = Character.digit(part.charAt(i), radix);
			if (digit < 0) {
				return INVALID;
			}
			number = Math.min(number * radix + digit, 1L << 32);
		}
		return number;
	}

}
