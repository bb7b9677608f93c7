/**
 * What stays open: events, and WebSockets on both servers.
 */
@NullMarked
package io.crossgate.cors.sample.live;

import org.jspecify.annotations.NullMarked;
