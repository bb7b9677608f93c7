package io.crossgate.cors.fetch;

/**
 * The one form of {@code Range} that needs no preflight: a single range with a start and
 * not a blank in it.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#simple-range-header-value">Fetch, parse a
 * single range header value</a>
 */
final class SimpleRange {

	private static final String UNIT = "bytes=";

	private SimpleRange() {
	}

	static boolean isSafelisted(String value) {
		if (!value.startsWith(UNIT)) {
			return false;
		}
		int dash = value.indexOf('-');
		if (dash < 0) {
			return false;
		}
		String start = value.substring(UNIT.length(), dash);
		String end = value.substring(dash + 1);
		if (start.isEmpty() || !isDigits(start) || !isDigits(end)) {
			return false;
		}
		return end.isEmpty() || compare(start, end) <= 0;
	}

	private static boolean isDigits(String value) {
		for (int i = 0; i < value.length(); i++) {
			if (value.charAt(i) < '0' || value.charAt(i) > '9') {
				return false;
			}
		}
		return true;
	}

	// Compared as text: 128 bytes hold numbers that no primitive does.
	private static int compare(String left, String right) {
		String a = withoutLeadingZeros(left);
		String b = withoutLeadingZeros(right);
		return (a.length() != b.length()) ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
	}

	private static String withoutLeadingZeros(String digits) {
		int start = 0;
		while (start < digits.length() && digits.charAt(start) == '0') {
			start++;
		}
		return digits.substring(start);
	}

}
