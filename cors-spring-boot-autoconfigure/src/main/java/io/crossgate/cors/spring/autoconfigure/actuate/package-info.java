/**
 * Publishes the actuator endpoint where the application makes it available.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
