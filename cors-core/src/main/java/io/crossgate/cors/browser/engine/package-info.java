/**
 * The engines behind browsers, and where each deviates from the standard. May use nothing
 * else. Start with {@link io.crossgate.cors.browser.engine.Quirk}.
 */
@NullMarked
package io.crossgate.cors.browser.engine;

import org.jspecify.annotations.NullMarked;
