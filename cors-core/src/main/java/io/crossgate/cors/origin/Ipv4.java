package io.crossgate.cors.origin;

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

	static boolean isLoopback(String host) {
		return host.startsWith("127.") && isCanonical(host, 0, host.length());
	}

}
