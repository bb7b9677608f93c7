/**
 * Records what happened: the recent denials, the traffic a policy would have to allow,
 * and a limit for log lines. Everything here is made of untrusted input, so every
 * structure is bounded. Time is passed in; nothing reads a clock. Uses the engine and
 * what lies below it. Start with {@link io.crossgate.cors.traffic.TrafficRecorder}.
 */
@NullMarked
package io.crossgate.cors.traffic;

import org.jspecify.annotations.NullMarked;
