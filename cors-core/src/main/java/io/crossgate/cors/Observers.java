package io.crossgate.cors;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Notifies observers, and keeps what they throw from the request. Only what the JVM
 * itself can't go on from passes; a {@link StackOverflowError} is over once the observer
 * has been left.
 */
final class Observers {

	/**
	 * Whether this thread is telling an observer. It belongs to the thread rather than to
	 * an engine, because an observer may ask another engine, whose observer asks this
	 * one; an array, so that no thread of a server holds on to a class of ours.
	 */
	private static final ThreadLocal<boolean[]> NOTIFYING = ThreadLocal.withInitial(() -> new boolean[1]);

	private final CorsObserver[] observers;

	private final CorsObserver.FailureHandler failures;

	Observers(List<CorsObserver> observers, CorsObserver.FailureHandler failures) {
		this.observers = observers.toArray(new CorsObserver[0]);
		this.failures = failures;
	}

	boolean isEmpty() {
		return this.observers.length == 0;
	}

	<R> void notifyDecision(CorsDecision decision, R request, CorsRequestAccessor<? super R> accessor) {
		boolean[] notifying = NOTIFYING.get();
		if (notifying[0]) {
			return;
		}
		notifying[0] = true;
		try {
			for (CorsObserver observer : this.observers) {
				notifyDecision(observer, decision, request, accessor);
			}
		}
		finally {
			notifying[0] = false;
		}
	}

	private <R> void notifyDecision(CorsObserver observer, CorsDecision decision, R request,
			CorsRequestAccessor<? super R> accessor) {
		try {
			if (observer.supports(decision)) {
				observer.onDecision(decision, () -> CorsRequest.copyOf(request, accessor));
			}
		}
		catch (Throwable ex) {
			failed(observer, ex);
		}
	}

	void notifyUnanswered(CorsDecision decision, CorsRequest request) {
		if (!NOTIFYING.get()[0]) {
			notifyEach((observer) -> observer.onUnanswered(decision, () -> request));
		}
	}

	<R> void notifyCandidateDifference(CorsDecision decision, CorsDecision candidate, R request,
			CorsRequestAccessor<? super R> accessor) {
		if (!NOTIFYING.get()[0]) {
			notifyEach((observer) -> observer.onCandidateDifference(decision, candidate,
					() -> CorsRequest.copyOf(request, accessor)));
		}
	}

	void notifyPoliciesChanged(CorsPolicies policies) {
		notifyEach((observer) -> observer.onPoliciesChanged(policies));
	}

	/** Not for decisions: an action is an object. */
	private void notifyEach(Consumer<CorsObserver> action) {
		boolean[] notifying = NOTIFYING.get();
		boolean within = notifying[0];
		notifying[0] = true;
		try {
			for (CorsObserver observer : this.observers) {
				try {
					action.accept(observer);
				}
				catch (Throwable ex) {
					failed(observer, ex);
				}
			}
		}
		finally {
			notifying[0] = within;
		}
	}

	private void failed(CorsObserver observer, Throwable failure) {
		throwIfFatal(failure);
		try {
			this.failures.failed(observer, failure);
		}
		catch (Throwable ex) {
			throwIfFatal(ex);
		}
	}

	private static void throwIfFatal(Throwable failure) {
		if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
			throw fatal;
		}
		if (failure instanceof InterruptedException) {
			// A method that throws it undeclared has cleared the interruption of the
			// thread.
			Thread.currentThread().interrupt();
		}
	}

	/** Orders changes, and announces them in that order. */
	static final class Changes {

		final ReentrantLock lock = new ReentrantLock();

		final Queue<CorsPolicies> unannounced = new ConcurrentLinkedQueue<>();

		private final AtomicBoolean announcing = new AtomicBoolean();

		/**
		 * No lock is held, so that an observer may wait for a thread that changes
		 * policies.
		 */
		void announce(Observers observers) {
			// Looked at again: another thread may have added one while this one left.
			while (!this.unannounced.isEmpty() && this.announcing.compareAndSet(false, true)) {
				try {
					for (CorsPolicies next = this.unannounced.poll(); next != null; next = this.unannounced.poll()) {
						observers.notifyPoliciesChanged(next);
					}
				}
				finally {
					this.announcing.set(false);
				}
			}
		}

	}

}
