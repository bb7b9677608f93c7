/**
 * Origins, parsed, in the one spelling that browsers send. Uses {@code origin.pattern}
 * and {@code problem}. Start with {@link io.crossgate.cors.origin.Origin}.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#origin-header">Fetch, Origin header</a>
 */
@NullMarked
package io.crossgate.cors.origin;

import org.jspecify.annotations.NullMarked;
