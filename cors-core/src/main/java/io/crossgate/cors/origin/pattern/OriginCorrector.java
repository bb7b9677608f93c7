package io.crossgate.cors.origin.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.problem.MalformedOriginException;
import io.crossgate.cors.problem.ProblemCode;

/**
 * Explains an entry that is outside the grammar, and finds out what was meant. Only ever
 * suggested, never applied: a value that is repaired silently is copied into a stricter
 * system next. Step by step the text becomes what a browser would send; the first step
 * that changes something is the reason.
 */
public final class OriginCorrector {

	private static final Set<String> ANY_ALIASES = Set.of("*", "**", "https://*", "http://*", "http*://*", "*://*",
			"*.*", "https://**", "http://**", "https://*:*", "http://*:*", "*:*", "any", "all", "https://*.*", "*.",
			".*", "*://*:*", "https?://.*", "https://.*", "http://.*", "*://*.*", "https://*/", "http://*/");

	/** Those of keyboards, and those that word processors make of them. */
	private static final String QUOTES = "\"'`\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb\u2039\u203a";

	private String text;

	private ProblemCode code;

	private @Nullable String reason;

	private OriginCorrector(String written) {
		this.text = written;
		this.code = (written.indexOf('*') < 0) ? ProblemCode.MALFORMED_ORIGIN : ProblemCode.MALFORMED_ORIGIN_PATTERN;
	}

	/**
	 * Explains an entry.
	 * @param written the entry as written
	 * @return the reason and the correction, not thrown
	 */
	public static MalformedOriginException explain(String written) {
		OriginCorrector correction = new OriginCorrector(written);
		correction.rewrite(unquoted(written.strip()),
				"Blanks or quotes around the value are part of it, and no browser sends them.");
		String value = correction.correct();
		return new MalformedOriginException(correction.code,
				(correction.reason != null) ? correction.reason
						: "It is not an origin. Browsers send scheme://host or scheme://host:port.",
				list(words(value)));
	}

	/** Return what was meant, or the empty string if that is not certain. */
	private String correct() {
		String lower = Tokens.toAsciiLowerCase(this.text);
		if (ANY_ALIASES.contains(lower)) {
			recordReason("There is one way to say every origin: '*', or any without quotes.");
			this.code = ProblemCode.MALFORMED_ORIGIN_PATTERN;
			return "any";
		}
		if (lower.equals("null")) {
			recordReason("The opaque origin is null, in lower case.");
			return lower;
		}
		rewrite(withoutJson(this.text), "A list in JSON is no list here; separate the entries with commas alone.");
		int ports = this.text.indexOf(":[");
		if (ports > 0) {
			recordReason("A port is one number, or * for every port; list several as several entries.");
			return ports(this.text.substring(0, ports + 1), this.text.substring(ports + 2));
		}
		if (isRegularExpression()) {
			recordReason(
					"There are no regular expressions here: * stands for the leading labels, or a part of the first.");
			this.code = ProblemCode.MALFORMED_ORIGIN_PATTERN;
			return literal();
		}
		List<String> words = words(this.text);
		if (words.size() > 1) {
			recordReason("One entry holds one origin; this one holds a list.");
			this.code = ProblemCode.MALFORMED_ORIGIN;
			return this.text;
		}
		return schemed();
	}

	private String schemed() {
		String lower = Tokens.toAsciiLowerCase(this.text);
		String scheme = lower.substring(0, Math.max(0, lower.indexOf(':')));
		if (OriginPatternParser.UNUSABLE_SCHEMES.contains(scheme)) {
			this.code = ProblemCode.UNUSABLE_SCHEME;
			if (scheme.equals("ws") || scheme.equals("wss")) {
				recordReason("A WebSocket handshake carries the origin of its page, whose scheme is http or https.");
				return "http" + lower.substring(2);
			}
			recordReason("Pages of the scheme '" + scheme
					+ "' have no origin that a server could trust; browsers send null or nothing for them.");
			return "";
		}
		if (!isHost() && lower.indexOf("://") < 0) {
			recordReason("An origin starts with a scheme; browsers send https://host or http://host.");
			return "";
		}
		rewrite(SchemeCorrector.repair(this.text),
				"An origin starts with a scheme; browsers send https://host or http://host.");
		String correct = SchemeCorrector.correct(scheme);
		if (correct != null && this.text.startsWith("://", scheme.length())) {
			rewrite(correct + this.text.substring(scheme.length()), "Pages are served over https or http.");
		}
		return trimmed(this.text.indexOf("://") + 3);
	}

	private String trimmed(int authority) {
		int end = endOfAuthority(this.text, authority);
		rewrite(this.text.substring(0, end),
				this.text.substring(end).equals("/")
						? "A trailing slash is a path, and an origin has no path: browsers send scheme, host and port."
						: "An origin has no path, query or fragment: browsers send scheme, host and port.");
		int at = this.text.lastIndexOf('@');
		if (at >= authority) {
			rewrite(this.text.substring(0, authority) + this.text.substring(at + 1),
					"Browsers leave user names and passwords out of the origin.");
		}
		rewrite(Tokens.toAsciiLowerCase(this.text), "Browsers send origins in lower case.");
		if (this.text.startsWith(".", authority)) {
			rewrite(this.text.substring(0, authority) + "*" + this.text.substring(authority),
					"A host has no leading dot; hosts below a domain are *.example.com.");
		}
		String ascii = HostSerializer.ascii(this.text);
		if (ascii == null) {
			recordReason(
					"The host is no domain name, or its name in punycode (xn--...) is not certain; write that one.");
			return "";
		}
		rewrite(ascii, "Browsers send international domain names in punycode.");
		int end4 = OriginSyntax.hostEnd(this.text, authority);
		String host = this.text.substring(authority, end4);
		String decimal = Ipv4.decimal(host);
		String octal = Ipv4.canonical(host);
		if (decimal != null && octal != null) {
			recordReason("Browsers read a number with a leading zero as octal: this is " + octal + ". Write that, or "
					+ decimal + " if it is meant.");
			return "";
		}
		if (decimal != null) {
			rewrite(this.text.substring(0, authority) + decimal + this.text.substring(end4),
					"Browsers read a number with a leading zero as octal, and octal numbers have no 8 and no 9.");
		}
		rewrite(HostSerializer.canonical(this.text),
				"Browsers leave out the scheme's default port and leading zeros, and shorten IP addresses.");
		return (this.text.indexOf('*') < 0) ? exact() : starred(authority);
	}

	private String exact() {
		int colon = this.text.lastIndexOf(':');
		if (colon > this.text.indexOf("://") && !this.text.endsWith("]")
				&& OriginSyntax.parsePort(this.text, colon + 1) < 0) {
			recordReason("A port is one number from 1 to 65535.");
		}
		return this.text;
	}

	private String starred(int authority) {
		if (!this.text.startsWith("http")) {
			this.code = ProblemCode.UNUSABLE_SCHEME;
			recordReason("Wildcards are for http and https; origins of other schemes are listed exactly.");
		}
		int hostEnd = OriginSyntax.hostEnd(this.text, authority);
		String host = this.text.substring(authority, hostEnd);
		if (this.text.indexOf('*', hostEnd) > hostEnd + 1 || host.indexOf('*') < 0) {
			recordReason("A port is one number, or * for every port.");
		}
		if (host.chars().anyMatch(Character::isDigit) && host.chars().noneMatch(Character::isLetter)) {
			recordReason("A wildcard never matches an IP address; list the address.");
		}
		recordReason("One * may stand for the leading labels (https://*.example.com) or inside the first label "
				+ "(https://shop-*.example.com).");
		String value = this.text.replace("**.", "*.");
		while (value.contains("*.*.")) {
			value = value.replace("*.*.", "*.");
		}
		return value;
	}

	private void rewrite(String better, String why) {
		if (!better.equals(this.text)) {
			recordReason(why);
			this.text = better;
		}
	}

	/**
	 * Only the first reason counts: it is the one that is visible in what was written.
	 */
	private void recordReason(String why) {
		this.reason = (this.reason != null) ? this.reason : why;
	}

	/** A word is no host unless it could be one on a network. */
	private boolean isHost() {
		return this.text.indexOf('.') >= 0 || this.text.startsWith("localhost") || this.text.startsWith("[");
	}

	private boolean isRegularExpression() {
		return this.text.indexOf('\\') >= 0 || this.text.indexOf('^') >= 0 || this.text.indexOf('$') >= 0
				|| this.text.indexOf('(') >= 0 || this.text.contains("://.*") || this.text.contains(".+");
	}

	/** What the simplest of regular expressions mean. */
	private String literal() {
		String value = this.text.startsWith("^") ? this.text.substring(1) : this.text;
		value = value.endsWith("$") ? value.substring(0, value.length() - 1) : value;
		return value.replace("\\", "").replace("://.*.", "://*.").replace("://.+.", "://*.");
	}

	private static String ports(String base, String ports) {
		List<String> entries = new ArrayList<>();
		words(ports.replace(']', ' ')).forEach((port) -> entries.add(base + port));
		return String.join(", ", entries);
	}

	/** A list in one entry is several entries, and each of them must be one. */
	private static List<String> list(List<String> entries) {
		boolean usable = !entries.isEmpty()
				&& entries.stream().allMatch((entry) -> OriginPatternParser.parse(entry) != null);
		return usable ? entries : List.of();
	}

	private static List<String> words(String text) {
		List<String> words = new ArrayList<>();
		StringTokenizer tokens = new StringTokenizer(text, ",;| \t\n");
		while (tokens.hasMoreTokens()) {
			words.add(tokens.nextToken());
		}
		return words;
	}

	/** A list in brackets, or what its commas have left of it. */
	private static String withoutJson(String text) {
		boolean start = text.length() > 2 && text.charAt(0) == '['
				&& (QUOTES.indexOf(text.charAt(1)) >= 0 || text.startsWith("http", 1));
		// Those around an IPv6 address come in pairs.
		long open = text.chars().filter((c) -> c == '[').count() - (start ? 1 : 0);
		boolean end = text.endsWith("\"]") || text.endsWith("']")
				|| (text.endsWith("]") && text.chars().filter((c) -> c == ']').count() > open);
		if (!start && !end) {
			return text;
		}
		String list = text.substring(start ? 1 : 0, text.length() - (end ? 1 : 0));
		return words(list).stream().map(OriginCorrector::unquoted).collect(Collectors.joining(", "));
	}

	private static String unquoted(String text) {
		boolean quoted = text.length() > 1 && QUOTES.indexOf(text.charAt(0)) >= 0
				&& QUOTES.indexOf(text.charAt(text.length() - 1)) >= 0;
		return quoted ? text.substring(1, text.length() - 1).strip() : text;
	}

	private static int endOfAuthority(String text, int from) {
		for (int i = from; i < text.length(); i++) {
			if ("/?#".indexOf(text.charAt(i)) >= 0) {
				return i;
			}
		}
		return text.length();
	}

}
