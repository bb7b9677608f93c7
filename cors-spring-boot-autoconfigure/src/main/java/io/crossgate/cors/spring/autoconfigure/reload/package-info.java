/**
 * Auto-configuration of changes while the application runs. Start with
 * {@link io.crossgate.cors.spring.autoconfigure.reload.CorsReloadAutoConfiguration}.
 */
@NullMarked
package io.crossgate.cors.spring.autoconfigure.reload;

import org.jspecify.annotations.NullMarked;
