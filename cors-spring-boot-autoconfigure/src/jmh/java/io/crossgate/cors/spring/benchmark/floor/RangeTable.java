package io.crossgate.cors.spring.benchmark.floor;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A hash table whose keys are looked up as ranges of longer strings, so that nothing is
 * cut out of a request. Hashes run from the end of a range to its start: the hash of each
 * suffix falls out on the way.
 *
 * @param <V> the type of its values
 */
final class RangeTable<V> {

	private final String[] keys;

	private final Object[] values;

	private final int mask;

	RangeTable(Map<String, V> entries) {
		int size = Math.max(16, Integer.highestOneBit(entries.size()) * 4);
		this.keys = new String[size];
		this.values = new Object[size];
		this.mask = size - 1;
		entries.forEach((key, value) -> {
			int slot = slot(hash(key, 0, key.length()));
			while (this.keys[slot] != null) {
				slot = (slot + 1) & this.mask;
			}
			this.keys[slot] = key;
			this.values[slot] = value;
		});
	}

	static int hash(String text, int from, int to) {
		int hash = 0;
		for (int i = to - 1; i >= from; i--) {
			hash = extend(hash, text.charAt(i));
		}
		return hash;
	}

	/**
	 * The hash of a range that starts one character earlier.
	 * @param hash the hash of the range
	 * @param c the character before it
	 * @return the hash of both
	 */
	static int extend(int hash, char c) {
		return 31 * hash + c;
	}

	@Nullable V find(String text, int from, int to) {
		return find(text, from, to, hash(text, from, to));
	}

	@SuppressWarnings("unchecked")
	@Nullable V find(String text, int from, int to, int hash) {
		for (int slot = slot(hash);; slot = (slot + 1) & this.mask) {
			String key = this.keys[slot];
			if (key == null) {
				return null;
			}
			if (key.length() == to - from && text.startsWith(key, from)) {
				return (V) this.values[slot];
			}
		}
	}

	private int slot(int hash) {
		return (hash ^ (hash >>> 16)) & this.mask;
	}

}
