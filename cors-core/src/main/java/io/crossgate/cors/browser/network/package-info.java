/**
 * Local Network Access: address spaces, and when a browser asks its user before it
 * connects. May use {@code url}, {@code protocol} and {@code model}. Start with
 * {@link io.crossgate.cors.browser.network.LocalNetworkAccess}.
 *
 * @see <a href="https://wicg.github.io/local-network-access/">Local Network Access</a>
 */
@NullMarked
package io.crossgate.cors.browser.network;

import org.jspecify.annotations.NullMarked;
