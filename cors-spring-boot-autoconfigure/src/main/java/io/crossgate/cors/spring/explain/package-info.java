/**
 * Says why: in the log, and in development in the browser's own console.
 */
@NullMarked
package io.crossgate.cors.spring.explain;

import org.jspecify.annotations.NullMarked;
