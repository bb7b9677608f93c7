/**
 * Finds every problem of every policy. Uses {@code policy}, {@code origin}, {@code path},
 * {@code fetch}, {@code problem} and {@code util}. Start with
 * {@link io.crossgate.cors.policy.validation.PolicyValidator}.
 */
@NullMarked
package io.crossgate.cors.policy.validation;

import org.jspecify.annotations.NullMarked;
