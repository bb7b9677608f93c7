/**
 * A browser that follows the Fetch standard: what it sends, and what it lets a page read
 * of the answer. Start with {@link io.crossgate.cors.browser.Browser}.
 * <p>
 * It shares no rule with the engine but the standard's word lists, so that it can judge
 * whether what the engine answers has the effect that was wanted.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#fetching">Fetch, section 4</a>
 */
@NullMarked
package io.crossgate.cors.browser;

import org.jspecify.annotations.NullMarked;
