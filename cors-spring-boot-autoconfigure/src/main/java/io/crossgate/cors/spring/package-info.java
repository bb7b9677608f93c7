/**
 * CORS in Spring Boot. The adapters of the engine are in {@code servlet} and
 * {@code reactive}; what observes, explains and configures it lies beside them. Start
 * with {@link io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration}.
 */
@NullMarked
package io.crossgate.cors.spring;

import org.jspecify.annotations.NullMarked;
