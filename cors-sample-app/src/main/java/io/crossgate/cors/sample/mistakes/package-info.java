/**
 * CORS written by hand, and wrong, where no policy covers it.
 */
@NullMarked
package io.crossgate.cors.sample.mistakes;

import org.jspecify.annotations.NullMarked;
