/**
 * Policies and the requests under them: what is asked and what has to be answered. Uses
 * nothing else of the benchmark. Start with
 * {@link io.crossgate.cors.spring.benchmark.scenarios.Scenarios}.
 */
@NullMarked
package io.crossgate.cors.spring.benchmark.scenarios;

import org.jspecify.annotations.NullMarked;
