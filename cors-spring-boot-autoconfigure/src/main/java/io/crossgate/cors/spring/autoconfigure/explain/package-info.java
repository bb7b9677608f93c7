/**
 * Publishes what explains refusals.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure.explain;

import org.jspecify.annotations.NullMarked;
