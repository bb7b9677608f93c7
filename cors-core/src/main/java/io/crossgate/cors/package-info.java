/**
 * The CORS engine. In reading order: {@link io.crossgate.cors.CorsPolicies} (compiled and
 * validated), {@link io.crossgate.cors.CorsEngine} (the policies in force),
 * {@link io.crossgate.cors.CorsRequest} (the facts CORS looks at) and
 * {@link io.crossgate.cors.CorsDecision} (the outcome and the response headers).
 *
 * <p>
 * A request goes through five files in one direction: an adapter reads the facts, the
 * engine takes its snapshot, the policies choose one policy by path, the compiled policy
 * checks origin, method and headers in the standard's order, and the origin set answers
 * for the origin. Uses {@code policy}, {@code origin}, {@code path}, {@code fetch},
 * {@code problem} and {@code util}; none of them uses this package.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS
 * protocol</a>
 */
@NullMarked
package io.crossgate.cors;

import org.jspecify.annotations.NullMarked;
