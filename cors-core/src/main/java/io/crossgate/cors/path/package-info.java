/**
 * Paths: the patterns of policies, the tree that finds the most specific one, and the
 * ways in which a request's path can be read. Uses {@code util}. Start with
 * {@link io.crossgate.cors.path.PathPattern}.
 */
@NullMarked
package io.crossgate.cors.path;

import org.jspecify.annotations.NullMarked;
