/**
 * What CORS costs a request: the filters of this module beside a hand-written one, beside
 * filters that do nothing and beside what else a Java server offers.
 *
 * <pre>
 * ./mvnw -Pbenchmark -pl cors-spring-boot-autoconfigure -am verify
 * ./mvnw -Pbenchmark -pl cors-spring-boot-autoconfigure -am verify -Dbenchmark.mode=quick \
 *     -Dbenchmark.cells='(crossgate|floor|noop)-servlet/S[36]' -Djmh.args='-f 5'
 * </pre>
 *
 * Tables and JMH's JSON are left in {@code target/benchmark}.
 */
@NullMarked
package io.crossgate.cors.spring.benchmark;

import org.jspecify.annotations.NullMarked;
