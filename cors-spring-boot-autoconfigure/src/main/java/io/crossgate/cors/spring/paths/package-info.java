/**
 * Which paths the application answers on, as it is configured and as it is deployed.
 */
@NullMarked
package io.crossgate.cors.spring.paths;

import org.jspecify.annotations.NullMarked;
