/**
 * Runs {@code --cors.check} in place of an application: prepares all its beans, starts
 * none, and ends with the report. Uses {@code check}, {@code explain} and
 * {@code autoconfigure.keys}. Start with
 * {@link io.crossgate.cors.spring.autoconfigure.check.CheckListener}.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure.check;

import org.jspecify.annotations.NullMarked;
