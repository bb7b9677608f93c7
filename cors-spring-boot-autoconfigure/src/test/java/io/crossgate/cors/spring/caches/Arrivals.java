package io.crossgate.cors.spring.caches;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many requests came through caches as far as the application.
 */
final class Arrivals {

	private final Map<String, Integer> counts = new ConcurrentHashMap<>();

	void count(String path, String query, boolean direct) {
		if (!direct) {
			this.counts.merge(path + "?" + query, 1, Integer::sum);
		}
	}

	int of(Visit visit) {
		return this.counts.getOrDefault(visit.target(), 0);
	}

}
