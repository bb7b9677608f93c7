package io.crossgate.cors.observe;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Counts keys that strangers choose, in bounded room: what has been seen least makes room
 * for what is new. A flood of keys that come once pushes out others that came once, and
 * never what comes often. Not thread-safe.
 *
 * @param <K> the type of the keys
 */
final class BoundedCounts<K> {

	private final Map<K, Tally> tallies = new LinkedHashMap<>();

	private final long lifetime;

	private int capacity;

	private long forgotten;

	/**
	 * Creates an empty count.
	 * @param capacity how many keys it holds
	 * @param lifetime how long a key is held after it was last seen, in milliseconds
	 */
	BoundedCounts(int capacity, long lifetime) {
		this.capacity = capacity;
		this.lifetime = lifetime;
	}

	Tally note(K key, long now) {
		Tally tally = this.tallies.get(key);
		if (tally == null) {
			makeRoom(this.capacity - 1, now);
			tally = new Tally(now);
			this.tallies.put(key, tally);
		}
		tally.note(now);
		return tally;
	}

	void limit(int capacity, long now) {
		this.capacity = capacity;
		makeRoom(capacity, now);
	}

	private void makeRoom(int size, long now) {
		if (this.tallies.size() > size) {
			expire(now);
		}
		while (this.tallies.size() > size) {
			@Nullable K rarest = null;
			@Nullable Tally least = null;
			for (Map.Entry<K, Tally> entry : this.tallies.entrySet()) {
				if (least == null || entry.getValue().isLessThan(least)) {
					rarest = entry.getKey();
					least = entry.getValue();
				}
			}
			this.tallies.remove(rarest);
			this.forgotten += (least != null) ? least.count : 0;
		}
	}

	private void expire(long now) {
		this.tallies.values().removeIf((tally) -> now - tally.last > this.lifetime);
	}

	/** Returns what is held, the most frequent first. */
	List<Map.Entry<K, Tally>> entries(long now) {
		expire(now);
		return this.tallies.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.comparingLong((tally) -> -tally.count)))
			.toList();
	}

	int size() {
		return this.tallies.size();
	}

	/** Returns how often keys had been seen that had to make room. */
	long forgotten() {
		return this.forgotten;
	}

	/** How often and when a key was seen. */
	static final class Tally {

		private final long first;

		private long last;

		private long count;

		/** The first few requests in which it was seen. */
		private List<String> requests = List.of();

		Tally(long now) {
			this.first = now;
			this.last = now;
		}

		private void note(long now) {
			this.count++;
			this.last = Math.max(this.last, now);
		}

		void add(String request, int limit) {
			if (this.requests.size() < limit && !this.requests.contains(request)) {
				this.requests = Stream.concat(this.requests.stream(), Stream.of(request)).toList();
			}
		}

		private boolean isLessThan(Tally other) {
			return this.count < other.count || (this.count == other.count && this.last < other.last);
		}

		long count() {
			return this.count;
		}

		long first() {
			return this.first;
		}

		long last() {
			return this.last;
		}

		List<String> requests() {
			return this.requests;
		}

	}

}
