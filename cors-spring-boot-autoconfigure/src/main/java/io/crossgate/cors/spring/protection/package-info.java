/**
 * Protection from unsafe requests of other sites' pages: its properties, and the
 * callbacks of identity providers that Spring Security serves.
 */
@NullMarked
package io.crossgate.cors.spring.protection;

import org.jspecify.annotations.NullMarked;
