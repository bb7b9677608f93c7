/**
 * For the tests of applications: asks a simulated browser whether a page may do what it
 * needs to do. Needs the test libraries only where they are used.
 */
@NullMarked
package io.crossgate.cors.spring.test;

import org.jspecify.annotations.NullMarked;
