/**
 * Registers the servlet filter. Uses the servlet adapter and {@code autoconfigure}. Start
 * with
 * {@link io.crossgate.cors.spring.autoconfigure.servlet.CorsServletAutoConfiguration}.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure.servlet;

import org.jspecify.annotations.NullMarked;
