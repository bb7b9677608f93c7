/**
 * Counts decisions with Micrometer and adds them to traces. Uses the engine and
 * {@link io.crossgate.cors.spring.PolicyFingerprint}. Start with
 * {@link io.crossgate.cors.spring.metrics.MicrometerCorsObserver}.
 */
@NullMarked
package io.crossgate.cors.spring.metrics;

import org.jspecify.annotations.NullMarked;
