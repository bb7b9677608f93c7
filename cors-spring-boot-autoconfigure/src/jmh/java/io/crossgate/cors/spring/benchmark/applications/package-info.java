/**
 * Whole applications in processes of their own: their start, and their cost under load.
 * Start with {@link io.crossgate.cors.spring.benchmark.applications.ServerApplication}.
 */
@NullMarked
package io.crossgate.cors.spring.benchmark.applications;

import org.jspecify.annotations.NullMarked;
