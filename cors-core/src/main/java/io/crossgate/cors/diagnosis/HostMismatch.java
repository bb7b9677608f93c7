package io.crossgate.cors.diagnosis;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.origin.pattern.OriginPattern.Kind;
import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.util.SafeText;

/**
 * How the host of an origin differs from the hosts an entry stands for. Whether a host
 * matches is asked of the engine's own matcher, never worked out anew.
 *
 * @param kind the kind of difference, {@code NONE} if the host matches
 * @param distance how far the two are apart
 * @param text the difference in words
 */
record HostMismatch(MismatchKind kind, int distance, String text) {

	private static final HostMismatch SAME = new HostMismatch(MismatchKind.NONE, 0, "");

	private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

	/** Return the difference, or {@code null} if the hosts have nothing in common. */
	static @Nullable HostMismatch between(OriginPattern entry, Origin origin) {
		String host = origin.host();
		if (matches(entry, host)) {
			return SAME;
		}
		if (entry.kind() == Kind.EXACT && entry.host().equalsIgnoreCase(host)) {
			return new HostMismatch(MismatchKind.ORIGIN_CASE, 1,
					"the two differ in upper and lower case, which counts where the scheme is an app's");
		}
		String withoutDot = host.endsWith(".") ? host.substring(0, host.length() - 1) : host + ".";
		if (matches(entry, withoutDot)) {
			return new HostMismatch(MismatchKind.TRAILING_DOT, 1,
					"the host " + (host.endsWith(".") ? "ends in a dot" : "lacks the dot at its end")
							+ ", which makes it another host");
		}
		for (String name : origin.isLoopback() ? LOOPBACK : List.<String>of()) {
			if (matches(entry, name)) {
				return new HostMismatch(MismatchKind.LOOPBACK_NAME, 1,
						SafeText.of(host) + " and " + name + " are different origins, even on one machine");
			}
		}
		return (entry.kind() == Kind.SUBDOMAINS || entry.kind() == Kind.LABEL) ? fromPattern(entry, host)
				: fromHost(entry, host);
	}

	private static @Nullable HostMismatch fromPattern(OriginPattern entry, String host) {
		String domain = entry.host();
		if (host.equals(domain)) {
			return new HostMismatch(MismatchKind.APEX, 2,
					"it stands for hosts below " + SafeText.of(domain) + ", not for that host itself");
		}
		if (host.endsWith("." + domain)) {
			return new HostMismatch(MismatchKind.WILDCARD_LABEL, 3,
					"its star stands for letters, digits and hyphens of the first label only");
		}
		return lookalike(domain, host);
	}

	private static @Nullable HostMismatch fromHost(OriginPattern entry, String host) {
		String allowed = entry.host();
		if (host.equals("www." + allowed)) {
			return new HostMismatch(MismatchKind.WWW, 1, "the host has the additional label 'www'");
		}
		if (allowed.equals("www." + host)) {
			return new HostMismatch(MismatchKind.WWW, 1, "the host lacks the label 'www'");
		}
		if (host.endsWith("." + allowed)) {
			return new HostMismatch(MismatchKind.EXTRA_LABEL, 3, "the host has the additional label '"
					+ SafeText.of(host.substring(0, host.length() - allowed.length() - 1)) + "'");
		}
		if (allowed.endsWith("." + host)) {
			return new HostMismatch(MismatchKind.MISSING_LABEL, 3, "the host lacks the label '"
					+ SafeText.of(allowed.substring(0, allowed.length() - host.length() - 1)) + "'");
		}
		HostMismatch lookalike = lookalike(allowed, host);
		return (lookalike != null) ? lookalike : sibling(allowed, host);
	}

	/** A name that begins or ends as an allowed one does, without being below it. */
	private static @Nullable HostMismatch lookalike(String allowed, String host) {
		return host.contains(allowed) ? new HostMismatch(MismatchKind.LOOKALIKE, 4,
				"the host only looks like it: the two can belong to different people") : null;
	}

	private static @Nullable HostMismatch sibling(String allowed, String host) {
		int dot = host.indexOf('.');
		int allowedDot = allowed.indexOf('.');
		String domain = host.substring(dot + 1);
		boolean siblings = dot > 0 && allowedDot > 0 && domain.equals(allowed.substring(allowedDot + 1))
				&& isBelowTopLevel(domain);
		return siblings ? new HostMismatch(MismatchKind.SIBLING, 5,
				"the first label of the host is '" + SafeText.of(host.substring(0, dot)) + "' instead of '"
						+ SafeText.of(allowed.substring(0, allowedDot)) + "'")
				: null;
	}

	/** Neither a top-level domain, with or without a dot at its end, nor an address. */
	private static boolean isBelowTopLevel(String domain) {
		int last = domain.lastIndexOf('.', domain.length() - 2);
		return last > 0 && !Character.isDigit(domain.charAt(last + 1));
	}

	private static boolean matches(OriginPattern entry, String host) {
		String port = (entry.port().isEmpty() || entry.isAnyPort()) ? "" : ":" + entry.port();
		return OriginSet.compile(List.of(entry)).contains(entry.scheme() + "://" + host + port);
	}

}
