/**
 * What the other CORS code of an application says, as far as it can be read: sources by
 * path are read, others are asked with requests that were never sent. Start with
 * {@link io.crossgate.cors.spring.conflict.content.OtherCors}.
 */
@NullMarked
package io.crossgate.cors.spring.conflict.content;

import org.jspecify.annotations.NullMarked;
