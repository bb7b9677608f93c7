package io.crossgate.cors.origin.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.origin.pattern.OriginIndex.HostKey;

/**
 * Asks an {@link OriginIndex} for the entries that an origin may be meant for, from the
 * nearest kind of difference to the farthest. A kind is looked for only if none before it
 * has an entry, as far as the kinds are ordered.
 */
final class NearOrigins {

	private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

	private static final HostKey[] LOOKALIKES = { HostKey.HOST, HostKey.SUBDOMAINS, HostKey.LABEL_DOMAIN };

	private final OriginIndex index;

	private final String host;

	private final String port;

	/** The origin's, and the other one of the web if it is one of the web. */
	private final List<String> schemes;

	private final NavigableSet<Integer> found = new TreeSet<>();

	private NearOrigins(OriginIndex index, OriginPattern origin) {
		this.index = index;
		this.host = origin.host();
		this.port = origin.port();
		this.schemes = switch (origin.scheme()) {
			case "https" -> List.of("https", "http");
			case "http" -> List.of("http", "https");
			default -> List.of(origin.scheme());
		};
	}

	/** Return the entries in their order, those that have no host among them. */
	static List<String> of(OriginIndex index, String value) {
		NavigableSet<Integer> positions = new TreeSet<>(index.special());
		if (OriginSyntax.isCanonical(value)) {
			OriginPattern origin = OriginPattern.exact(value);
			positions.addAll(new NearOrigins(index, origin).find(origin.isLoopback()));
		}
		List<String> entries = new ArrayList<>();
		positions.forEach((position) -> entries.add(index.text(position)));
		return entries;
	}

	private NavigableSet<Integer> find(boolean loopback) {
		findSameHosts(loopback);
		findRelatedHosts();
		if (this.found.isEmpty()) {
			findLookalikes();
		}
		if (this.found.isEmpty()) {
			findSiblings();
		}
		return this.found;
	}

	/** What a wildcard stands for, and other names of one host. */
	private void findSameHosts(boolean loopback) {
		String other = this.host.endsWith(".") ? this.host.substring(0, this.host.length() - 1) : this.host + ".";
		boolean canonical = OriginSyntax.isCanonical(this.schemes.get(0) + "://" + other);
		for (String name : canonical ? List.of(this.host, other) : List.of(this.host)) {
			find(HostKey.HOST, name);
			for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
				find(HostKey.SUBDOMAINS, name.substring(dot + 1));
			}
			if (this.index.hasLabels()) {
				findLabels(name);
			}
		}
		find(HostKey.HOST_IN_ANY_CASE, Tokens.toAsciiLowerCase(this.host));
		find(HostKey.HOST, "www." + this.host);
		if (loopback) {
			LOOPBACK.forEach((name) -> find(HostKey.HOST, name));
		}
	}

	private void findLabels(String name) {
		int end = name.indexOf('.');
		for (int from = 0; from < end; from++) {
			for (int to = from + 1; to <= end; to++) {
				find(HostKey.LABEL, name.substring(0, from) + "*" + name.substring(to));
			}
		}
	}

	/** Hosts above and below. */
	private void findRelatedHosts() {
		find(HostKey.SUBDOMAINS, this.host);
		find(HostKey.LABEL_DOMAIN, this.host);
		find(HostKey.ABOVE, this.host);
		for (int dot = this.host.indexOf('.'); dot >= 0; dot = this.host.indexOf('.', dot + 1)) {
			find(HostKey.LABEL_DOMAIN, this.host.substring(dot + 1));
			find(HostKey.HOST, this.host.substring(dot + 1));
		}
	}

	/** Hosts and domains that are part of the host. */
	private void findLookalikes() {
		for (int to = this.host.length(); to > 0; to--) {
			int hash = 0;
			for (int from = to - 1; from >= Math.max(0, to - this.index.longest()); from--) {
				hash = OriginIndex.hash(hash, this.host.charAt(from));
				for (HostKey key : LOOKALIKES) {
					find(key, this.host, from, to, hash);
				}
			}
		}
	}

	private void findSiblings() {
		int dot = this.host.indexOf('.');
		if (dot > 0) {
			find(HostKey.PARENT, this.host.substring(dot + 1));
		}
	}

	private void find(HostKey key, String text) {
		find(key, text, 0, text.length(), OriginIndex.hash(key, text, 0, text.length()));
	}

	/** Adds the first entry of each scheme, and of the ports that may be nearest. */
	private void find(HostKey key, String text, int from, int to, int hash) {
		for (String scheme : this.schemes) {
			int first = this.index.find(key, text, from, to, hash, scheme, null);
			if (first >= 0) {
				this.found.add(first);
				add(this.index.find(key, text, from, to, hash, scheme, this.port));
				add(this.index.find(key, text, from, to, hash, scheme, OriginPattern.ANY_PORT));
			}
		}
	}

	private void add(int position) {
		if (position >= 0) {
			this.found.add(position);
		}
	}

}
