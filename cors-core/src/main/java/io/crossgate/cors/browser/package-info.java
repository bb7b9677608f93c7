/**
 * A simulated browser that follows the Fetch standard: what it sends, and what it lets a
 * page read of the response. Start with {@link io.crossgate.cors.browser.Browser}.
 * <p>
 * It may use its own subpackages, except {@code console}, and the word lists in
 * {@code fetch}. It shares no rule with the engine, so that it is an independent oracle.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#fetching">Fetch, section 4</a>
 */
@NullMarked
package io.crossgate.cors.browser;

import org.jspecify.annotations.NullMarked;
