/**
 * Policies as an application declares them, their validation, and how edits apply. Uses
 * {@code origin}, {@code path}, {@code fetch}, {@code problem} and {@code util}. Start
 * with {@link io.crossgate.cors.policy.CorsPolicy}, then
 * {@link io.crossgate.cors.policy.PolicyValidator}.
 */
@NullMarked
package io.crossgate.cors.policy;

import org.jspecify.annotations.NullMarked;
