/**
 * Constants and parsing rules of the Fetch standard, shared by the engine and the browser
 * simulator. Contains no policy logic. Uses {@code util}. Start with
 * {@link io.crossgate.cors.fetch.HeaderNames} and {@link io.crossgate.cors.fetch.Tokens}.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-extensions">Fetch, section 2.2</a>
 */
@NullMarked
package io.crossgate.cors.fetch;

import org.jspecify.annotations.NullMarked;
