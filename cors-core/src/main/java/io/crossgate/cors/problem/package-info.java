/**
 * What can be wrong with a policy, as data: code, property, value, message and a fix that
 * can be pasted. Text is made at the edges; programs read the fields.
 */
@NullMarked
package io.crossgate.cors.problem;

import org.jspecify.annotations.NullMarked;
