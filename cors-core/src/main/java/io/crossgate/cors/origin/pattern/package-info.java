/**
 * The syntax of origins, the patterns a policy may name, the compiled set that answers
 * whether an origin is in it, and the suffixes that a pattern must not end in. Uses
 * {@code fetch}, {@code problem} and {@code util}. Start with
 * {@link io.crossgate.cors.origin.pattern.OriginPattern}, then
 * {@link io.crossgate.cors.origin.pattern.OriginSet}.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#origin-header">Fetch, Origin header</a>
 */
@NullMarked
package io.crossgate.cors.origin.pattern;

import org.jspecify.annotations.NullMarked;
