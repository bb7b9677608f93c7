package io.crossgate.cors.traffic;

import io.crossgate.cors.CorsDecision.Outcome;
import io.crossgate.cors.DecisionReason;

/**
 * Requests that a candidate would have answered otherwise than the policies in force, all
 * in the same way: from the same origin, with the same method and requested headers, to
 * alike paths. An unauthenticated observation; who sent them may have sent anything.
 *
 * <pre class="code">
 * difference.change();                // LOST: who called before could not any more
 * difference.request().lines("Origin");
 * difference.count();                 // how many requests that would have hit
 * </pre>
 *
 * @param change what would change
 * @param policy the name of the policy in force, or empty if none covers the path
 * @param reason why it decided as it did
 * @param candidate the name of the candidate's policy, or empty if none covers the path
 * @param candidateReason why it would have decided otherwise
 * @param request the first of the requests
 * @param count how many there were
 * @param first when the first one came, in milliseconds of the epoch
 * @param last when the last one came
 * @since 0.1.0
 */
public record CandidateDifference(Change change, String policy, DecisionReason reason, String candidate,
		DecisionReason candidateReason, ObservedRequest request, long count, long first, long last) {

	/**
	 * What would change for those who send the requests.
	 */
	public enum Change {

		/** The candidate allows what the policies in force do not. */
		GAINED,
		/** The candidate does not allow what the policies in force do. */
		LOST,
		/**
		 * The candidate refuses what the policies in force leave to the application, or
		 * the other way round; no page could read either answer.
		 */
		HANDLING,
		/** Both allow it, with other headers. */
		HEADERS;

		static Change of(Outcome outcome, Outcome candidate) {
			if (candidate == Outcome.ALLOWED) {
				return (outcome == Outcome.ALLOWED) ? HEADERS : GAINED;
			}
			return (outcome == Outcome.ALLOWED) ? LOST : HANDLING;
		}

	}

}
