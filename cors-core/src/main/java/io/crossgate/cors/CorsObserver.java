package io.crossgate.cors;

import java.util.function.Supplier;

/**
 * Watches decisions: for metrics, logs and recorders. It can watch but never hurt: what
 * it throws is swallowed, and nothing it does changes a decision. It runs on the thread
 * of the request, so it must be fast and must not block.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CorsObserver {

	/**
	 * Tells whether {@link #decided} is to be called for a decision. Most requests are
	 * ordinary, and those that nobody wants to hear of cost nothing to watch.
	 * @param decision the decision
	 * @return whether this observer wants to hear of it; {@code true} unless overridden
	 */
	default boolean watches(CorsDecision decision) {
		return true;
	}

	/**
	 * Called once for every decision this observer {@linkplain #watches watches}.
	 * @param decision the decision
	 * @param request copies the facts it was made of; call it only if they are needed,
	 * and only before returning
	 */
	void decided(CorsDecision decision, Supplier<CorsRequest> request);

	/**
	 * Called when policies come into force, the first ones included.
	 * @param policies the policies
	 */
	default void inForce(CorsPolicies policies) {
	}

}
