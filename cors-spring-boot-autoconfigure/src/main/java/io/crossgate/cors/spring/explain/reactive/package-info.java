/**
 * Explanations in the browser's console for WebFlux.
 */
@NullMarked
package io.crossgate.cors.spring.explain.reactive;

import org.jspecify.annotations.NullMarked;
