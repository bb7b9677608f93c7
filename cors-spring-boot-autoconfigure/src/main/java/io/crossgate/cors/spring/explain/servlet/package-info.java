/**
 * Explanations in the browser's console for servlet containers.
 */
@NullMarked
package io.crossgate.cors.spring.explain.servlet;

import org.jspecify.annotations.NullMarked;
