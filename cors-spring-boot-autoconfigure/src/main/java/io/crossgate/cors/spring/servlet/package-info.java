/**
 * The adapter for servlet containers: reads the facts, writes the headers, stops or goes
 * on.
 */
@NullMarked
package io.crossgate.cors.spring.servlet;

import org.jspecify.annotations.NullMarked;
