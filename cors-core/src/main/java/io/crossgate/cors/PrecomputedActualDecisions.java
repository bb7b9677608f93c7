package io.crossgate.cors;

import io.crossgate.cors.CorsDecision.Kind;
import io.crossgate.cors.PrecomputedDecisions.Header;
import io.crossgate.cors.PrecomputedDecisions.Refusals;
import io.crossgate.cors.fetch.VaryNames;
import io.crossgate.cors.policy.CorsPolicy;

/**
 * The decisions of a policy about what is not a preflight and was not allowed: requests
 * without an origin, of the server's own, and those it denies. There is one set for the
 * methods the policy lists and one for all others, which it refuses to every origin.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches">Fetch, CORS
 * protocol and HTTP caches</a>
 */
final class PrecomputedActualDecisions {

	final CorsDecision notCors;

	private final CorsDecision sameOrigin;

	private final CorsDecision navigation;

	private final Refusals denied;

	private PrecomputedActualDecisions(CorsPolicy policy, Header[] notCors, VaryNames notCorsVary, VaryNames vary) {
		this.notCors = CorsDecision.of(policy, Kind.NOT_CORS, DecisionReason.NOT_CORS, notCors, notCorsVary, 0);
		this.sameOrigin = CorsDecision.of(policy, Kind.SAME_ORIGIN, DecisionReason.SAME_ORIGIN, Header.NONE, vary, 0);
		this.navigation = CorsDecision.of(policy, Kind.SAME_ORIGIN, DecisionReason.NAVIGATION, Header.NONE, vary, 0);
		boolean reject = policy.onDenied() == CorsPolicy.OnDenied.REJECT;
		this.denied = new Refusals(policy, Kind.ACTUAL, vary, reject);
	}

	/**
	 * Return the answers for the methods the policy lists. With every origin allowed,
	 * that without an origin is the one with it.
	 */
	static PrecomputedActualDecisions ofListedMethod(CorsPolicy policy, boolean anyOrigin, Header[] allowed,
			VaryNames vary) {
		return new PrecomputedActualDecisions(policy, anyOrigin ? allowed : Header.NONE, vary,
				VaryNames.ORIGIN.and(vary));
	}

	/**
	 * Return the answers for all other methods; the same object if they differ in
	 * nothing. They vary on the origin because of the refusals, or because every origin
	 * is allowed and only a request without one is told so. A policy that lists origins
	 * and has the refused served has one answer for every client.
	 */
	static PrecomputedActualDecisions ofOtherMethod(CorsPolicy policy, boolean anyOrigin, Header[] allowed,
			PrecomputedActualDecisions listed) {
		if (anyOrigin) {
			return new PrecomputedActualDecisions(policy, allowed, VaryNames.ORIGIN, VaryNames.ORIGIN);
		}
		return (policy.onDenied() == CorsPolicy.OnDenied.REJECT) ? listed
				: new PrecomputedActualDecisions(policy, Header.NONE, VaryNames.NONE, VaryNames.NONE);
	}

	CorsDecision exempt(DecisionReason reason) {
		return (reason == DecisionReason.NAVIGATION) ? this.navigation : this.sameOrigin;
	}

	CorsDecision denied(DecisionReason reason) {
		return this.denied.of(reason);
	}

}
