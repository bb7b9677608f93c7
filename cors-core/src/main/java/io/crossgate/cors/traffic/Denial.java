package io.crossgate.cors.traffic;

import java.util.List;

import io.crossgate.cors.DecisionReason;

/**
 * Requests that were denied alike: the same policy, reason and origin. An unauthenticated
 * observation; who sent them may have sent anything.
 *
 * @param policy the name of the policy
 * @param reason why
 * @param origin the origin, {@code null} in letters, or {@code <malformed>} for anything
 * no browser sends
 * @param requests up to three of the requests, such as {@code GET /orders/*}; a preflight
 * counts as the request it announces
 * @param count how many there were
 * @param first when the first one came, in milliseconds of the epoch
 * @param last when the last one came
 * @since 0.1.0
 */
public record Denial(String policy, DecisionReason reason, String origin, List<String> requests, long count, long first,
		long last) {

	/**
	 * Copies the requests.
	 */
	public Denial {
		requests = List.copyOf(requests);
	}

}
