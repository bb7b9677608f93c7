/**
 * Tools that know nothing of CORS.
 */
@NullMarked
package io.crossgate.cors.util;

import org.jspecify.annotations.NullMarked;
