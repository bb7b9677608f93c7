package io.crossgate.cors.spring.reactive;

import java.net.URI;

/**
 * Host and port of a URI whose host {@link URI} does not parse: it follows RFC 2396,
 * where a host name has no underscore, while browsers and servers allow one.
 *
 * @see <a href="https://url.spec.whatwg.org/#forbidden-domain-code-point">URL, forbidden
 * domain code point</a>
 */
final class UriAuthority {

	private static final int LONGEST_PORT = 5;

	private UriAuthority() {
	}

	/** Return what stands before the port, or the empty string if there is no host. */
	static String host(URI uri) {
		String authority = uri.getRawAuthority();
		if (authority == null) {
			return "";
		}
		int colon = portColon(authority);
		return (colon < 0) ? authority : authority.substring(0, colon);
	}

	/** Return the port, or -1 if there is none. */
	static int port(URI uri) {
		String authority = uri.getRawAuthority();
		int colon = (authority != null) ? portColon(authority) : -1;
		return (colon < 0 || colon + 1 == authority.length()) ? -1 : Integer.parseInt(authority.substring(colon + 1));
	}

	/** Return where the port begins, or -1 if the text has no port in digits. */
	private static int portColon(String authority) {
		int colon = authority.lastIndexOf(':');
		if (colon < 0 || authority.length() - colon - 1 > LONGEST_PORT) {
			return -1;
		}
		for (int i = colon + 1; i < authority.length(); i++) {
			char c = authority.charAt(i);
			if (c < '0' || c > '9') {
				return -1;
			}
		}
		return colon;
	}

}
