package io.crossgate.cors.traffic;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Counts untrusted keys in a fixed number of entries. A flood of keys that come once
 * pushes out others of its own kind, never what comes often, and of what has come once it
 * leaves what was there a minute ago: whatever is sent by the thousand, the few others
 * are still to be seen. Not thread-safe.
 *
 * @param <K> the type of the keys
 */
final class BoundedCounter<K> {

	private static final long MINUTE = 60_000;

	private final Map<K, Count> counts = new LinkedHashMap<>();

	/** How many keys there are of each kind. */
	private final Map<Object, Integer> kinds = new HashMap<>();

	private final Function<? super K, Object> kind;

	private final long lifetime;

	private int capacity;

	private long evicted;

	/**
	 * Creates an empty count.
	 * @param capacity how many keys it holds
	 * @param lifetime how long a key is held after it was last seen, in milliseconds
	 */
	BoundedCounter(int capacity, long lifetime) {
		this(capacity, lifetime, (key) -> BoundedCounter.class);
	}

	/**
	 * Creates an empty count of keys of several kinds, of which the most numerous makes
	 * room.
	 * @param capacity how many keys it holds
	 * @param lifetime how long a key is held after it was last seen, in milliseconds
	 * @param kind returns the kind of a key
	 */
	BoundedCounter(int capacity, long lifetime, Function<? super K, Object> kind) {
		this.capacity = capacity;
		this.lifetime = lifetime;
		this.kind = kind;
	}

	Count record(K key, long now) {
		Count count = this.counts.get(key);
		if (count == null) {
			makeRoom(this.capacity - 1, now);
			count = new Count(now);
			this.counts.put(key, count);
			count(key, 1);
		}
		count.record(now);
		return count;
	}

	void limit(int capacity, long now) {
		this.capacity = capacity;
		makeRoom(capacity, now);
	}

	private void makeRoom(int size, long now) {
		if (this.counts.size() > size) {
			expire(now);
		}
		while (this.counts.size() > size) {
			K victim = victim(now);
			Count count = this.counts.remove(victim);
			this.evicted += (count != null) ? count.count : 0;
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
		for (Map.Entry<K, Count> entry : this.counts.entrySet()) {
			Count count = entry.getValue();
			if (count.count <= least && isOfKind(entry.getKey(), most)) {
				all = (count.count < least) ? 1 : all + 1;
				fresh = ((count.count < least) ? 0 : fresh) + (count.isFresh(now) ? 1 : 0);
				least = count.count;
			}
		}
		boolean newcomer = fresh == all || fresh * 4 > this.capacity;
		@Nullable K victim = null;
		long chosen = 0;
		for (Map.Entry<K, Count> entry : this.counts.entrySet()) {
			Count count = entry.getValue();
			if (count.count == least && count.isFresh(now) == newcomer && isOfKind(entry.getKey(), most)) {
				long rank = newcomer ? -count.last : count.first;
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
		this.counts.entrySet().removeIf((entry) -> {
			boolean expired = now - entry.getValue().last > this.lifetime;
			count(entry.getKey(), expired ? -1 : 0);
			return expired;
		});
	}

	private void count(K key, int more) {
		this.kinds.merge(this.kind.apply(key), more, (held, change) -> (held + change > 0) ? held + change : null);
	}

	/** Return what is held, the most frequent first. */
	List<Map.Entry<K, Count>> entries(long now) {
		expire(now);
		return this.counts.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.comparingLong((count) -> -count.count)))
			.toList();
	}

	int size() {
		return this.counts.size();
	}

	/** Return the total count of evicted keys. */
	long evicted() {
		return this.evicted;
	}

	/** How often and when a key was seen. */
	static final class Count {

		private final long first;

		private long last;

		/** Not beyond what an integer holds: there are thousands of these. */
		private int count;

		private int allowed;

		/** The first request in which it was seen. */
		private @Nullable ObservedRequest request;

		Count(long now) {
			this.first = now;
			this.last = now;
		}

		private void record(long now) {
			this.count += (this.count < Integer.MAX_VALUE) ? 1 : 0;
			this.last = Math.max(this.last, now);
		}

		/** Count it among what was allowed. */
		void allow() {
			this.allowed += (this.allowed < Integer.MAX_VALUE) ? 1 : 0;
		}

		/** Keep a request, unless there is one. */
		void observe(Supplier<ObservedRequest> request) {
			if (this.request == null) {
				this.request = request.get();
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

		/** Return how often it was allowed. */
		long allowed() {
			return this.allowed;
		}

		@Nullable ObservedRequest request() {
			return this.request;
		}

	}

}
