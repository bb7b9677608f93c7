package io.crossgate.cors.spring.actuate;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;

/**
 * Records since when the policies are in force.
 *
 * @since 0.1.0
 */
public final class PolicyActivationTime implements CorsObserver {

	private final LongSupplier activationTime;

	private volatile long inForceSince;

	/**
	 * Creates a clock.
	 * @param activationTime the time in milliseconds of the epoch
	 */
	public PolicyActivationTime(LongSupplier activationTime) {
		this.activationTime = activationTime;
		this.inForceSince = activationTime.getAsLong();
	}

	@Override
	public void onPoliciesChanged(CorsPolicies policies) {
		this.inForceSince = this.activationTime.getAsLong();
	}

	@Override
	public boolean supports(CorsDecision decision) {
		return false;
	}

	@Override
	public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
		// Decisions leave the policies as they are.
	}

	long inForceSince() {
		return this.inForceSince;
	}

}
