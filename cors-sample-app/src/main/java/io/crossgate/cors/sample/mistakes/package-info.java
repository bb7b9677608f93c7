/**
 * CORS written by hand, and wrong, where no policy puts it right.
 */
@NullMarked
package io.crossgate.cors.sample.mistakes;

import org.jspecify.annotations.NullMarked;
