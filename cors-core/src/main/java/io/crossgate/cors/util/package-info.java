/**
 * Tools that know nothing of CORS: text that is safe to print, suggestions for misspelt
 * words, names of enum constants, slots of hash tables. Uses no other package. Start with
 * {@link io.crossgate.cors.util.SafeText}.
 */
@NullMarked
package io.crossgate.cors.util;

import org.jspecify.annotations.NullMarked;
