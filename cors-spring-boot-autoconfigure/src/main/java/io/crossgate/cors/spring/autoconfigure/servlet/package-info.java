/**
 * Registers the servlet filter.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure.servlet;

import org.jspecify.annotations.NullMarked;
