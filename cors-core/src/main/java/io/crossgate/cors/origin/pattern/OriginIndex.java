package io.crossgate.cors.origin.pattern;

import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.util.HashSlots;

/**
 * Finds entries by the end of their host: the whole of it, what is behind a wildcard, or
 * a domain above it. Of the entries that have the same end only the first of each scheme
 * and port is kept. The keys are regions of the entries, so that the table holds numbers
 * only: 8 bytes a slot, and two to four slots for each key.
 */
final class OriginIndex {

	/** What is known of an entry by the end of its host. */
	enum HostKey {

		/** The host of an entry without a wildcard in it. */
		HOST(0),
		/** The same in any case, of a scheme whose hosts may have upper case. */
		HOST_IN_ANY_CASE(1),
		/** A domain above the host of an entry without a wildcard in it. */
		ABOVE(2),
		/** The domain right above such a host, unless it is a top-level domain. */
		PARENT(3),
		/** The domain behind the star that stands for any labels. */
		SUBDOMAINS(4),
		/** The domain behind the label that has a star. */
		LABEL_DOMAIN(5),
		/** The host with the star in its first label. */
		LABEL(6);

		private final int number;

		HostKey(int number) {
			this.number = number;
		}

	}

	private static final HostKey[] KEYS = HostKey.values();

	private static final int MIN_SIZE = 16;

	private final String[] entries;

	/** Entries that have no host. */
	private final NavigableSet<Integer> special = new TreeSet<>();

	/** Entry, key and length of the region; 0 where nothing is, as none is empty. */
	private long[] slots = new long[MIN_SIZE];

	private int size;

	private int longest;

	private boolean labels;

	/**
	 * Indexes entries.
	 * @param entries the entries
	 */
	OriginIndex(String[] entries) {
		this.entries = entries;
		for (int i = 0; i < entries.length; i++) {
			Entry entry = Entry.of(i, text(i));
			if (entry != null) {
				add(entry);
			}
			else {
				this.special.add(i);
			}
		}
	}

	/** Return an entry by its position. */
	String text(int position) {
		return this.entries[position];
	}

	/** Return the positions of the entries that have no host. */
	NavigableSet<Integer> special() {
		return this.special;
	}

	/** Return the length of the longest key. */
	int longest() {
		return this.longest;
	}

	/** Return whether there are entries with a star within a label. */
	boolean hasLabels() {
		return this.labels;
	}

	private void add(Entry entry) {
		String text = entry.text;
		int star = text.indexOf('*', entry.hostStart);
		int dot = text.indexOf('.', entry.hostStart);
		if (star < 0 || star > entry.hostEnd) {
			add(HostKey.HOST, entry, entry.hostStart);
			if (!entry.scheme.startsWith("http")) {
				add(HostKey.HOST_IN_ANY_CASE, entry, entry.hostStart);
			}
			int next = text.indexOf('.', dot + 1);
			if (dot > 0 && next > 0 && next < entry.hostEnd) {
				add(HostKey.PARENT, entry, dot + 1);
			}
			for (int i = dot; i >= 0 && i < entry.hostEnd; i = text.indexOf('.', i + 1)) {
				add(HostKey.ABOVE, entry, i + 1);
			}
		}
		else if (star == entry.hostStart && dot == star + 1) {
			add(HostKey.SUBDOMAINS, entry, dot + 1);
		}
		else {
			this.labels = true;
			add(HostKey.LABEL_DOMAIN, entry, dot + 1);
			add(HostKey.LABEL, entry, entry.hostStart);
		}
	}

	/**
	 * The first entry of a scheme stands for the scheme, and for its own port; the first
	 * one of each other port is kept beside it.
	 */
	private void add(HostKey key, Entry entry, int from) {
		int length = entry.hostEnd - from;
		if (length == 0) {
			return;
		}
		this.longest = Math.max(this.longest, length);
		int hash = hash(key, entry.text, from, entry.hostEnd);
		int first = find(key, entry.text, from, entry.hostEnd, hash, entry.scheme, null);
		if (first < 0) {
			put(key, entry, length, slotHash(key, hash, entry.scheme, null), false);
		}
		else if (find(key, entry.text, from, entry.hostEnd, hash, entry.scheme, entry.port) < 0) {
			put(key, entry, length, slotHash(key, hash, entry.scheme, entry.port), true);
		}
	}

	private void put(HostKey key, Entry entry, int length, int hash, boolean ofPort) {
		if (++this.size * 2 > this.slots.length) {
			grow();
		}
		insert(((long) entry.position << 32) | (length << 4) | (key.number << 1) | (ofPort ? 1 : 0), hash);
	}

	private void insert(long value, int hash) {
		int slot = HashSlots.first(hash, this.slots.length);
		while (this.slots[slot] != 0) {
			slot = (slot + 1) & (this.slots.length - 1);
		}
		this.slots[slot] = value;
	}

	private void grow() {
		long[] old = this.slots;
		this.slots = new long[old.length * 2];
		Arrays.stream(old).filter((value) -> value != 0).forEach((value) -> {
			Entry entry = entry(value);
			HostKey key = key(value);
			int hash = hash(key, entry.text, entry.hostEnd - length(value), entry.hostEnd);
			insert(value, slotHash(key, hash, entry.scheme, ((value & 1) != 0) ? entry.port : null));
		});
	}

	/**
	 * Return the first entry of a key.
	 * @param key the key
	 * @param text contains the end of the host
	 * @param from where it begins
	 * @param to where it ends
	 * @param hash its {@link #hash}
	 * @param scheme the scheme
	 * @param port the port, or {@code null} for any
	 * @return the entry's position, or -1 if there is none
	 */
	int find(HostKey key, String text, int from, int to, int hash, String scheme, @Nullable String port) {
		if (port != null) {
			int first = find(key, text, from, to, hash, scheme, null);
			if (first < 0 || port.equals(entry((long) first << 32).port)) {
				return first;
			}
		}
		int variant = (key.number << 1) | ((port != null) ? 1 : 0);
		int mask = this.slots.length - 1;
		for (int slot = HashSlots.first(slotHash(key, hash, scheme, port), this.slots.length);; slot = (slot + 1)
				& mask) {
			long value = this.slots[slot];
			if (value == 0) {
				return -1;
			}
			if ((value & 0xF) == variant && length(value) == to - from) {
				Entry entry = entry(value);
				if (entry.text.regionMatches(key == HostKey.HOST_IN_ANY_CASE, entry.hostEnd - (to - from), text, from,
						to - from) && entry.scheme.equals(scheme) && (port == null || entry.port.equals(port))) {
					return entry.position;
				}
			}
		}
	}

	/** Return the hash of a region, which can be continued to the left. */
	static int hash(HostKey key, String text, int from, int to) {
		int hash = 0;
		for (int i = to - 1; i >= from; i--) {
			char c = text.charAt(i);
			hash = hash(hash, (key == HostKey.HOST_IN_ANY_CASE) ? Tokens.toAsciiLowerCase(c) : c);
		}
		return hash;
	}

	/** Return the hash of a region that has one more character at its beginning. */
	static int hash(int hash, char c) {
		return 31 * hash + c;
	}

	private static int slotHash(HostKey key, int hash, String scheme, @Nullable String port) {
		int mixed = 31 * (31 * hash + key.number) + scheme.hashCode();
		return (port != null) ? 31 * mixed + port.hashCode() + 1 : mixed;
	}

	private Entry entry(long value) {
		int position = (int) (value >>> 32);
		Entry entry = Entry.of(position, text(position));
		if (entry == null) {
			throw new IllegalStateException("No host: " + text(position));
		}
		return entry;
	}

	private static HostKey key(long value) {
		return KEYS[(int) (value >> 1) & 7];
	}

	private static int length(long value) {
		return (int) (value >> 4) & 0xFFFF;
	}

	/**
	 * An entry that has a host.
	 *
	 * @param position which entry
	 * @param text the entry
	 * @param scheme its scheme
	 * @param hostStart where its host begins
	 * @param hostEnd where its host ends
	 * @param port its port as written, or the empty string
	 */
	private record Entry(int position, String text, String scheme, int hostStart, int hostEnd, String port) {

		static @Nullable Entry of(int position, String text) {
			int hostStart = OriginSyntax.hostStart(text);
			int hostEnd = (hostStart < 0) ? -1 : OriginSyntax.hostEnd(text, hostStart);
			if (hostEnd < 0) {
				return null;
			}
			String scheme = text.startsWith("https://") ? "https"
					: text.startsWith("http://") ? "http" : text.substring(0, hostStart - 3);
			String port = (hostEnd == text.length()) ? "" : text.substring(hostEnd + 1);
			return new Entry(position, text, scheme, hostStart, hostEnd, port);
		}

	}

}
