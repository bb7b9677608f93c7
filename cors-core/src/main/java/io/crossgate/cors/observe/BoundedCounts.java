package io.crossgate.cors.observe;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Counts keys that strangers choose, in bounded room. A flood of keys that come once
 * pushes out others of its own kind, never what comes often, and of what has come once it
 * leaves what was there a minute ago: whatever is sent by the thousand, the few others
 * are still to be seen. Not thread-safe.
 *
 * @param <K> the type of the keys
 */
final class BoundedCounts<K> {

	private static final long MINUTE = 60_000;

	private final Map<K, Tally> tallies = new LinkedHashMap<>();

	/** How many keys there are of each kind. */
	private final Map<Object, Integer> kinds = new HashMap<>();

	private final Function<? super K, Object> kind;

	private final long lifetime;

	private int capacity;

	private long forgotten;

	/**
	 * Creates an empty count.
	 * @param capacity how many keys it holds
	 * @param lifetime how long a key is held after it was last seen, in milliseconds
	 */
	BoundedCounts(int capacity, long lifetime) {
		this(capacity, lifetime, (key) -> BoundedCounts.class);
	}

	/**
	 * Creates an empty count of keys of several kinds, of which the most numerous makes
	 * room.
	 * @param capacity how many keys it holds
	 * @param lifetime how long a key is held after it was last seen, in milliseconds
	 * @param kind returns the kind of a key
	 */
	BoundedCounts(int capacity, long lifetime, Function<? super K, Object> kind) {
		this.capacity = capacity;
		this.lifetime = lifetime;
		this.kind = kind;
	}

	Tally note(K key, long now) {
		Tally tally = this.tallies.get(key);
		if (tally == null) {
			makeRoom(this.capacity - 1, now);
			tally = new Tally(now);
			this.tallies.put(key, tally);
			count(key, 1);
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
			K victim = victim(now);
			Tally tally = this.tallies.remove(victim);
			this.forgotten += (tally != null) ? tally.count : 0;
			count(victim, -1);
		}
	}

	/**
	 * Of what was seen least, the keys of this minute make room for each other, the
	 * oldest first, as long as they have more than a quarter of the places. Then the
	 * newest of the others goes.
	 */
	private K victim(long now) {
		int most = Collections.max(this.kinds.values());
		long least = Long.MAX_VALUE;
		int all = 0;
		int fresh = 0;
		for (Map.Entry<K, Tally> entry : this.tallies.entrySet()) {
			Tally tally = entry.getValue();
			if (tally.count <= least && isOfKind(entry.getKey(), most)) {
				all = (tally.count < least) ? 1 : all + 1;
				fresh = ((tally.count < least) ? 0 : fresh) + (tally.isFresh(now) ? 1 : 0);
				least = tally.count;
			}
		}
		boolean newcomer = fresh == all || fresh * 4 > this.capacity;
		@Nullable K victim = null;
		long chosen = 0;
		for (Map.Entry<K, Tally> entry : this.tallies.entrySet()) {
			Tally tally = entry.getValue();
			if (tally.count == least && tally.isFresh(now) == newcomer && isOfKind(entry.getKey(), most)) {
				long rank = newcomer ? -tally.last : tally.first;
				if (victim == null || rank > chosen) {
					victim = entry.getKey();
					chosen = rank;
				}
			}
		}
		return Objects.requireNonNull(victim);
	}

	/** Return whether a key is of a kind that has so many keys. */
	private boolean isOfKind(K key, int keys) {
		return this.kinds.getOrDefault(this.kind.apply(key), 0) == keys;
	}

	private void expire(long now) {
		this.tallies.entrySet().removeIf((entry) -> {
			boolean expired = now - entry.getValue().last > this.lifetime;
			count(entry.getKey(), expired ? -1 : 0);
			return expired;
		});
	}

	private void count(K key, int more) {
		this.kinds.merge(this.kind.apply(key), more, (held, change) -> (held + change > 0) ? held + change : null);
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

		private boolean isFresh(long now) {
			return now - this.first < MINUTE;
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
