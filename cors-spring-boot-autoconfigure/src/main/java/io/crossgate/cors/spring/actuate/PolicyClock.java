package io.crossgate.cors.spring.actuate;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;

/**
 * Remembers since when the policies are in force.
 *
 * @since 0.1.0
 */
public final class PolicyClock implements CorsObserver {

	private final LongSupplier clock;

	private volatile long inForceSince;

	/**
	 * Creates a clock.
	 * @param clock the time in milliseconds of the epoch
	 */
	public PolicyClock(LongSupplier clock) {
		this.clock = clock;
		this.inForceSince = clock.getAsLong();
	}

	@Override
	public void inForce(CorsPolicies policies) {
		this.inForceSince = this.clock.getAsLong();
	}

	@Override
	public boolean watches(CorsDecision decision) {
		return false;
	}

	@Override
	public void decided(CorsDecision decision, Supplier<CorsRequest> request) {
		// Decisions leave the policies as they are.
	}

	long inForceSince() {
		return this.inForceSince;
	}

}
