/**
 * Detects at start-up the other CORS code of an application, and whether a policy takes
 * its place. Uses the adapters to find their own filters. Start with
 * {@link io.crossgate.cors.spring.conflict.CorsConflictDetector}.
 */
@NullMarked
package io.crossgate.cors.spring.conflict;

import org.jspecify.annotations.NullMarked;
