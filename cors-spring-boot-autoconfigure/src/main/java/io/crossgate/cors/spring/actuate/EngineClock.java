package io.crossgate.cors.spring.actuate;

import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.crossgate.cors.CorsEngine;

/**
 * Tells an engine each minute what time it is, which it needs for the note of when an
 * origin was used last.
 *
 * @since 0.1.0
 */
public final class EngineClock implements AutoCloseable {

	private final Instant start;

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "cors-clock");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * Creates a clock and starts it.
	 * @param engine the engine
	 * @param now the time
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	public EngineClock(CorsEngine engine, Supplier<Instant> now) {
		this.start = now.get();
		engine.setTime(this.start);
		this.timer.scheduleAtFixedRate(() -> engine.setTime(now.get()), 1, 1, TimeUnit.MINUTES);
	}

	/** Return since when uses are noted. */
	Instant start() {
		return this.start;
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
