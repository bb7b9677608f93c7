/**
 * Paths: the patterns of policies, the tree that finds the most specific one, and how a
 * request's path can be read.
 */
@NullMarked
package io.crossgate.cors.path;

import org.jspecify.annotations.NullMarked;
