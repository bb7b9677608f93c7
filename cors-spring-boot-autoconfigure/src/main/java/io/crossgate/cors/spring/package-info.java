/**
 * CORS in Spring Boot: the adapters of the engine in {@code servlet} and
 * {@code reactive}, and around them what watches and explains it.
 */
@NullMarked
package io.crossgate.cors.spring;

import org.jspecify.annotations.NullMarked;
