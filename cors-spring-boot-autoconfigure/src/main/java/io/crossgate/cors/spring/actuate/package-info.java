/**
 * The actuator endpoint: which policies are in force, what was refused, and why a browser
 * would or would not be allowed something.
 */
@NullMarked
package io.crossgate.cors.spring.actuate;

import org.jspecify.annotations.NullMarked;
