/**
 * Support for the tests of applications: asks a simulated browser whether a page may do
 * what it needs to do. It is in this jar because the project has four modules and no
 * more; test libraries are needed only where they are used. Start with
 * {@link io.crossgate.cors.spring.test.CorsAssert}.
 */
@NullMarked
package io.crossgate.cors.spring.test;

import org.jspecify.annotations.NullMarked;
