/**
 * Origins: the parsed, canonical value, the patterns a policy may name, and the compiled
 * set that answers whether an origin is in it.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#origin-header">Fetch, Origin header</a>
 */
@NullMarked
package io.crossgate.cors.origin;

import org.jspecify.annotations.NullMarked;
