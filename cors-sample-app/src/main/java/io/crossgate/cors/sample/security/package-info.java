/**
 * Orders behind Spring Security, in the profile "security": with a session's cookie, or
 * with a bearer token. Nothing in here knows of CORS.
 */
@NullMarked
package io.crossgate.cors.sample.security;

import org.jspecify.annotations.NullMarked;
