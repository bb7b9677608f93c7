/**
 * Registers the detection of other CORS code. Uses {@code conflict} and
 * {@code autoconfigure}. Start with
 * {@link io.crossgate.cors.spring.autoconfigure.conflict.CorsConflictAutoConfiguration}.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure.conflict;

import org.jspecify.annotations.NullMarked;
