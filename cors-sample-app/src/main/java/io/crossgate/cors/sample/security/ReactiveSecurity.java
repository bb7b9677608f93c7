package io.crossgate.cors.sample.security;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.ReactiveOpaqueTokenIntrospector;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.HttpStatusServerEntryPoint;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * The same on Netty.
 */
@Configuration(proxyBeanMethods = false)
@Profile("security")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ReactiveSecurity {

	@Bean
	SecurityWebFilterChain orders(ServerHttpSecurity http) {
		HttpStatusServerEntryPoint unauthorized = new HttpStatusServerEntryPoint(HttpStatus.UNAUTHORIZED);
		return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/orders/**", "/private/orders"))
			.authorizeExchange(
					(exchanges) -> exchanges.pathMatchers("/orders/csrf").permitAll().anyExchange().authenticated())
			.formLogin((login) -> login
				.requiresAuthenticationMatcher(ServerWebExchangeMatchers.pathMatchers(HttpMethod.POST, "/orders/login"))
				.authenticationSuccessHandler((exchange, user) -> Mono
					.fromRunnable(() -> exchange.getExchange().getResponse().setStatusCode(HttpStatus.NO_CONTENT)))
				.authenticationFailureHandler(new ServerAuthenticationEntryPointFailureHandler(unauthorized))
				.authenticationEntryPoint(unauthorized))
			.oauth2ResourceServer((server) -> server.opaqueToken(Customizer.withDefaults()))
			.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(unauthorized))
			.build();
	}

	@Bean
	ReactiveOpaqueTokenIntrospector introspector(Tokens tokens) {
		return (token) -> Mono.<OAuth2AuthenticatedPrincipal>fromSupplier(() -> tokens.introspect(token));
	}

	@RestController
	@Profile("security")
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class CsrfController {

		@GetMapping("/orders/csrf")
		Mono<CsrfToken> csrf(
				@RequestAttribute("org.springframework.security.web.server.csrf.CsrfToken") Mono<CsrfToken> token) {
			return token;
		}

	}

}
