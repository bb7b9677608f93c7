package io.crossgate.cors.origin.pattern;

import java.util.StringTokenizer;

import org.jspecify.annotations.Nullable;

/**
 * IPv6 addresses as a browser serialises them: lower-case hexadecimal without leading
 * zeros, the first longest run of two or more zero pieces compressed, no dotted quad and
 * no zone.
 *
 * @see <a href="https://url.spec.whatwg.org/#concept-ipv6-serializer">URL, IPv6
 * serializer</a>
 */
final class Ipv6 {

	private static final int PIECES = 8;

	private Ipv6() {
	}

	/**
	 * Reads between the brackets; a piece is a bit of a mask, so nothing is allocated.
	 */
	static boolean isCanonical(String text, int from, int to) {
		int pieces = 0;
		int zeros = 0;
		int compressedAt = -1;
		int i = from;
		while (i < to) {
			if (text.startsWith("::", i)) {
				if (compressedAt >= 0) {
					return false;
				}
				compressedAt = pieces;
				i += 2;
				continue;
			}
			if (i > from && compressedAt != pieces) {
				if (text.charAt(i) != ':') {
					return false;
				}
				i++;
			}
			int digits = digits(text, i, to);
			if (digits == 0 || digits > 4 || pieces == PIECES || (digits > 1 && text.charAt(i) == '0')) {
				return false;
			}
			if (digits == 1 && text.charAt(i) == '0') {
				zeros |= 1 << pieces;
			}
			pieces++;
			i += digits;
		}
		return isCompressed(pieces, zeros, compressedAt);
	}

	/** Return whether the one permitted compression stands where it must, if it must. */
	private static boolean isCompressed(int pieces, int zeros, int compressedAt) {
		if (compressedAt < 0) {
			return pieces == PIECES && longestRun(zeros) < 2;
		}
		int missing = PIECES - pieces;
		if (missing < 2) {
			return false;
		}
		int before = zeros & ((1 << compressedAt) - 1);
		int behind = (zeros >>> compressedAt) << (compressedAt + missing);
		int all = before | behind | (((1 << missing) - 1) << compressedAt);
		int longest = longestRun(all);
		return longest == missing && firstRun(all, longest) == compressedAt;
	}

	private static int longestRun(int zeros) {
		int longest = 0;
		for (int rest = zeros; rest != 0; rest &= rest << 1) {
			longest++;
		}
		return longest;
	}

	private static int firstRun(int zeros, int length) {
		int run = (1 << length) - 1;
		int at = 0;
		while ((zeros >>> at & run) != run) {
			at++;
		}
		return at;
	}

	private static int digits(String text, int from, int to) {
		int i = from;
		while (i < to && isHexadecimal(text.charAt(i))) {
			i++;
		}
		return i - from;
	}

	private static boolean isHexadecimal(char c) {
		return OriginSyntax.isDigit(c) || (c >= 'a' && c <= 'f');
	}

	/**
	 * Serialises an address as a browser does.
	 * @param address an address without brackets, in any spelling in lower case
	 * @return the canonical spelling, or {@code null} if it is no address
	 */
	static @Nullable String canonical(String address) {
		int[] pieces = parse(withoutDots(address));
		if (pieces == null) {
			return null;
		}
		int zeros = 0;
		for (int i = 0; i < PIECES; i++) {
			zeros |= (pieces[i] == 0) ? 1 << i : 0;
		}
		int longest = longestRun(zeros);
		int at = (longest > 1) ? firstRun(zeros, longest) : -1;
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < PIECES; i++) {
			if (i == at) {
				text.append("::");
				i += longest - 1;
				continue;
			}
			if (i > 0 && text.charAt(text.length() - 1) != ':') {
				text.append(':');
			}
			text.append(Integer.toHexString(pieces[i]));
		}
		return text.toString();
	}

	/** An IPv4 address at the end is two pieces. */
	private static String withoutDots(String address) {
		int colon = address.lastIndexOf(':');
		String last = address.substring(colon + 1);
		if (!Ipv4.isCanonical(last, 0, last.length())) {
			return address;
		}
		StringTokenizer bytes = new StringTokenizer(last, ".");
		int high = Integer.parseInt(bytes.nextToken()) << 8 | Integer.parseInt(bytes.nextToken());
		int low = Integer.parseInt(bytes.nextToken()) << 8 | Integer.parseInt(bytes.nextToken());
		return address.substring(0, colon + 1) + Integer.toHexString(high) + ":" + Integer.toHexString(low);
	}

	private static int @Nullable [] parse(String address) {
		int gap = address.indexOf("::");
		String head = (gap < 0) ? address : address.substring(0, gap);
		String tail = (gap < 0) ? "" : address.substring(gap + 2);
		int[] pieces = new int[PIECES];
		int front = fill(head, pieces, 0);
		int[] back = new int[PIECES];
		int behind = fill(tail, back, 0);
		if (front < 0 || behind < 0 || front + behind > PIECES || (gap < 0 && front != PIECES)) {
			return null;
		}
		System.arraycopy(back, 0, pieces, PIECES - behind, behind);
		return pieces;
	}

	private static int fill(String part, int[] pieces, int from) {
		int at = from;
		int i = 0;
		while (i < part.length()) {
			int end = part.indexOf(':', i);
			end = (end < 0) ? part.length() : end;
			if (at == PIECES || end == i || end - i > 4) {
				return -1;
			}
			int value = 0;
			for (int j = i; j < end; j++) {
				if (!isHexadecimal(part.charAt(j))) {
					return -1;
				}
				value = value * 16 + Character.digit(part.charAt(j), 16);
			}
			pieces[at++] = value;
			i = end + 1;
		}
		return part.endsWith(":") ? -1 : at;
	}

}
