package io.crossgate.cors.spring.load;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.crossgate.cors.spring.Server;

/** What a run has come to, and what it may come to. */
final class Figures {

	/**
	 * Containers keep buffers of as many connections as there were at a time, some 16 KB
	 * each, and what is bounded is never quite full: half of it has been seen.
	 */
	static final long HEAP_GROWTH = 4_000_000;

	/** The container's, two for each lookup, and thirty of the JVM and of libraries. */
	static final long MOST_THREADS = LoadedApplication.SERVER_THREADS + 2 * LoadedApplication.LOOKUPS + 30;

	/** Twenty refusals, and one line for each lookup and kind of failure. */
	static final long LINES_A_MINUTE = 40;

	/** Seven policies, three kinds of requests and as many reasons as each can have. */
	static final long CORS_METERS = 120;

	/**
	 * How many honest requests the server may fail to hand over, which it shows itself by
	 * an echo that comes before CORS. What is decided of another request is right for
	 * whoever sent that: these are printed and counted, not judged.
	 */
	static final int UNDELIVERED = 10;

	/** What Boot counts by itself is by route, method and status. */
	static final long METERS = 400;

	private final Map<String, String> rows = new LinkedHashMap<>();

	void add(String name, Map<String, LongAdder> statuses) {
		this.rows.put(name, total(statuses) + " " + statuses);
	}

	void add(String name, long number) {
		this.rows.put(name, String.valueOf(number));
	}

	private static long total(Map<String, LongAdder> statuses) {
		return statuses.values().stream().mapToLong(LongAdder::sum).sum();
	}

	void print(Server server, long right, Map<String, LongAdder> hostile, Map<String, Long> before,
			Map<String, Long> after) {
		Map<String, String> table = new LinkedHashMap<>();
		table.put("honest requests, all right", String.valueOf(right));
		table.put("hostile requests", total(hostile) + " " + hostile);
		table.putAll(this.rows);
		for (String number : new String[] { "heap", "threads", "peak", "meters", "cors-meters", "log", "log.",
				"log.denied", "log.lookups", "log.policies", "log.configuration", "reloads.SUCCESS",
				"reloads.UNCHANGED", "reloads.FAILURE", "minutes" }) {
			table.put(number, before.get(number) + " -> " + after.get(number));
		}
		System.out.println("== " + server + " under load");
		table.forEach((name, value) -> System.out.println(String.format(Locale.ROOT, "%-28s %s", name, value)));
	}

}
