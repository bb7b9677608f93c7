/**
 * The actuator endpoint: the policies in force, recent denials, and an explanation of any
 * request. Uses {@code conflict} and the core's browser, diagnosis and traffic. Start
 * with {@link io.crossgate.cors.spring.actuate.CorsEndpoint}.
 */
@NullMarked
package io.crossgate.cors.spring.actuate;

import org.jspecify.annotations.NullMarked;
