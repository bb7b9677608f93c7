package io.crossgate.cors.origin;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.OriginPattern.Kind;
import io.crossgate.cors.problem.ProblemCode;

/**
 * Parses entries of {@code allowed-origins}: strict and slow, because it runs once.
 */
final class OriginPatternParser {

	/** Documents of these schemes are opaque, or never send an origin of this scheme. */
	private static final Set<String> UNUSABLE = Set.of("about", "blob", "data", "file", "filesystem", "ftp",
			"javascript", "view-source", "ws", "wss");

	private static final Set<String> ANY_IN_DISGUISE = Set.of("**", "https://*", "http://*", "http*://*", "*://*",
			"*.*", "https://**", "http://**", "https://*:*", "http://*:*", "*:*", "all", "https://*.*", "*.", ".*");

	private OriginPatternParser() {
	}

	static OriginPattern parse(String text) {
		if (text.equals("*") || text.equals("any")) {
			return OriginPattern.special(Kind.ANY, text);
		}
		if (text.equals("null")) {
			return OriginPattern.special(Kind.NULL, text);
		}
		if (ANY_IN_DISGUISE.contains(text)) {
			throw malformedPattern("There is one way to say every origin: '*', or any without quotes.", "any");
		}
		if (text.indexOf(',') >= 0) {
			throw new MalformedOriginException(ProblemCode.MALFORMED_ORIGIN,
					"One entry holds one origin; this one holds a list.", null);
		}
		return (text.indexOf('*') < 0) ? exact(text) : pattern(text);
	}

	private static OriginPattern exact(String text) {
		if (!OriginSyntax.isCanonical(text)) {
			if (UNUSABLE.contains(scheme(text))) {
				throw unusable(text);
			}
			OriginCorrection correction = OriginCorrection.of(text);
			throw new MalformedOriginException(ProblemCode.MALFORMED_ORIGIN, correction.reason(), correction.value());
		}
		Origin origin = Origin.of(text);
		if (UNUSABLE.contains(origin.scheme())) {
			throw unusable(text);
		}
		String port = (origin.port() < 0) ? "" : Integer.toString(origin.port());
		return new OriginPattern(Kind.EXACT, text, origin.scheme(), origin.host(), "", "", port);
	}

	private static OriginPattern pattern(String text) {
		int hostStart = OriginSyntax.hostStart(text);
		if (hostStart < 0) {
			throw malformedPattern("A pattern starts with its scheme, http:// or https://.",
					OriginCorrection.of(text).value());
		}
		String scheme = text.substring(0, hostStart - 3);
		if (!scheme.equals("https") && !scheme.equals("http")) {
			throw new MalformedOriginException(ProblemCode.UNUSABLE_SCHEME,
					"Wildcards are for http and https; origins of other schemes are listed exactly.", null);
		}
		int hostEnd = OriginSyntax.hostEnd(text, hostStart);
		if (hostEnd < 0) {
			throw malformedPattern("The IPv6 address has no end.", null);
		}
		String host = text.substring(hostStart, hostEnd);
		String port = (hostEnd == text.length()) ? "" : text.substring(hostEnd + 1);
		if (port.startsWith("[")) {
			throw malformedPattern("A port is one number, or * for every port; list several as several entries.",
					port.equals("[*]") ? text.substring(0, hostEnd) + ":*" : null);
		}
		return (host.indexOf('*') < 0) ? host(text, scheme, host, port) : wildcard(text, scheme, host, port);
	}

	private static OriginPattern host(String text, String scheme, String host, String port) {
		if (!port.equals(OriginPattern.ANY_PORT)) {
			throw malformedPattern("A port is one number, or * for every port.", null);
		}
		if (!OriginSyntax.isCanonical(scheme + "://" + host)) {
			OriginCorrection correction = OriginCorrection.of(text);
			throw malformedPattern(correction.reason(), correction.value());
		}
		return new OriginPattern(Kind.HOST, text, scheme, host, "", "", port);
	}

	private static OriginPattern wildcard(String text, String scheme, String host, String port) {
		int star = host.indexOf('*');
		int dot = host.indexOf('.');
		String behind = host.substring(dot + 1);
		if (star != host.lastIndexOf('*') || dot < star || behind.isEmpty()) {
			throw malformedPattern(
					"One * may stand for the leading labels (https://*.example.com) or inside the first label "
							+ "(https://shop-*.example.com).",
					host.startsWith("**.") ? parsed(text.replace("**.", "*.")) : null);
		}
		String probe = scheme + "://" + host.replace('*', 'x')
				+ ((port.isEmpty() || port.equals("*")) ? "" : ":" + port);
		if (!OriginSyntax.isCanonical(probe)) {
			OriginCorrection correction = OriginCorrection.of(text);
			throw malformedPattern(correction.reason(), parsed(correction.value()));
		}
		if (!OriginSyntax.isCanonical(scheme + "://" + behind) || !hasLetter(behind)) {
			throw malformedPattern("A wildcard never matches an IP address; list the address.", null);
		}
		boolean subdomains = host.startsWith("*.");
		return new OriginPattern(subdomains ? Kind.SUBDOMAINS : Kind.LABEL, text, scheme, behind,
				host.substring(0, star), host.substring(star + 1, dot), port);
	}

	/** Returns a suggestion only if following it helps. */
	private static @Nullable String parsed(@Nullable String suggestion) {
		try {
			return (suggestion != null) ? parse(suggestion).text() : null;
		}
		catch (MalformedOriginException ex) {
			return null;
		}
	}

	private static boolean hasLetter(String host) {
		int lastLabel = host.lastIndexOf('.', host.length() - 2) + 1;
		return host.substring(lastLabel).chars().anyMatch((c) -> c >= 'a' && c <= 'z')
				&& !host.startsWith("0x", lastLabel);
	}

	private static String scheme(String text) {
		int colon = text.indexOf(':');
		return (colon < 0) ? "" : text.substring(0, colon);
	}

	private static MalformedOriginException unusable(String text) {
		return new MalformedOriginException(ProblemCode.UNUSABLE_SCHEME, "Pages of the scheme '" + scheme(text)
				+ "' have no origin that a server could trust; browsers send null or nothing for them.", null);
	}

	private static MalformedOriginException malformedPattern(String message, @Nullable String correction) {
		return new MalformedOriginException(ProblemCode.MALFORMED_ORIGIN_PATTERN, message, correction);
	}

}
