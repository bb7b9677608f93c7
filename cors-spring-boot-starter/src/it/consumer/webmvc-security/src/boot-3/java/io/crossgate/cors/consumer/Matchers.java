package io.crossgate.cors.consumer;

import org.springframework.security.web.util.matcher.AntPathRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Matchers that Spring Security 7 has removed.
 */
@SuppressWarnings("removal")
final class Matchers {

	private Matchers() {
	}

	static RequestMatcher ofPath(String pattern) {
		return new AntPathRequestMatcher(pattern);
	}

	static RequestMatcher ofGet(String pattern) {
		return new AntPathRequestMatcher(pattern, "GET");
	}

}
