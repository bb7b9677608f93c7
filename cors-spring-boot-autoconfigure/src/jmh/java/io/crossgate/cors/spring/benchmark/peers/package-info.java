/**
 * The filters that are measured: each configured for a scenario. A new one is a class
 * here and a line in {@link io.crossgate.cors.spring.benchmark.peers.Peers}.
 */
@NullMarked
package io.crossgate.cors.spring.benchmark.peers;

import org.jspecify.annotations.NullMarked;
