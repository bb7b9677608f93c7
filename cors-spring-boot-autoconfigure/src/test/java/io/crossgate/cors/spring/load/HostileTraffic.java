package io.crossgate.cors.spring.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import io.crossgate.cors.spring.load.Hostile.Sent;

/** Connections on which hostile requests are sent, and what may never come of them. */
final class HostileTraffic {

	/** The origin that hostile requests may name and that is allowed. */
	private static final String LISTED = "https://app.example.com";

	private static final int MOST_FAILURES = 20;

	private static final int SHOWN = 300;

	private final int port;

	private final long seed;

	private final Map<String, LongAdder> statuses = new ConcurrentSkipListMap<>();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	HostileTraffic(int port, long seed) {
		this.port = port;
		this.seed = seed;
	}

	/** Sends so many requests on so many connections. */
	void send(int count, int connections, Function<Random, Sent> source) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(connections);
		try {
			List<Future<?>> all = new ArrayList<>();
			for (int i = 0; i < connections; i++) {
				Random random = new Random(this.seed + i);
				all.add(clients.submit(() -> {
					try (Wire wire = new Wire(this.port)) {
						for (int sent = 0; sent < count / connections && this.failures.size() < MOST_FAILURES; sent++) {
							send(wire, source.apply(random));
						}
					}
				}));
			}
			for (Future<?> client : all) {
				client.get();
			}
		}
		finally {
			clients.shutdownNow();
		}
	}

	private void send(Wire wire, Sent sent) {
		String outcome = "cut off";
		try {
			Wire.Answer answer = wire.send(sent.request());
			outcome = String.valueOf(answer.status());
			String allowed = answer.value("access-control-allow-origin");
			boolean honest = allowed == null || allowed.equals("*")
					|| (allowed.equals(LISTED) && sent.request().contains("Origin: " + LISTED + "\r\n"));
			boolean wrong = sent.refused() ? answer.status() / 100 != 4 || allowed != null : !honest;
			if (answer.status() >= 500 || wrong) {
				String request = sent.request();
				this.failures.add(answer + " to " + request.substring(0, Math.min(SHOWN, request.length())));
			}
		}
		catch (IOException ex) {
			// A container may close the connection of somebody who sends too much.
		}
		this.statuses.computeIfAbsent(outcome, (key) -> new LongAdder()).increment();
	}

	/** Return how often each status came, and how often none did. */
	Map<String, LongAdder> statuses() {
		return this.statuses;
	}

	/** Return the first answers that must not be. */
	List<String> failures() {
		return List.copyOf(this.failures);
	}

}
