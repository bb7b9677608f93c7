/**
 * Judges the other CORS code of an application by the codes of policies, and writes
 * policies that decide the same. Uses {@code conflict}. Start with
 * {@link io.crossgate.cors.spring.takeover.TakeOver}.
 */
@NullMarked
package io.crossgate.cors.spring.takeover;

import org.jspecify.annotations.NullMarked;
