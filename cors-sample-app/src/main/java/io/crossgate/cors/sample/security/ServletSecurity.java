package io.crossgate.cors.sample.security;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Spring Security on Tomcat.
 */
@Configuration(proxyBeanMethods = false)
@Profile("security")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ServletSecurity {

	/** What is said of CORS here is nothing: preflights are answered before. */
	@Bean
	SecurityFilterChain orders(HttpSecurity http) {
		HttpStatusEntryPoint unauthorized = new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED);
		return http.securityMatcher("/orders/**", "/private/orders")
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/orders/csrf").permitAll().anyRequest().authenticated())
			.formLogin((login) -> login.loginProcessingUrl("/orders/login")
				.successHandler((request, response, user) -> response.setStatus(HttpStatus.NO_CONTENT.value()))
				.failureHandler(unauthorized::commence))
			.oauth2ResourceServer((server) -> server.opaqueToken(Customizer.withDefaults()))
			.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(unauthorized))
			.build();
	}

	@RestController
	@Profile("security")
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class CsrfController {

		@GetMapping("/orders/csrf")
		CsrfToken csrf(CsrfToken token) {
			return token;
		}

	}

}
