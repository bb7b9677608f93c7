/**
 * Publishes the metrics if Micrometer is there.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
