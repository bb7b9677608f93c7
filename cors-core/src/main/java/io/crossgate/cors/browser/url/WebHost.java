package io.crossgate.cors.browser.url;

import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.Tokens;

/**
 * Parser for hosts: domains, IPv4 and IPv6 addresses, and for schemes the URL standard
 * does not know, opaque hosts.
 *
 * @see <a href="https://url.spec.whatwg.org/#host-parsing">URL, host parsing</a>
 */
final class WebHost {

	private static final String FORBIDDEN = " #/:<>?@[\\]^|";

	private WebHost() {
	}

	static @Nullable String parse(String host, boolean special) {
		if (host.startsWith("[")) {
			return host.endsWith("]") ? Ipv6Parser.canonical(host.substring(1, host.length() - 1)) : null;
		}
		// Hosts of other schemes are opaque: "app://Main" and "app://main" differ.
		if (!special) {
			return hasForbidden(host, false) ? null : host;
		}
		String domain = decode(host);
		if (domain.isEmpty() || hasForbidden(domain, true)) {
			return null;
		}
		String lower = Tokens.toAsciiLowerCase(domain);
		return Ipv4Parser.endsInNumber(lower) ? Ipv4Parser.canonical(lower) : lower;
	}

	private static boolean hasForbidden(String host, boolean domain) {
		for (int i = 0; i < host.length(); i++) {
			char c = host.charAt(i);
			if (c <= ' ' || c > 0x7F || FORBIDDEN.indexOf(c) >= 0 || (domain && (c == '%' || c == 0x7F))) {
				return true;
			}
		}
		return false;
	}

	static String decode(String host) {
		StringBuilder decoded = new StringBuilder(host.length());
		for (int i = 0; i < host.length(); i++) {
			char c = host.charAt(i);
			if (c == '%' && i + 2 < host.length() && HexFormat.isHexDigit(host.charAt(i + 1))
					&& HexFormat.isHexDigit(host.charAt(i + 2))) {
				decoded.append((char) HexFormat.fromHexDigits(host, i + 1, i + 3));
				i += 2;
			}
			else {
				decoded.append(c);
			}
		}
		return decoded.toString();
	}

}
