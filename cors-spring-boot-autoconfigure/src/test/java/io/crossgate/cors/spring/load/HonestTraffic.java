package io.crossgate.cors.spring.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that ask one thing after the other and know what is right. None of them asks
 * twice if it gets no answer.
 */
final class HonestTraffic {

	private static final int CONNECTIONS = 4;

	private final int port;

	private final List<Honest> exchanges;

	private final AtomicLong right = new AtomicLong();

	private final Map<String, AtomicLong> seen = new ConcurrentHashMap<>();

	private final Map<String, String> failures = new ConcurrentHashMap<>();

	/** By request, what came instead of an answer to it. */
	private final Map<String, String> undelivered = new ConcurrentHashMap<>();

	HonestTraffic(int port, List<Honest> exchanges) {
		this.port = port;
		this.exchanges = exchanges;
	}

	/**
	 * Sends requests until an action has ended, and then each once more.
	 * @return what the action returns
	 */
	<T> T during(Callable<T> action) throws Exception {
		AtomicBoolean ended = new AtomicBoolean();
		ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
		try {
			List<Future<?>> all = new ArrayList<>();
			for (int i = 0; i < CONNECTIONS; i++) {
				int first = i;
				all.add(clients.submit(() -> ask(first, ended)));
			}
			try {
				return action.call();
			}
			finally {
				ended.set(true);
				for (Future<?> client : all) {
					client.get();
				}
			}
		}
		finally {
			clients.shutdownNow();
		}
	}

	private void ask(int first, AtomicBoolean ended) {
		List<Honest> exchanges = new ArrayList<>(this.exchanges);
		Collections.rotate(exchanges, first * exchanges.size() / CONNECTIONS);
		try (Wire wire = new Wire(this.port)) {
			int asked = 0;
			boolean last;
			do {
				last = ended.get();
				for (Honest exchange : exchanges) {
					ask(wire, exchange, "connection " + first + ", request " + ++asked);
				}
			}
			while (!last && this.failures.isEmpty());
		}
	}

	private void ask(Wire wire, Honest exchange, String which) {
		try {
			Wire.Answer answer = wire.send(Wire.with(exchange.request(), RequestEcho.NAME + ": " + which));
			String seen = answer.value(RequestEcho.ECHO);
			if (!which.equals(seen)) {
				this.undelivered.put(which, exchange.name() + " was answered with " + answer);
				wire.close();
			}
			else if (exchange.isRight(answer)) {
				this.right.incrementAndGet();
				this.seen.computeIfAbsent(exchange.name() + " " + answer.status(), (key) -> new AtomicLong())
					.incrementAndGet();
			}
			else {
				this.failures.putIfAbsent(exchange.name(), which + ": " + answer + " instead of " + exchange.answers());
			}
		}
		catch (IOException | RuntimeException ex) {
			this.failures.putIfAbsent(exchange.name(), which + ": no answer: " + ex);
		}
	}

	/** Waits until so many more requests have been answered, or one was not. */
	void await(long more) throws InterruptedException {
		long enough = this.right.get() + more;
		while (this.right.get() < enough && this.failures.isEmpty()) {
			Thread.sleep(5);
		}
	}

	long right() {
		return this.right.get();
	}

	/** Return how often an exchange has had a status. */
	long seen(Honest exchange, int status) {
		return this.seen.getOrDefault(exchange.name() + " " + status, new AtomicLong()).get();
	}

	/**
	 * Return the requests that the server did not hand over, as the missing or another
	 * request's echo shows: it refused them itself, or mistook one connection for
	 * another.
	 */
	Map<String, String> undelivered() {
		return Map.copyOf(this.undelivered);
	}

	/** Return the first answers that were missing or not right, by what was asked. */
	Map<String, String> failures() {
		return Map.copyOf(this.failures);
	}

}
