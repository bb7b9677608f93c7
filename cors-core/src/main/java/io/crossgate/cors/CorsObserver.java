package io.crossgate.cors;

import java.util.function.Supplier;

/**
 * Receives decisions, for metrics, logs and recorders. It cannot affect the decision:
 * <ul>
 * <li>Whatever it throws is caught and given to the {@link FailureHandler}, but for
 * errors of the JVM other than {@link StackOverflowError}.</li>
 * <li>It may ask an engine for another decision; no observer hears of a decision that is
 * made inside an observer.</li>
 * <li>It is called on the request's thread, on Netty the event loop. It must be fast and
 * must not block: nothing can keep a request from waiting for it.</li>
 * </ul>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CorsObserver {

	/**
	 * Return whether {@link #onDecision} is to be called for a decision. A decision that
	 * is not wanted costs nothing.
	 * @param decision the decision
	 * @return whether to call it; {@code true} unless overridden
	 */
	default boolean supports(CorsDecision decision) {
		return true;
	}

	/**
	 * Called once for every decision this observer {@linkplain #supports watches}.
	 * @param decision the decision
	 * @param request copies the facts it was made of; call it only if they are needed,
	 * and only before returning
	 */
	void onDecision(CorsDecision decision, Supplier<CorsRequest> request);

	/**
	 * Called when a page of another origin has been answered without CORS headers where
	 * someone could expect them, so that its browser refuses the answer. Either no policy
	 * covers the path, while a policy lists the origin or covers a path above it, or
	 * there is none at all yet: then {@link CorsDecision#policy()} is {@code null}. Or
	 * the policy that allows the request only reports. Adapters that do not look at
	 * responses never call it.
	 * @param decision the decision; of a path that no policy covers with the kind of the
	 * request
	 * @param request copies the facts it was made of; call it only before returning
	 */
	default void onUnanswered(CorsDecision decision, Supplier<CorsRequest> request) {
	}

	/**
	 * Called when the {@linkplain CorsEngine#setCandidate candidate} would have answered
	 * a request otherwise than the policies in force have.
	 * @param decision the decision of the policies in force
	 * @param candidate what the candidate would have decided
	 * @param request copies the facts of the request; call it only before returning
	 */
	default void onCandidateDifference(CorsDecision decision, CorsDecision candidate, Supplier<CorsRequest> request) {
	}

	/**
	 * Called when policies come into force, the first ones included.
	 * @param policies the policies
	 */
	default void onPoliciesChanged(CorsPolicies policies) {
	}

	/**
	 * Receives the failures of observers. There is no log here, so the creator of the
	 * engine supplies it. It is called on the request's thread, as often as an observer
	 * fails; what it throws itself is ignored.
	 */
	@FunctionalInterface
	interface FailureHandler {

		/**
		 * Called when an observer has thrown something.
		 * @param observer the observer, which will be told of the next decision again
		 * @param failure what it has thrown, a checked exception perhaps
		 */
		void failed(CorsObserver observer, Throwable failure);

	}

}
