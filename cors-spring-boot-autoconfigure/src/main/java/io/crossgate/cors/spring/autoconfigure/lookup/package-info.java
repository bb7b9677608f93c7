/**
 * Auto-configuration of the lookups of origins.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure.lookup;

import org.jspecify.annotations.NullMarked;
