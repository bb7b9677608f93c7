package io.crossgate.cors.spring.load;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.crossgate.cors.PendingDecision;

/** Looks again and again how many threads wait for an answer that is looked up. */
final class WaitWatch {

	private static final long INTERVAL = 10;

	private final AtomicInteger most = new AtomicInteger();

	private final Thread thread = new Thread(this::watch, "wait-watch");

	void start() {
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void watch() {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				this.most.accumulateAndGet(waiting(), Math::max);
				Thread.sleep(INTERVAL);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static int waiting() {
		return (int) Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> Stream.of(stack)
				.anyMatch((frame) -> frame.getClassName().equals(PendingDecision.class.getName())
						&& frame.getMethodName().equals("await")))
			.count();
	}

	/** Return how many there were at most. */
	int stop() {
		this.thread.interrupt();
		return this.most.get();
	}

}
