/**
 * Figures as tables. Uses the names of scenarios and peers. Start with
 * {@link io.crossgate.cors.spring.benchmark.report.ExchangeReport}.
 */
@NullMarked
package io.crossgate.cors.spring.benchmark.report;

import org.jspecify.annotations.NullMarked;
