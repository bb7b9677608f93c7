/**
 * Counts decisions with Micrometer.
 */
@NullMarked
package io.crossgate.cors.spring.metrics;

import org.jspecify.annotations.NullMarked;
