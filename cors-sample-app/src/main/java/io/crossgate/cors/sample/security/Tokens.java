package io.crossgate.cors.sample.security;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.context.annotation.Profile;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.stereotype.Component;

/**
 * One bearer token, in memory: an authorization server is none of the laboratory's
 * business.
 */
@Component
@Profile("security")
class Tokens implements OpaqueTokenIntrospector {

	private final String token = UUID.randomUUID().toString();

	String get() {
		return this.token;
	}

	@Override
	public OAuth2AuthenticatedPrincipal introspect(String token) {
		if (!this.token.equals(token)) {
			throw new BadOpaqueTokenException("No such token");
		}
		return new DefaultOAuth2AuthenticatedPrincipal("ada", Map.of("sub", "ada"), List.of());
	}

}
