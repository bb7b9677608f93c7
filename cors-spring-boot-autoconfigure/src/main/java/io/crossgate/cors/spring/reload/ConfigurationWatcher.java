package io.crossgate.cors.spring.reload;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

import io.crossgate.cors.spring.reload.PolicyReload.Trigger;
import io.crossgate.cors.util.SafeText;

/**
 * Looks once a second whether watched files have changed. A change counts when the files
 * are at rest: two looks must find the same, nothing may change while they are read, and
 * what can't be read is looked at once more before it is reported, because it may be half
 * written. What has been touched but holds the same is no change.
 */
final class ConfigurationWatcher implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.policies");

	private static final long INTERVAL = 1_000;

	private final WatchedSources sources;

	private final PolicyReloader reloader;

	private final LongSupplier time;

	private @Nullable FileStamp seen;

	private @Nullable FileStamp read;

	private @Nullable FileStamp doubtful;

	private volatile @Nullable CountDownLatch stopped;

	/**
	 * Creates a watcher that does not look yet.
	 * @param sources the files
	 * @param reloader is told of changes
	 * @param time the time in milliseconds of the epoch
	 */
	ConfigurationWatcher(WatchedSources sources, PolicyReloader reloader, LongSupplier time) {
		this.sources = sources;
		this.reloader = reloader;
		this.time = time;
	}

	@Override
	public synchronized void start() {
		if (this.stopped == null) {
			logger.info("CORS watches " + SafeText.of(this.sources.location().toString(), 512) + ", which has "
					+ this.sources.files().size() + " keys below cors");
			CountDownLatch stopped = new CountDownLatch(1);
			Thread thread = new Thread(() -> run(stopped), "cors-reload-watch");
			thread.setDaemon(true);
			thread.start();
			this.stopped = stopped;
		}
	}

	private void run(CountDownLatch stopped) {
		try {
			while (!stopped.await(INTERVAL, TimeUnit.MILLISECONDS)) {
				try {
					look();
				}
				catch (RuntimeException | LinkageError | StackOverflowError ex) {
					logger.error("CORS could not look at " + SafeText.of(this.sources.location().toString(), 512), ex);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Looks once. */
	synchronized void look() {
		FileStamp now = FileStamp.of(this.sources.location());
		if (!now.equals(this.seen)) {
			this.seen = now;
			return;
		}
		if (now.equals(this.read)) {
			return;
		}
		long time = this.time.getAsLong();
		WatchedFiles files = WatchedFiles.read(this.sources.location());
		if (!FileStamp.of(this.sources.location()).equals(now)) {
			return;
		}
		boolean changed = !files.digest().equals(this.sources.files().digest());
		if (changed && files.isUnreadable() && !now.equals(this.doubtful)) {
			this.doubtful = now;
			return;
		}
		this.read = now.isCertain(time) ? now : null;
		if (changed) {
			this.reloader.reload(Trigger.WATCH, () -> this.sources.put(files));
		}
	}

	@Override
	public synchronized void stop() {
		CountDownLatch stopped = this.stopped;
		if (stopped != null) {
			stopped.countDown();
			this.stopped = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.stopped != null;
	}

}
