/**
 * The keys below {@code cors}: which there are, which are misspelt, where a value is
 * written and in which format. Knows the environment and problems, but no bean and no
 * bound property. Start with
 * {@link io.crossgate.cors.spring.autoconfigure.keys.PropertyProblems}.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure.keys;

import org.jspecify.annotations.NullMarked;
