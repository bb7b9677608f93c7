/**
 * The paths on which an application answers, as configured and as deployed. Uses Spring
 * and the core's {@code policy}. Start with
 * {@link io.crossgate.cors.spring.paths.DeployedPaths}.
 */
@NullMarked
package io.crossgate.cors.spring.paths;

import org.jspecify.annotations.NullMarked;
