package io.crossgate.cors.spring.lookup;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.crossgate.cors.origin.OriginQuery;

/**
 * Runs lookups on threads of their own, a limited number at a time, and gives up those
 * that take too long. All kinds begin there, so that none can hold an event loop or the
 * thread of a request. A call that goes on after it was given up counts until it ends.
 */
final class LookupExecutor implements AutoCloseable {

	private static final long KEEP_ALIVE_SECONDS = 10;

	private final Duration timeout;

	private final Semaphore permits;

	/** For requests that wait for a call that another has started. */
	private final Semaphore followers;

	private final ThreadPoolExecutor threads;

	private final ScheduledThreadPoolExecutor timer;

	LookupExecutor(Duration timeout, int maxConcurrent) {
		this.timeout = timeout;
		this.permits = new Semaphore(maxConcurrent);
		this.followers = new Semaphore(maxConcurrent);
		// Permits are the limit: a call has ended shortly before its thread is free
		// again, and the next one must not be rejected for that.
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS,
				new SynchronousQueue<>(), named("cors-lookup-"));
		this.timer = new ScheduledThreadPoolExecutor(1, named("cors-lookup-timeout-"));
		this.timer.setRemoveOnCancelPolicy(true);
		this.timer.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
		this.timer.allowCoreThreadTimeOut(true);
	}

	private static ThreadFactory named(String prefix) {
		AtomicInteger number = new AtomicInteger();
		return (task) -> {
			Thread thread = new Thread(task, prefix + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

	/** Starts a call, or rejects it. */
	LookupCall start(LookupBean bean, OriginQuery query) {
		return start(bean, query, this.timeout);
	}

	/** Starts a call that no request waits for, or rejects it. */
	LookupCall start(LookupBean bean, OriginQuery query, Duration timeout) {
		if (!this.permits.tryAcquire()) {
			LookupCall rejected = new LookupCall(bean, query, () -> {
			});
			rejected.reject(LookupOutcome.OVERLOADED);
			return rejected;
		}
		LookupCall call = new LookupCall(bean, query, this.permits::release);
		try {
			Future<?> alarm = this.timer.schedule(() -> giveUp(call), timeout.toNanos(), TimeUnit.NANOSECONDS);
			call.result().thenAccept((result) -> alarm.cancel(false));
			this.threads.execute(call);
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			call.reject(this.threads.isShutdown() ? LookupOutcome.FAILED : LookupOutcome.OVERLOADED);
		}
		return call;
	}

	/**
	 * Lets a request wait for a call that another has started, unless as many do as there
	 * may be calls.
	 * @return whether it may
	 */
	boolean follow(CompletionStage<?> answer) {
		if (!this.followers.tryAcquire()) {
			return false;
		}
		answer.whenComplete((value, failure) -> this.followers.release());
		return true;
	}

	private void giveUp(LookupCall call) {
		if (call.timeOut()) {
			try {
				// Never here: the next time-out has to be on time.
				this.threads.execute(call::cancel);
			}
			catch (RejectedExecutionException ex) {
				// It goes on to its end, and no request waits for it.
			}
		}
	}

	Duration timeout() {
		return this.timeout;
	}

	/** Interrupts what is running. */
	@Override
	public void close() {
		this.timer.shutdownNow();
		this.threads.shutdownNow();
	}

}
