/**
 * Binds {@code cors.*} into policies and publishes the engine.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
