/**
 * Values that calls, results and the rules between them share: header lists, bodies,
 * failures, engines, networks. May use {@code fetch} and {@code util}. Start with
 * {@link io.crossgate.cors.browser.model.HeaderList}.
 */
@NullMarked
package io.crossgate.cors.browser.model;

import org.jspecify.annotations.NullMarked;
