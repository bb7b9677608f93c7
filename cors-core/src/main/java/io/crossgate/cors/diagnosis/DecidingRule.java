package io.crossgate.cors.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * The rule that decided.
 *
 * @param policy the name of the policy, or {@code null} if none covers the path
 * @param property the property of it that decided, such as {@code allowed-origins}
 * @param entry the entry of the property that decided, or {@code null} if it was the lack
 * of one
 * @since 0.1.0
 */
public record DecidingRule(@Nullable String policy, String property, @Nullable String entry) {

}
