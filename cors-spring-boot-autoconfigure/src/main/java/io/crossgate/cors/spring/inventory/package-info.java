/**
 * Finds out at start-up who else in the application speaks CORS, and whether anybody
 * still listens.
 */
@NullMarked
package io.crossgate.cors.spring.inventory;

import org.jspecify.annotations.NullMarked;
