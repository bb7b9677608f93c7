/**
 * Explains denials: in the log, and in development in the browser's console, on both
 * stacks. Uses the core's diagnosis and the adapters. Start with
 * {@link io.crossgate.cors.spring.explain.DenialLogger}.
 */
@NullMarked
package io.crossgate.cors.spring.explain;

import org.jspecify.annotations.NullMarked;
