package io.crossgate.cors.origin;

import java.net.IDN;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.Tokens;

/**
 * What somebody meant who wrote an origin that no browser sends. Only ever suggested,
 * never applied: whoever relies on a silent repair copies the value into a stricter
 * system next.
 *
 * @param reason why the value can never match
 * @param value the value in the spelling browsers send, or {@code null} if the intention
 * is not clear
 */
record OriginCorrection(String reason, @Nullable String value) {

	static OriginCorrection of(String written) {
		String text = unquote(written.strip());
		String reason = text.equals(written) ? null
				: "Blanks or quotes around the value are part of it, and no browser sends them.";
		int scheme = text.indexOf("://");
		if (scheme < 0) {
			reason = first(reason, "An origin starts with a scheme; browsers send https://host or http://host.");
			text = (looksLocal(text) ? "http://" : "https://") + text;
			scheme = text.indexOf("://");
		}
		int end = endOfAuthority(text, scheme + 3);
		if (end < text.length()) {
			reason = first(reason, text.substring(end).equals("/")
					? "A trailing slash is a path, and an origin has no path: browsers send scheme, host and port."
					: "An origin has no path, query or fragment: browsers send scheme, host and port.");
			text = text.substring(0, end);
		}
		int at = text.lastIndexOf('@');
		if (at > scheme) {
			reason = first(reason, "Browsers leave user names and passwords out of the origin.");
			text = text.substring(0, scheme + 3) + text.substring(at + 1);
		}
		String lower = Tokens.toAsciiLowerCase(text);
		if (!lower.equals(text)) {
			reason = first(reason, "Browsers send origins in lower case.");
		}
		text = ascii(lower);
		if (text == null) {
			return new OriginCorrection(first(reason, "The host is not a domain name."), null);
		}
		if (!text.equals(lower)) {
			reason = first(reason, "Browsers send international domain names in punycode.");
		}
		String host = canonicalHost(text);
		if (!host.equals(text)) {
			reason = first(reason, "Browsers leave out the scheme's default port and leading zeros, and shorten IPv6.");
		}
		boolean parses = OriginSyntax.isCanonical(probe(host));
		return new OriginCorrection(first(reason, "It is not an origin: scheme://host or scheme://host:port."),
				parses ? host : null);
	}

	private static String first(@Nullable String reason, String next) {
		return (reason != null) ? reason : next;
	}

	private static String unquote(String text) {
		boolean quoted = text.length() > 1 && (text.charAt(0) == '"' || text.charAt(0) == '\'')
				&& text.charAt(0) == text.charAt(text.length() - 1);
		return quoted ? text.substring(1, text.length() - 1).strip() : text;
	}

	private static boolean looksLocal(String text) {
		return text.startsWith("localhost") || text.startsWith("127.") || text.startsWith("[::1]");
	}

	private static int endOfAuthority(String text, int from) {
		for (int i = from; i < text.length(); i++) {
			if ("/?#\\".indexOf(text.charAt(i)) >= 0) {
				return i;
			}
		}
		return text.length();
	}

	private static @Nullable String ascii(String text) {
		int hostStart = OriginSyntax.hostStart(text);
		if (hostStart < 0) {
			return null;
		}
		if (text.chars().allMatch((c) -> c < 128)) {
			return text;
		}
		int hostEnd = OriginSyntax.hostEnd(text, hostStart);
		try {
			return text.substring(0, hostStart)
					+ Tokens.toAsciiLowerCase(IDN.toASCII(text.substring(hostStart, hostEnd), IDN.ALLOW_UNASSIGNED))
					+ text.substring(hostEnd);
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			return null;
		}
	}

	private static String canonicalHost(String text) {
		int hostStart = OriginSyntax.hostStart(text);
		int hostEnd = OriginSyntax.hostEnd(text, hostStart);
		if (hostEnd < 0) {
			return text;
		}
		String host = text.substring(hostStart, hostEnd);
		if (host.startsWith("[")) {
			String address = Ipv6.canonical(host.substring(1, host.length() - 1));
			host = (address != null) ? "[" + address + "]" : host;
		}
		String port = text.substring(hostEnd);
		while (port.length() > 2 && port.charAt(1) == '0') {
			port = ":" + port.substring(2);
		}
		if (port.equals(":" + OriginSyntax.defaultPort(text, hostStart - 3)) || port.equals(":")) {
			port = "";
		}
		return text.substring(0, hostStart) + host + port;
	}

	/** The wildcards of a pattern stand where a label or a port would. */
	private static String probe(String text) {
		String port = text.endsWith(":*") ? text.substring(0, text.length() - 2) : text;
		return port.replace('*', 'x');
	}

}
