/**
 * The rules of the CORS protocol that a browser applies, each by itself: safelists, the
 * CORS check, redirects, the preflight cache. May use {@code url}, {@code engine},
 * {@code model} and {@code fetch}. Start with
 * {@link io.crossgate.cors.browser.protocol.CorsCheck}.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS
 * protocol</a>
 */
@NullMarked
package io.crossgate.cors.browser.protocol;

import org.jspecify.annotations.NullMarked;
