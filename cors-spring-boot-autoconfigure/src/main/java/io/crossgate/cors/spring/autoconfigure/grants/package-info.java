/**
 * Entries of lists that may have terms: until when, by whom and why. Knows neither beans
 * nor the environment. Start with
 * {@link io.crossgate.cors.spring.autoconfigure.grants.GrantEntry}.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure.grants;

import org.jspecify.annotations.NullMarked;
