/**
 * What the page asks its own origin: what was decided, and by which policies.
 */
@NullMarked
package io.crossgate.cors.sample.lab;

import org.jspecify.annotations.NullMarked;
