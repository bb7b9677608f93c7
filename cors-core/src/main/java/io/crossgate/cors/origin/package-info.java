/**
 * Origins: the parsed, canonical value, the patterns a policy may name, and the compiled
 * set that answers whether an origin is in it. Uses {@code fetch}, {@code problem} and
 * {@code util}. Start with {@link io.crossgate.cors.origin.Origin}, then
 * {@link io.crossgate.cors.origin.OriginSet}.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#origin-header">Fetch, Origin header</a>
 */
@NullMarked
package io.crossgate.cors.origin;

import org.jspecify.annotations.NullMarked;
