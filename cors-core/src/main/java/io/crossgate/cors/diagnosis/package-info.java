/**
 * Why a request was denied: the property that decided, the entry that almost matched, and
 * the smallest change of the configuration that would allow exactly this request. Nothing
 * here decides; every answer is asked of the engine, so that an explanation cannot differ
 * from what happened. Runs on demand and for denials that are logged. Uses the engine and
 * what lies below it. Start with {@link io.crossgate.cors.diagnosis.Diagnosis}.
 */
@NullMarked
package io.crossgate.cors.diagnosis;

import org.jspecify.annotations.NullMarked;
