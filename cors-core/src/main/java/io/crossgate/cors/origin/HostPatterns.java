package io.crossgate.cors.origin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.OriginPattern.Kind;

/**
 * Patterns over hosts, compiled into one hash table. The host is read once from its end;
 * at each dot, and at its beginning, what has been read so far is looked up. A
 * {@code HashMap} would need a string for each of these look-ups.
 */
final class HostPatterns {

	private final @Nullable Entry[] table;

	HostPatterns(Collection<OriginPattern> patterns) {
		Map<String, List<OriginPattern>> byHost = new LinkedHashMap<>();
		for (OriginPattern pattern : patterns) {
			if (pattern.kind() == Kind.HOST || pattern.isHostWildcard()) {
				byHost.computeIfAbsent(pattern.host(), (host) -> new ArrayList<>(1)).add(pattern);
			}
		}
		int size = byHost.isEmpty() ? 0 : Integer.highestOneBit(byHost.size() * 2) * 2;
		this.table = new Entry[size];
		byHost.forEach((host, rules) -> add(new Entry(host, hash(host), List.copyOf(rules))));
	}

	boolean matches(String origin) {
		if (this.table.length == 0) {
			return false;
		}
		int hostStart = OriginSyntax.hostStart(origin);
		int hostEnd = (hostStart < 0) ? -1 : OriginSyntax.hostEnd(origin, hostStart);
		int hash = 0;
		for (int i = hostEnd - 1; i >= hostStart && hostEnd >= 0; i--) {
			char c = origin.charAt(i);
			if (c == '.' && find(origin, hostStart, i + 1, hostEnd, hash)) {
				return OriginSyntax.isCanonical(origin);
			}
			hash = 31 * hash + c;
		}
		return hostEnd >= 0 && find(origin, hostStart, hostStart, hostEnd, hash) && OriginSyntax.isCanonical(origin);
	}

	private boolean find(String origin, int hostStart, int from, int hostEnd, int hash) {
		int mask = this.table.length - 1;
		for (int slot = slot(hash, mask);; slot = (slot + 1) & mask) {
			Entry entry = this.table[slot];
			if (entry == null) {
				return false;
			}
			if (entry.hash == hash && entry.host.length() == hostEnd - from && origin.startsWith(entry.host, from)) {
				return entry.matches(origin, hostStart, from, hostEnd);
			}
		}
	}

	private void add(Entry entry) {
		int mask = this.table.length - 1;
		int slot = slot(entry.hash, mask);
		while (this.table[slot] != null) {
			slot = (slot + 1) & mask;
		}
		this.table[slot] = entry;
	}

	private static int slot(int hash, int mask) {
		return (hash ^ (hash >>> 16)) & mask;
	}

	private static int hash(String host) {
		int hash = 0;
		for (int i = host.length() - 1; i >= 0; i--) {
			hash = 31 * hash + host.charAt(i);
		}
		return hash;
	}

	/** A host and the patterns that end in it. */
	private record Entry(String host, int hash, List<OriginPattern> patterns) {

		boolean matches(String origin, int hostStart, int from, int hostEnd) {
			for (int i = 0; i < this.patterns.size(); i++) {
				OriginPattern pattern = this.patterns.get(i);
				if (matchesScheme(pattern, origin, hostStart) && matchesPort(pattern, origin, hostEnd)
						&& matchesLabels(pattern, origin, hostStart, from)) {
					return true;
				}
			}
			return false;
		}

		private static boolean matchesScheme(OriginPattern pattern, String origin, int hostStart) {
			return pattern.scheme().length() == hostStart - 3 && origin.startsWith(pattern.scheme());
		}

		private static boolean matchesPort(OriginPattern pattern, String origin, int hostEnd) {
			String port = pattern.port();
			if (port.isEmpty()) {
				return hostEnd == origin.length();
			}
			return pattern.isAnyPort()
					|| (origin.length() - hostEnd - 1 == port.length() && origin.startsWith(port, hostEnd + 1));
		}

		private static boolean matchesLabels(OriginPattern pattern, String origin, int hostStart, int from) {
			return switch (pattern.kind()) {
				case HOST -> from == hostStart;
				case SUBDOMAINS -> from > hostStart;
				default -> from > hostStart && matchesLabel(pattern, origin, hostStart, from - 1);
			};
		}

		/** The star stands for one or more letters, digits and hyphens of this label. */
		private static boolean matchesLabel(OriginPattern pattern, String origin, int start, int end) {
			int starStart = start + pattern.labelPrefix().length();
			int starEnd = end - pattern.labelSuffix().length();
			if (starStart >= starEnd || !origin.startsWith(pattern.labelPrefix(), start)
					|| !origin.startsWith(pattern.labelSuffix(), starEnd)) {
				return false;
			}
			for (int i = starStart; i < starEnd; i++) {
				char c = origin.charAt(i);
				if (!OriginSyntax.isDomainCharacter(c) || c == '_') {
					return false;
				}
			}
			return true;
		}

	}

}
