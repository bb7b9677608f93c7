/**
 * The laboratory: a small API, a page that calls it across origins, and two ports to do
 * it from.
 */
@NullMarked
package io.crossgate.cors.sample;

import org.jspecify.annotations.NullMarked;
