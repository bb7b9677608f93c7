/**
 * Policies that change while the application runs: what a change means for whom, what has
 * become of it, and files that are watched. Start with
 * {@link io.crossgate.cors.spring.reload.PolicyReloads}.
 */
@NullMarked
package io.crossgate.cors.spring.reload;

import org.jspecify.annotations.NullMarked;
