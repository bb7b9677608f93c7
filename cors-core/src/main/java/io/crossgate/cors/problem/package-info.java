/**
 * What can be wrong with a policy, as data: code, property, value, message and the edits
 * that solve it. Text is made by the code that shows it; programs read the fields. Uses
 * {@code util}. Start with {@link io.crossgate.cors.problem.ProblemCode}.
 */
@NullMarked
package io.crossgate.cors.problem;

import org.jspecify.annotations.NullMarked;
