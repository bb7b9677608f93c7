/**
 * Requests and responses without a network, one kind for each server, and what a filter
 * has to offer to be put between them. Uses the scenarios. Start with
 * {@link io.crossgate.cors.spring.benchmark.exchanges.Peer}.
 */
@NullMarked
package io.crossgate.cors.spring.benchmark.exchanges;

import org.jspecify.annotations.NullMarked;
