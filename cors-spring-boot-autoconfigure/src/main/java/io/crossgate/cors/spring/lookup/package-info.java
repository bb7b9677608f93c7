/**
 * Origins that beans decide about at run time: time-out, cache, single flight and limit
 * around them.
 */
@NullMarked
package io.crossgate.cors.spring.lookup;

import org.jspecify.annotations.NullMarked;
