package io.crossgate.cors.spring.load;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.OriginQuery;

/**
 * Does what the first word of an origin's host says, such as
 * {@code https://hangs-7.example.net}. What it does not know it refuses.
 */
class ScriptedTenants {

	private static final long LONGER_THAN_ANY_TIME_OUT = 60;

	private final AtomicInteger stuck = new AtomicInteger();

	private volatile CountDownLatch released = new CountDownLatch(1);

	boolean allows(OriginQuery query) throws InterruptedException {
		return switch (word(query)) {
			case "yes" -> true;
			case "throws" -> throw new IllegalStateException("database down");
			case "recurses" -> throw new StackOverflowError();
			case "hangs" -> {
				TimeUnit.SECONDS.sleep(LONGER_THAN_ANY_TIME_OUT);
				yield true;
			}
			case "stuck" -> stick();
			default -> false;
		};
	}

	/** Whatever goes wrong gives no stage, one that fails, or one that never ends. */
	@SuppressWarnings("NullAway")
	CompletionStage<@Nullable Boolean> stage(OriginQuery query) {
		return switch (word(query)) {
			case "yes" -> CompletableFuture.completedFuture(true);
			case "nothing" -> null;
			case "null" -> CompletableFuture.completedFuture(null);
			case "fails" -> CompletableFuture.failedFuture(new IllegalStateException("database down"));
			case "throws" -> throw new IllegalStateException("database down");
			case "hangs" -> new CompletableFuture<>();
			default -> CompletableFuture.completedFuture(false);
		};
	}

	private static String word(OriginQuery query) {
		String host = query.origin().host();
		int dash = host.indexOf('-');
		return (dash < 0) ? "" : host.substring(0, dash);
	}

	/** As a driver does that ignores interrupts. It would allow in the end. */
	private boolean stick() {
		CountDownLatch released = this.released;
		this.stuck.incrementAndGet();
		boolean interrupted = false;
		try {
			while (true) {
				try {
					released.await();
					return true;
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		finally {
			this.stuck.decrementAndGet();
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	int stuck() {
		return this.stuck.get();
	}

	void release() {
		CountDownLatch released = this.released;
		this.released = new CountDownLatch(1);
		released.countDown();
	}

}
