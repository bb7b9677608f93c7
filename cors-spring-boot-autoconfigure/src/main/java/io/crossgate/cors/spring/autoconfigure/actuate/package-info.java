/**
 * Registers the actuator endpoint where the application makes it available. Uses
 * {@code actuate} and {@code autoconfigure}. Start with
 * {@link io.crossgate.cors.spring.autoconfigure.actuate.CorsEndpointAutoConfiguration}.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
