/**
 * Where the engine of each browser deviates from the standard. May use {@code model}.
 * Start with {@link io.crossgate.cors.browser.engine.Quirk}.
 */
@NullMarked
package io.crossgate.cors.browser.engine;

import org.jspecify.annotations.NullMarked;
