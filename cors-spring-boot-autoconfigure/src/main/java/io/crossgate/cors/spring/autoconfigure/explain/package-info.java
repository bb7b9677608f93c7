/**
 * Registers the denial log and the explanations in the browser's console. Uses
 * {@code explain} and {@code autoconfigure}. Start with
 * {@link io.crossgate.cors.spring.autoconfigure.explain.CorsLogAutoConfiguration}.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure.explain;

import org.jspecify.annotations.NullMarked;
