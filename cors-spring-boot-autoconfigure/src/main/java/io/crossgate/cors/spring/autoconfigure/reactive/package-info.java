/**
 * Registers the reactive web filter. Uses the reactive adapter and {@code autoconfigure}.
 * Start with
 * {@link io.crossgate.cors.spring.autoconfigure.reactive.CorsReactiveAutoConfiguration}.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure.reactive;

import org.jspecify.annotations.NullMarked;
