package io.crossgate.cors.origin.pattern;

import org.jspecify.annotations.Nullable;

/**
 * Writes hosts and ports as browsers do: international names in punycode, addresses in
 * their one canonical form, no default port. Only for suggestions.
 *
 * @see <a href="https://url.spec.whatwg.org/#host-serializing">URL, host serializing</a>
 */
final class HostSerializer {

	private HostSerializer() {
	}

	/**
	 * Return the text with its host in ASCII, or {@code null} if it has no such form.
	 */
	static @Nullable String ascii(String text) {
		int hostStart = OriginSyntax.hostStart(text);
		int hostEnd = (hostStart < 0) ? -1 : OriginSyntax.hostEnd(text, hostStart);
		if (hostEnd < 0) {
			return null;
		}
		String host = text.substring(hostStart, hostEnd);
		if (host.chars().allMatch((c) -> c < 128)) {
			return text;
		}
		String name = InternationalNames.toAscii(host);
		return (name != null) ? text.substring(0, hostStart) + name + text.substring(hostEnd) : null;
	}

	/** Return the text with its host and port in their canonical form. */
	static String canonical(String text) {
		int hostStart = OriginSyntax.hostStart(text);
		int hostEnd = OriginSyntax.hostEnd(text, hostStart);
		return text.substring(0, hostStart) + address(text.substring(hostStart, hostEnd))
				+ port(text.substring(hostEnd), OriginSyntax.defaultPort(text, hostStart - 3));
	}

	private static String address(String host) {
		if (host.startsWith("[")) {
			String address = Ipv6.canonical(host.substring(1, host.length() - 1));
			return (address != null) ? "[" + address + "]" : host;
		}
		String address = Ipv4.canonical(host);
		return (address != null) ? address : host;
	}

	private static String port(String written, int defaultPort) {
		String port = written;
		while (port.length() > 2 && port.charAt(1) == '0') {
			port = ":" + port.substring(2);
		}
		return (port.equals(":") || port.equals(":" + defaultPort)) ? "" : port;
	}

}
