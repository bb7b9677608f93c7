/**
 * What the consoles of browsers say about a failed call. May use the other packages of
 * the simulated browser. Start with
 * {@link io.crossgate.cors.browser.console.ConsoleMessage}.
 */
@NullMarked
package io.crossgate.cors.browser.console;

import org.jspecify.annotations.NullMarked;
