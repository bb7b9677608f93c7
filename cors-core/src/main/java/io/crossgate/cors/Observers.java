package io.crossgate.cors;

import java.util.List;

/**
 * Tells observers, and keeps what they throw from the request. Only what the JVM itself
 * can't go on from passes; a {@link StackOverflowError} is over once the observer has
 * been left.
 */
final class Observers {

	/**
	 * Whether this thread is telling an observer. It belongs to the thread rather than to
	 * an engine, because an observer may ask another engine, whose observer asks this
	 * one; an array, so that no thread of a server holds on to a class of ours.
	 */
	private static final ThreadLocal<boolean[]> TELLING = ThreadLocal.withInitial(() -> new boolean[1]);

	private final CorsObserver[] observers;

	private final CorsObserver.FailureHandler failures;

	Observers(List<CorsObserver> observers, CorsObserver.FailureHandler failures) {
		this.observers = observers.toArray(CorsObserver[]::new);
		this.failures = failures;
	}

	boolean isEmpty() {
		return this.observers.length == 0;
	}

	<R> void decided(CorsDecision decision, R request, CorsRequest.Reader<? super R> reader) {
		boolean[] telling = TELLING.get();
		if (telling[0]) {
			return;
		}
		telling[0] = true;
		try {
			for (CorsObserver observer : this.observers) {
				decided(observer, decision, request, reader);
			}
		}
		finally {
			telling[0] = false;
		}
	}

	private <R> void decided(CorsObserver observer, CorsDecision decision, R request,
			CorsRequest.Reader<? super R> reader) {
		try {
			if (observer.watches(decision)) {
				observer.decided(decision, () -> CorsRequest.copyOf(request, reader));
			}
		}
		catch (Throwable ex) {
			failed(observer, ex);
		}
	}

	void inForce(CorsPolicies policies) {
		boolean[] telling = TELLING.get();
		boolean within = telling[0];
		telling[0] = true;
		try {
			for (CorsObserver observer : this.observers) {
				inForce(observer, policies);
			}
		}
		finally {
			telling[0] = within;
		}
	}

	private void inForce(CorsObserver observer, CorsPolicies policies) {
		try {
			observer.inForce(policies);
		}
		catch (Throwable ex) {
			failed(observer, ex);
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
			// Whoever threw it undeclared has taken the interruption off the thread.
			Thread.currentThread().interrupt();
		}
	}

}
