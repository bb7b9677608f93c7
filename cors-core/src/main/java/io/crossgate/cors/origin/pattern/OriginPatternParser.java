package io.crossgate.cors.origin.pattern;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.pattern.OriginPattern.Kind;

/**
 * The grammar of {@code allowed-origins}, strict and without explanations: what is
 * outside of it is explained by {@link OriginCorrector}.
 */
final class OriginPatternParser {

	/** Documents of these schemes are opaque, or never send an origin of this scheme. */
	static final Set<String> UNUSABLE_SCHEMES = Set.of("about", "blob", "data", "file", "filesystem", "ftp",
			"javascript", "view-source", "ws", "wss");

	private OriginPatternParser() {
	}

	static @Nullable OriginPattern parse(String text) {
		if (OriginPattern.isAny(text)) {
			return OriginPattern.special(Kind.ANY, text);
		}
		if (text.equals("null")) {
			return OriginPattern.special(Kind.NULL, text);
		}
		return (text.indexOf('*') < 0) ? exact(text) : pattern(text);
	}

	private static @Nullable OriginPattern exact(String text) {
		if (!OriginSyntax.isCanonical(text)) {
			return null;
		}
		OriginPattern exact = OriginPattern.exact(text);
		boolean usable = !UNUSABLE_SCHEMES.contains(exact.scheme()) && SchemeCorrector.correct(exact.scheme()) == null;
		return usable ? exact : null;
	}

	private static @Nullable OriginPattern pattern(String text) {
		int hostStart = OriginSyntax.hostStart(text);
		int hostEnd = (hostStart < 0) ? -1 : OriginSyntax.hostEnd(text, hostStart);
		if (hostEnd < 0) {
			return null;
		}
		String scheme = text.substring(0, hostStart - 3);
		if (!scheme.equals("https") && !scheme.equals("http")) {
			return null;
		}
		String host = text.substring(hostStart, hostEnd);
		String port = (hostEnd == text.length()) ? "" : text.substring(hostEnd + 1);
		if (!OriginSyntax.isCanonical(probe(text, port))) {
			return null;
		}
		int star = host.indexOf('*');
		if (star < 0) {
			return new OriginPattern(Kind.HOST, text, scheme, host, "", "", port);
		}
		int dot = host.indexOf('.');
		if (dot < star || star != host.lastIndexOf('*')) {
			return null;
		}
		String behind = host.substring(dot + 1);
		if (!OriginSyntax.isCanonical(scheme + "://" + behind) || OriginSyntax.endsInNumber(host, 0, host.length())) {
			return null;
		}
		return new OriginPattern(host.startsWith("*.") ? Kind.SUBDOMAINS : Kind.LABEL, text, scheme, behind,
				host.substring(0, star), host.substring(star + 1, dot), port);
	}

	/** The wildcards of a pattern stand where a label or a port would. */
	private static String probe(String text, String port) {
		return (port.equals(OriginPattern.ANY_PORT) ? text.substring(0, text.length() - 2) : text).replace('*', 'x');
	}

}
