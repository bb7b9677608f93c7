package io.crossgate.cors.consumer;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * Chains that speak CORS: for every request of their paths, for some, and for what is left.
 */
@Configuration(proxyBeanMethods = false)
@Profile("old")
class OldSecurity {

	@Bean
	@Order(1)
	SecurityFilterChain everyMethod(HttpSecurity http) throws Exception {
		return chain(http, Matchers.ofPath("/secured/**"), "https://secured.example.com");
	}

	@Bean
	@Order(2)
	SecurityFilterChain oneMethod(HttpSecurity http) throws Exception {
		return chain(http, Matchers.ofGet("/some/**"), "https://some.example.com");
	}

	private static SecurityFilterChain chain(HttpSecurity http, RequestMatcher matcher, String origin)
			throws Exception {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(List.of(origin));
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration("/**", configuration);
		return http.securityMatcher(matcher).cors((cors) -> cors.configurationSource(source)).build();
	}

	@Bean
	@Order(3)
	SecurityFilterChain ofSpring(HttpSecurity http) throws Exception {
		return http.cors((cors) -> {
		}).build();
	}

}
