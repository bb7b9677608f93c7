/**
 * Explanations in the browser's console for servlet containers. Uses {@code explain} and
 * the servlet adapter. Start with
 * {@link io.crossgate.cors.spring.explain.servlet.ExplainingServletFilter}.
 */
@NullMarked
package io.crossgate.cors.spring.explain.servlet;

import org.jspecify.annotations.NullMarked;
