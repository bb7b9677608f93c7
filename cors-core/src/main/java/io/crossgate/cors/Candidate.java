package io.crossgate.cors;

import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision.Outcome;
import io.crossgate.cors.origin.OriginAnswers;
import io.crossgate.cors.origin.pattern.OriginUses;

/**
 * Policies that are asked beside those in force, about requests that have been decided
 * already.
 */
final class Candidate {

	private final CorsPolicies policies;

	private final @Nullable OriginAnswers answers;

	private final Observers observers;

	private final LongAdder requests = new LongAdder();

	private final LongAdder differences = new LongAdder();

	Candidate(CorsPolicies policies, @Nullable OriginAnswers answers, Observers observers) {
		this.answers = answers;
		this.policies = policies;
		this.observers = observers;
	}

	/**
	 * Asks the candidate about a request.
	 * @param decision what the policies in force have decided about it
	 */
	<R> void compare(CorsDecision decision, @Nullable String origin, boolean multipleOrigins, R request,
			CorsRequestAccessor<? super R> accessor) {
		CorsDecision candidate = this.policies.decide(origin, multipleOrigins, request, accessor, this.answers,
				OriginUses.NEVER);
		if (candidate instanceof PendingDecision) {
			// To look it up would keep what is in force from its own lookups.
			return;
		}
		this.requests.increment();
		if (!isSame(decision, candidate)) {
			this.differences.increment();
			if (!this.observers.isEmpty()) {
				this.observers.notifyCandidateDifference(decision, candidate, request, accessor);
			}
		}
	}

	/**
	 * Return whether page and application are dealt with alike. A policy that only
	 * reports is taken for what it would do: that is what is to be found out.
	 */
	private static boolean isSame(CorsDecision decision, CorsDecision candidate) {
		if (decision.outcome() != candidate.outcome()) {
			return false;
		}
		if (!decision.isEnforced() || !candidate.isEnforced()) {
			return true;
		}
		return (decision.outcome() == Outcome.ALLOWED) ? decision.hasHeadersOf(candidate)
				: decision.endsExchange() == candidate.endsExchange();
	}

	CorsEngine.Comparison comparison() {
		return new CorsEngine.Comparison(this.policies, this.requests.sum(), this.differences.sum());
	}

}
