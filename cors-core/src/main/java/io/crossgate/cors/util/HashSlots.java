package io.crossgate.cors.util;

/**
 * Where an entry of an open hash table is looked for first. Names that people give come
 * in rows, such as {@code svc1} to {@code svc999}, and so do their hashes; side by side
 * they would fill the table in long runs, each of which is searched to its end.
 *
 * @since 0.1.0
 */
public final class HashSlots {

	/** The golden ratio of 2^32, which sets neighbours far apart. */
	private static final int GOLDEN = 0x9E3779B9;

	private HashSlots() {
	}

	/**
	 * Return the first slot to look at; the next is the one behind it.
	 * @param hash the hash of the key, of any quality
	 * @param size the size of the table, a power of two and at least 2
	 * @return an index into the table
	 */
	public static int first(int hash, int size) {
		return (hash * GOLDEN) >>> Integer.numberOfLeadingZeros(size - 1);
	}

}
