/**
 * Explanations in the browser's console for WebFlux. Uses {@code explain} and the
 * reactive adapter. Start with
 * {@link io.crossgate.cors.spring.explain.reactive.ExplainingReactiveFilter}.
 */
@NullMarked
package io.crossgate.cors.spring.explain.reactive;

import org.jspecify.annotations.NullMarked;
