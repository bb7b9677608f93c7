/**
 * The words of the Fetch standard: its lists of methods, header names and ports, and its
 * rules for single tokens and header values. Knows nothing of policies, so that the
 * engine and the browser can share it without one becoming the other's judge.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-extensions">Fetch, section 2.2</a>
 */
@NullMarked
package io.crossgate.cors.fetch;

import org.jspecify.annotations.NullMarked;
