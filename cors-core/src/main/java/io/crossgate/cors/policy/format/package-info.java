/**
 * Writers: what is declared or edited, as YAML, properties, environment variables,
 * arguments or Java that can be pasted. Uses {@code policy}, {@code problem} and
 * {@code util}. Start with {@link io.crossgate.cors.policy.format.PolicyFormat}.
 */
@NullMarked
package io.crossgate.cors.policy.format;

import org.jspecify.annotations.NullMarked;
