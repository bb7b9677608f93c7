/**
 * Policies as an application declares them, and what is known of its deployment. Uses
 * {@code origin}, {@code problem} and {@code util}. Start with
 * {@link io.crossgate.cors.policy.CorsPolicy}.
 */
@NullMarked
package io.crossgate.cors.policy;

import org.jspecify.annotations.NullMarked;
