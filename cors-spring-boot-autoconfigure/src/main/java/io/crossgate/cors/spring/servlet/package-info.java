/**
 * The adapter for servlet containers: reads the facts of a request, writes the headers of
 * a decision, ends the exchange or continues it. Uses the engine, no rule of CORS. Start
 * with {@link io.crossgate.cors.spring.servlet.CorsServletFilter}.
 */
@NullMarked
package io.crossgate.cors.spring.servlet;

import org.jspecify.annotations.NullMarked;
