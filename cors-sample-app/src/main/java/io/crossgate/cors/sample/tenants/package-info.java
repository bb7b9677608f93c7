/**
 * Customers whose origins stand in a database, and the pages of which may call as soon as
 * they do.
 */
@NullMarked
package io.crossgate.cors.sample.tenants;

import org.jspecify.annotations.NullMarked;
