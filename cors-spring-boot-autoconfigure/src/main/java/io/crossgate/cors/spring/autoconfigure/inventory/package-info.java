/**
 * Takes the inventory of other CORS code.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure.inventory;

import org.jspecify.annotations.NullMarked;
