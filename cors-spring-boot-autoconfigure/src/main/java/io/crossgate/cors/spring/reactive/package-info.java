/**
 * The adapter for WebFlux: reads the facts, writes the headers, stops or goes on.
 */
@NullMarked
package io.crossgate.cors.spring.reactive;

import org.jspecify.annotations.NullMarked;
