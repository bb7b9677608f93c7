package io.crossgate.cors.traffic;

import io.crossgate.cors.DecisionReason;

/**
 * Requests that were denied alike: the same policy, reason, origin, method and requested
 * headers. Where no policy covers the path, it is their browsers that denied them the
 * answer. An unauthenticated observation; who sent them may have sent anything.
 *
 * @param policy the name of the policy, or empty if none covers the path
 * @param reason why
 * @param request the first of the requests
 * @param count how many there were
 * @param first when the first one came, in milliseconds of the epoch
 * @param last when the last one came
 * @since 0.1.0
 */
public record Denial(String policy, DecisionReason reason, ObservedRequest request, long count, long first, long last) {

	static final String NO_POLICY = "";

}
