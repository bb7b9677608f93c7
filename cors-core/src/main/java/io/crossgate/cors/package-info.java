/**
 * The CORS engine. Five nouns, in reading order: {@link io.crossgate.cors.CorsPolicy} (as
 * declared), {@link io.crossgate.cors.CorsPolicies} (compiled and validated),
 * {@link io.crossgate.cors.CorsEngine} (live), {@link io.crossgate.cors.CorsRequest} (the
 * facts CORS looks at) and {@link io.crossgate.cors.CorsDecision} (what becomes of the
 * request).
 *
 * <p>
 * A request goes through five files in one direction: an adapter reads the facts, the
 * engine takes its snapshot, the policies choose one policy by path, the compiled policy
 * checks origin, method and headers in the standard's order, and the origin set answers
 * for the origin. This package uses {@code origin}, {@code fetch} and {@code problem};
 * none of them knows it.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS
 * protocol</a>
 */
@NullMarked
package io.crossgate.cors;

import org.jspecify.annotations.NullMarked;
