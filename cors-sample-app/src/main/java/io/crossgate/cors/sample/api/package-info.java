/**
 * The application: nothing in here knows of CORS.
 */
@NullMarked
package io.crossgate.cors.sample.api;

import org.jspecify.annotations.NullMarked;
