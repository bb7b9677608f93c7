/**
 * What happened: the recent denials, the traffic a policy would have to allow, and a
 * limit for the lines a log gets. Everything here is made of what strangers sent, so
 * every structure is bounded, and nothing is ever taken for more than an observation.
 * Time is passed in; nothing reads a clock.
 */
@NullMarked
package io.crossgate.cors.observe;

import org.jspecify.annotations.NullMarked;
