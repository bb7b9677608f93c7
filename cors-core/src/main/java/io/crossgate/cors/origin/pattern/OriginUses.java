package io.crossgate.cors.origin.pattern;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * When each entry of a set last allowed an origin, in four bytes an entry. A clock is not
 * read: the time is given, in minutes of the epoch. Unsynchronised on purpose: a race
 * loses one of two uses at nearly the same time.
 *
 * @since 0.1.0
 */
public final class OriginUses {

	/** The time of what is no use. */
	public static final int NEVER = 0;

	private static final int SECONDS = 60;

	private final String[] entries;

	private final OriginTable exact;

	/** The positions of what is no exact origin. */
	private final int[] others;

	/** By position. */
	private final int[] times;

	/** Stands for these notes, so that others can say that they have them already. */
	private final Object identity = new Object();

	/** Of the notes that were here when these were made. */
	private @Nullable Object takenOver;

	OriginUses(String[] entries, OriginTable exact, Collection<Integer> others) {
		this.entries = entries;
		this.exact = exact;
		this.others = new int[others.size()];
		int i = 0;
		for (int other : others) {
			this.others[i++] = other;
		}
		this.times = new int[entries.length];
	}

	/**
	 * Return a time in the unit of the notes.
	 * @param instant the time
	 * @return minutes of the epoch, never {@link #NEVER}
	 */
	public static int time(Instant instant) {
		return (int) Math.max(NEVER + 1, instant.getEpochSecond() / SECONDS);
	}

	/**
	 * Takes note of a use. Costs a comparison for as long as it is the same time.
	 * @param position the position of the entry
	 * @param time when, or {@link #NEVER} to take none
	 */
	public void note(int position, int time) {
		if (time != NEVER && this.times[position] != time) {
			this.times[position] = time;
		}
	}

	/**
	 * Return when the entries were used.
	 * @return the time by entry as written, of those that have been used; not live
	 */
	public Map<String, Instant> lastUses() {
		Map<String, Instant> lastUses = new LinkedHashMap<>();
		for (int position = 0; position < this.times.length; position++) {
			int time = this.times[position];
			if (time != NEVER) {
				lastUses.put(this.entries[position], Instant.ofEpochSecond((long) time * SECONDS));
			}
		}
		return lastUses;
	}

	/**
	 * Takes over the notes about entries that another set has, too. Those that were there
	 * when this set was made of the other one are here already: what has been used in the
	 * moment since then is lost.
	 * @param before the notes of the set whose place this one takes
	 */
	public void takeOver(OriginUses before) {
		if (!before.equals(this) && !before.identity.equals(this.takenOver)) {
			takeOverByText(before);
		}
	}

	/**
	 * Takes over the notes of the set that this one is made of.
	 * @param before the notes
	 * @param numbers for each position of an exact origin there the one here plus 1, or 0
	 */
	void takeOver(OriginUses before, int[] numbers) {
		for (int i = 0; i < numbers.length; i++) {
			if (numbers[i] != 0) {
				this.times[numbers[i] - 1] = before.times[i];
			}
		}
		Map<String, Integer> positions = positions();
		for (int other : before.others) {
			Integer position = positions.get(before.entries[other]);
			if (position != null) {
				this.times[position] = before.times[other];
			}
		}
		this.takenOver = before.identity;
	}

	private void takeOverByText(OriginUses before) {
		Map<String, Integer> positions = positions();
		for (int i = 0; i < before.times.length; i++) {
			if (before.times[i] != NEVER) {
				String entry = before.entries[i];
				int exact = this.exact.find(entry);
				Integer position = (exact >= 0) ? Integer.valueOf(exact) : positions.get(entry);
				if (position != null) {
					this.times[position] = Math.max(before.times[i], this.times[position]);
				}
			}
		}
	}

	private Map<String, Integer> positions() {
		Map<String, Integer> positions = new HashMap<>();
		for (int position : this.others) {
			positions.putIfAbsent(this.entries[position], position);
		}
		return positions;
	}

}
