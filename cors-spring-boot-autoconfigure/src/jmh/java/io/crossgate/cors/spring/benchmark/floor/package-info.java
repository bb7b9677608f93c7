/**
 * The filters written by hand. Use the scenarios' policies and nothing of this project.
 * Start with {@link io.crossgate.cors.spring.benchmark.floor.FloorPolicy}.
 */
@NullMarked
package io.crossgate.cors.spring.benchmark.floor;

import org.jspecify.annotations.NullMarked;
