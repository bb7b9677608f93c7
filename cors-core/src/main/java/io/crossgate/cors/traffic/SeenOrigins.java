package io.crossgate.cors.traffic;

import java.util.Arrays;

/**
 * Which origins keep coming, as far as there is room: a page does, and a scanner invents
 * another origin each time. Holds hashes only, each in one of {@value #PLACES} places. A
 * newcomer takes the place of what has come once, and of what has come again only when
 * that stays away. Not thread-safe.
 */
final class SeenOrigins {

	private static final int PLACES = 4096;

	private static final long MINUTE = 60_000;

	private static final long AWAY = 10 * MINUTE;

	private static final long NEVER = Long.MIN_VALUE;

	private final int[] hashes = new int[PLACES];

	private final long[] first = new long[PLACES];

	private final long[] last = new long[PLACES];

	SeenOrigins() {
		Arrays.fill(this.first, NEVER);
	}

	/**
	 * Notes an origin.
	 * @param origin the origin
	 * @param now the time in milliseconds of the epoch
	 * @return whether it has been seen a minute ago or earlier
	 */
	boolean note(String origin, long now) {
		int hash = origin.hashCode();
		int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
		boolean free = this.first[place] == NEVER;
		if (free || this.hashes[place] != hash) {
			if (!free && this.last[place] - this.first[place] >= MINUTE && now - this.last[place] < AWAY) {
				return false;
			}
			this.hashes[place] = hash;
			this.first[place] = now;
		}
		this.last[place] = now;
		return now - this.first[place] >= MINUTE;
	}

}
