package io.crossgate.cors.policy.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.origin.pattern.OriginPattern.Kind;
import io.crossgate.cors.origin.pattern.OriginSet;

/**
 * Which entries of a policy are not needed, because others match whatever they match.
 */
final class CoveredOrigins {

	/** Stands for all hosts. */
	private static final String EVERYWHERE = "";

	private final OriginSet covering;

	private final Map<String, List<OriginPattern>> byHost = new HashMap<>();

	/**
	 * Looks for cover.
	 * @param wildcards all entries that are not exact
	 */
	CoveredOrigins(Set<OriginPattern> wildcards) {
		this.covering = OriginSet.compile(wildcards);
		for (OriginPattern pattern : wildcards) {
			this.byHost.computeIfAbsent(pattern.host(), (host) -> new ArrayList<>()).add(pattern);
		}
	}

	/** Return an entry that covers an exact origin, or {@code null}. */
	@Nullable OriginPattern covering(String exact) {
		return this.covering.contains(exact) ? covering(OriginPattern.parse(exact)) : null;
	}

	/** Of thousands of patterns only those over the same or a parent domain matter. */
	@Nullable OriginPattern covering(OriginPattern pattern) {
		String host = pattern.host();
		while (true) {
			for (OriginPattern wider : this.byHost.getOrDefault(host, List.of())) {
				if (!wider.equals(pattern) && covers(wider, pattern)) {
					return wider;
				}
			}
			if (host.isEmpty()) {
				return null;
			}
			int dot = host.indexOf('.');
			host = (dot < 0) ? EVERYWHERE : host.substring(dot + 1);
		}
	}

	/** Return whether the wider pattern matches whatever the other matches. */
	private static boolean covers(OriginPattern wider, OriginPattern pattern) {
		if (pattern.kind() == Kind.EXACT) {
			return OriginSet.compile(List.of(wider)).contains(pattern.text());
		}
		if (wider.kind() == Kind.ANY) {
			return pattern.kind() != Kind.ANY || pattern.text().equals("any");
		}
		return wider.kind() == Kind.SUBDOMAINS && wider.scheme().equals(pattern.scheme())
				&& (wider.isAnyPort() || wider.port().equals(pattern.port()))
				&& (pattern.host().endsWith("." + wider.host())
						|| (pattern.isHostWildcard() && pattern.host().equals(wider.host())));
	}

}
