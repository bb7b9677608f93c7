/**
 * URLs as browsers parse and serialise them. May use {@code fetch} only. Start with
 * {@link io.crossgate.cors.browser.url.WebUrl}.
 */
@NullMarked
package io.crossgate.cors.browser.url;

import org.jspecify.annotations.NullMarked;
