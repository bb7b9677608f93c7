/**
 * When a browser stores a cookie of a server on another origin, and sends it back to a
 * call of the page. May use {@code url}, {@code model} and {@code fetch}. Start with
 * {@link io.crossgate.cors.browser.cookie.CookieRules}.
 *
 * @see <a href=
 * "https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html">Cookies: HTTP
 * State Management Mechanism</a>
 */
@NullMarked
package io.crossgate.cors.browser.cookie;

import org.jspecify.annotations.NullMarked;
