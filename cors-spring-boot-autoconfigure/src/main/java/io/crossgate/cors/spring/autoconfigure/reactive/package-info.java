/**
 * Registers the reactive web filter.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure.reactive;

import org.jspecify.annotations.NullMarked;
