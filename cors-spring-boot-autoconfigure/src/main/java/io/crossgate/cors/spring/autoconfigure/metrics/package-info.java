/**
 * Registers the metrics and the attributes of traces where Micrometer is present. Uses
 * {@code metrics} and {@code autoconfigure}. Start with
 * {@link io.crossgate.cors.spring.autoconfigure.metrics.CorsMetricsAutoConfiguration}.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
