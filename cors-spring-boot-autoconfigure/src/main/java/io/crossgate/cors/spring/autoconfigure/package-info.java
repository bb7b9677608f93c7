/**
 * Binds {@code cors.*} into policies and publishes the engine. Uses {@code keys} and the
 * core's policies. Start with
 * {@link io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration}.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
