package io.crossgate.cors.origin.pattern;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.pattern.OriginPattern.Kind;
import io.crossgate.cors.util.HashSlots;

/**
 * Patterns over hosts, compiled into one hash table. The host is read once from its end;
 * at each dot, and at its beginning, what has been read so far is looked up. A
 * {@code HashMap} would need a string for each of these look-ups.
 */
final class HostPatternTable {

	private final @Nullable Node[] table;

	/**
	 * Compiles patterns.
	 * @param patterns the patterns, those without a host among them, and their positions
	 */
	HostPatternTable(Map<OriginPattern, Integer> patterns) {
		Map<String, Node> byHost = new LinkedHashMap<>();
		for (Map.Entry<OriginPattern, Integer> entry : patterns.entrySet()) {
			OriginPattern pattern = entry.getKey();
			if (pattern.kind() == Kind.HOST || pattern.isHostWildcard()) {
				byHost.put(pattern.host(), Node.of(entry.getValue(), pattern, byHost.get(pattern.host())));
			}
		}
		int size = byHost.isEmpty() ? 0 : Integer.highestOneBit(byHost.size() * 2) * 2;
		this.table = new Node[size];
		for (Node rule : byHost.values()) {
			add(rule);
		}
	}

	/**
	 * Return the position of a pattern that matches an origin, or -1. Validates the host
	 * in the same pass that hashes it.
	 */
	int find(String origin) {
		if (this.table.length == 0) {
			return OriginSet.NONE;
		}
		int hostStart = OriginSyntax.hostStart(origin);
		int hostEnd = (hostStart < 0) ? -1 : OriginSyntax.hostEnd(origin, hostStart);
		if (hostEnd < 0) {
			return OriginSet.NONE;
		}
		int found = OriginSet.NONE;
		boolean labels = true;
		int labelEnd = hostEnd;
		int hash = 0;
		// A label begins behind a dot, and the first one behind the slashes.
		for (int i = hostEnd - 1; i >= hostStart - 1; i--) {
			char c = origin.charAt(i);
			if (c == '.' || i < hostStart) {
				found = (found != OriginSet.NONE) ? found : find(origin, hostStart, i + 1, hostEnd, hash);
				labels &= OriginSyntax.isLabel(i + 1, labelEnd);
				labelEnd = i;
			}
			else {
				labels &= OriginSyntax.isDomainCharacter(c);
			}
			hash = 31 * hash + c;
		}
		return (found != OriginSet.NONE && OriginSyntax.isCanonical(origin, hostStart, hostEnd, labels)) ? found
				: OriginSet.NONE;
	}

	private int find(String origin, int hostStart, int from, int hostEnd, int hash) {
		int mask = this.table.length - 1;
		for (int slot = HashSlots.first(hash, this.table.length);; slot = (slot + 1) & mask) {
			Node rule = this.table[slot];
			if (rule == null) {
				return OriginSet.NONE;
			}
			if (rule.hash == hash && rule.isHost(origin, from, hostEnd)) {
				while (rule != null && !rule.matches(origin, hostStart, from, hostEnd)) {
					rule = rule.next;
				}
				return (rule != null) ? rule.position : OriginSet.NONE;
			}
		}
	}

	private void add(Node rule) {
		int mask = this.table.length - 1;
		int slot = HashSlots.first(rule.hash, this.table.length);
		while (this.table[slot] != null) {
			slot = (slot + 1) & mask;
		}
		this.table[slot] = rule;
	}

	/**
	 * A pattern as regions of its text, so that thousands of them hold no copies.
	 *
	 * @param position which entry it is
	 * @param text the pattern as written
	 * @param hash the hash of its host, read from the end
	 * @param star where the star of the first label is, or -1 if there is none
	 * @param host where the host behind the wildcard begins
	 * @param port where the port's colon is, or the length
	 * @param next another pattern over the same host
	 */
	private record Node(int position, String text, int hash, int star, int host, int port, @Nullable Node next) {

		static Node of(int position, OriginPattern pattern, @Nullable Node next) {
			String text = pattern.text();
			int port = pattern.port().isEmpty() ? text.length() : text.length() - pattern.port().length() - 1;
			int host = port - pattern.host().length();
			int star = pattern.isHostWildcard() ? host - 2 - pattern.labelSuffix().length() : -1;
			int hash = 0;
			for (int i = port - 1; i >= host; i--) {
				hash = 31 * hash + text.charAt(i);
			}
			return new Node(position, text, hash, star, host, port, next);
		}

		boolean isHost(String origin, int from, int to) {
			return this.port - this.host == to - from && origin.regionMatches(from, this.text, this.host, to - from);
		}

		boolean matches(String origin, int hostStart, int from, int hostEnd) {
			// The scheme and its :// are equal only if they are equally long.
			return origin.regionMatches(0, this.text, 0, hostStart) && matchesPort(origin, hostEnd) && ((this.star < 0)
					? from == hostStart : from > hostStart && matchesLabel(origin, hostStart, from - 1));
		}

		private boolean matchesPort(String origin, int hostEnd) {
			int length = this.text.length() - this.port;
			return (length == 2 && this.text.endsWith(OriginPattern.ANY_PORT)) || (length == origin.length() - hostEnd
					&& origin.regionMatches(hostEnd, this.text, this.port, length));
		}

		/**
		 * A lone star stands for any labels. Beside other characters it stands for one or
		 * more letters, digits and hyphens of this label.
		 */
		private boolean matchesLabel(String origin, int start, int end) {
			int prefix = this.star - start;
			int suffix = this.host - this.star - 2;
			if (prefix == 0 && suffix == 0) {
				return true;
			}
			int starEnd = end - suffix;
			if (this.star >= starEnd || !origin.regionMatches(start, this.text, start, prefix)
					|| !origin.regionMatches(starEnd, this.text, this.star + 1, suffix)) {
				return false;
			}
			for (int i = this.star; i < starEnd; i++) {
				char c = origin.charAt(i);
				if (!OriginSyntax.isDomainCharacter(c) || c == '_') {
					return false;
				}
			}
			return true;
		}

	}

}
