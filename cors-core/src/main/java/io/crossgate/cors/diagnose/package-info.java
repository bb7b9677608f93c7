/**
 * Why a request was denied: the rule that decided, the entry that almost matched, and the
 * smallest change of the configuration that would allow exactly this request. Nothing
 * here decides; every answer is asked of the engine, so that an explanation can't differ
 * from what happened. Runs on demand and for denials that are logged, never while a
 * request waits.
 */
@NullMarked
package io.crossgate.cors.diagnose;

import org.jspecify.annotations.NullMarked;
