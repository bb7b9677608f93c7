package io.crossgate.cors.spring.lookup;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.OriginQuery;

/**
 * One call of a lookup, from its beginning on a thread for lookups to its answer or its
 * time-out, whichever comes first.
 */
final class LookupCall implements Runnable {

	private final LookupBean bean;

	private final OriginQuery query;

	/** Called once, when nothing of the call is left. */
	private final Runnable end;

	private final AtomicBoolean ended = new AtomicBoolean();

	private final CompletableFuture<Result> result = new CompletableFuture<>();

	private final CompletableFuture<Boolean> late = new CompletableFuture<>();

	private @Nullable Thread runner;

	private @Nullable CompletionStage<?> stage;

	LookupCall(LookupBean bean, OriginQuery query, Runnable end) {
		this.bean = bean;
		this.query = query;
		this.end = end;
	}

	/** Return what comes of it. It never fails. */
	CompletionStage<Result> result() {
		return this.result;
	}

	/** Return the answer that was true, but came too late; completed only with one. */
	CompletionStage<Boolean> late() {
		return this.late;
	}

	@Override
	public void run() {
		synchronized (this) {
			if (this.result.isDone()) {
				end();
				return;
			}
			this.runner = Thread.currentThread();
		}
		Object answer = null;
		Throwable failure = null;
		try {
			answer = this.bean.ask(this.query);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		boolean interrupted;
		synchronized (this) {
			this.runner = null;
			// The next call on this thread is not meant.
			interrupted = Thread.interrupted();
			this.stage = (answer instanceof CompletionStage<?> later) ? later : null;
		}
		if (answer instanceof CompletionStage<?> later) {
			follow(later);
		}
		else {
			end();
			// Who has not noticed the interruption has not answered because of it.
			answer(answer, failure, interrupted);
		}
	}

	private void follow(CompletionStage<?> later) {
		try {
			later.whenComplete((answer, failure) -> {
				end();
				answer(answer, failure, false);
			});
		}
		catch (Throwable ex) {
			end();
			answer(null, ex, false);
		}
		if (this.result.isDone()) {
			cancel();
		}
	}

	private void answer(@Nullable Object answer, @Nullable Throwable failure, boolean genuine) {
		Result result = Result.of(answer, failure);
		if (!this.result.complete(result) && genuine && result.failure() == null && answer instanceof Boolean allowed) {
			this.late.complete(allowed);
		}
	}

	/** Gives the call up, unless there is an answer. */
	boolean timeOut() {
		if (!this.result.complete(new Result(LookupOutcome.TIMED_OUT, null))) {
			return false;
		}
		synchronized (this) {
			if (this.runner != null) {
				this.runner.interrupt();
			}
		}
		return true;
	}

	/** Cancels what was to come later. It may run code of the application. */
	void cancel() {
		CompletionStage<?> later;
		synchronized (this) {
			later = this.stage;
		}
		if (later != null) {
			try {
				later.toCompletableFuture().cancel(true);
			}
			catch (RuntimeException ex) {
				// It can't be cancelled.
			}
			finally {
				end();
			}
		}
	}

	/** Ends a call that never began. */
	void reject(LookupOutcome outcome) {
		end();
		this.result.complete(new Result(outcome, null));
	}

	private void end() {
		if (this.ended.compareAndSet(false, true)) {
			this.end.run();
		}
	}

	/**
	 * What comes of a call.
	 *
	 * @param outcome the outcome
	 * @param failure what was thrown, or {@code null} if nothing was
	 */
	record Result(LookupOutcome outcome, @Nullable Throwable failure) {

		static Result of(@Nullable Object answer, @Nullable Throwable failure) {
			if (failure != null) {
				Throwable cause = (failure instanceof CompletionException && failure.getCause() != null)
						? failure.getCause() : failure;
				return new Result(LookupOutcome.FAILED, cause);
			}
			if (!(answer instanceof Boolean allowed)) {
				return new Result(LookupOutcome.FAILED, new NullPointerException("The lookup has given no answer"));
			}
			return new Result(allowed ? LookupOutcome.ALLOWED : LookupOutcome.DENIED, null);
		}

	}

}
