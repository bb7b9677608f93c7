/**
 * What {@code --cors.check} finds in an application, as data, and the formats in which it
 * is written. Checks are listed in {@code META-INF/spring.factories}. Uses
 * {@code conflict} and {@code paths}. Start with
 * {@link io.crossgate.cors.spring.check.Check}.
 */
@NullMarked
package io.crossgate.cors.spring.check;

import org.jspecify.annotations.NullMarked;
