package io.crossgate.cors.spring.protection;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.saml2.provider.service.web.authentication.Saml2WebSsoAuthenticationFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.spring.Server;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callbacks that Spring Security serves are found in the chains it has built, on both
 * stacks, and exempt for POST alone.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecurityCallbacksTests {

	private static final String[] PROPERTIES = { "cors.protection.mode=enforce",
			"logging.level.io.crossgate.cors=info" };

	@Test
	void servletChainsAreRead(CapturedOutput output) {
		try (Server.Running running = Server.TOMCAT.startSecured(List.of(ServletLogin.class), PROPERTIES)) {
			assertFound(running, output);
		}
	}

	@Test
	void reactiveChainsAreRead(CapturedOutput output) {
		try (Server.Running running = Server.NETTY.startSecured(List.of(ReactiveLogin.class), PROPERTIES)) {
			assertFound(running, output);
		}
	}

	private static void assertFound(Server.Running running, CapturedOutput output) {
		DeploymentContext context = running.context().getBean(CorsEngine.class).policies().context();
		assertThat(context.paths().callbackPaths()).contains("/logout/connect/back-channel/{registrationId}")
			.anyMatch((path) -> path.startsWith("/login/oauth2/code/"))
			.noneMatch((path) -> path.equals("/login"));
		assertThat(output).contains("CORS protection enforce").contains("callbacks").contains("/login/oauth2/code/");
		String provider = "Origin: https://idp.example";
		assertThat(running.send("POST /login/oauth2/code/idp", provider, "Sec-Fetch-Site: cross-site")
			.header("Cache-Control")).as("Security's own answer").isNotEqualTo(List.of("no-store"));
		for (String foreign : List.of("PUT /login/oauth2/code/idp", "POST /login", "POST /login/oauth2/code/idp/x",
				"POST /logout")) {
			var response = running.send(foreign, provider, "Sec-Fetch-Site: cross-site");
			assertThat(response.status()).as(foreign).isEqualTo(403);
			assertThat(response.header("Cache-Control")).as(foreign).containsExactly("no-store");
		}
	}

	@Test
	void matchersOfEveryKindAreReadAsFarAsTheyArePatterns() {
		assertThat(patterns(path("/login/saml2/sso/{registrationId}")))
			.containsExactly("/login/saml2/sso/{registrationId}");
		assertThat(patterns(new OrRequestMatcher(path("/a/{id}"), path("/b")))).containsExactly("/a/{id}", "/b");
		assertThat(patterns(new AndRequestMatcher(path("/slo"), (request) -> false))).containsExactly("/slo");
		assertThat(patterns(AnyRequestMatcher.INSTANCE)).isEmpty();
	}

	@Test
	void whatIsNoExactPatternIsNamed() {
		assertThat(find(path("/saml/**"))).isEqualTo(new SecurityCallbacks(List.of(),
				List.of(Saml2WebSsoAuthenticationFilter.class.getName() + " on /saml/**")));
		assertThat(find(AnyRequestMatcher.INSTANCE))
			.isEqualTo(new SecurityCallbacks(List.of(), List.of(Saml2WebSsoAuthenticationFilter.class.getName())));
		assertThat(find(path("/login/saml2/sso/*")).paths()).containsExactly("/login/saml2/sso/*");
	}

	private static SecurityCallbacks find(RequestMatcher matcher) {
		var beans = new org.springframework.beans.factory.support.DefaultListableBeanFactory();
		List<Filter> filters = new ArrayList<>();
		filters.add(new UsernamePasswordAuthenticationFilter());
		filters.add(new Saml2WebSsoAuthenticationFilter(matcher));
		beans.registerSingleton("chain", new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, filters));
		return SecurityCallbacks.find(beans);
	}

	private static List<String> patterns(RequestMatcher matcher) {
		return Matchers.patterns(new Saml2WebSsoAuthenticationFilter(matcher));
	}

	private static RequestMatcher path(String pattern) {
		return PathPatternRequestMatcher.withDefaults().matcher(pattern);
	}

	private static ClientRegistration client() {
		return ClientRegistration.withRegistrationId("idp")
			.clientId("id")
			.clientSecret("secret")
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
			.scope("openid")
			.authorizationUri("https://idp.example/authorize")
			.tokenUri("https://idp.example/token")
			.jwkSetUri("https://idp.example/keys")
			.issuerUri("https://idp.example")
			.userInfoUri("https://idp.example/me")
			.userNameAttributeName("sub")
			.build();
	}

	@Configuration(proxyBeanMethods = false)
	static class ServletLogin {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http.formLogin(Customizer.withDefaults())
				.oauth2Login(Customizer.withDefaults())
				.oidcLogout((logout) -> logout.backChannel(Customizer.withDefaults()))
				.build();
		}

		@Bean
		InMemoryClientRegistrationRepository clients() {
			return new InMemoryClientRegistrationRepository(client());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveLogin {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return http.oauth2Login(Customizer.withDefaults())
				.oidcLogout((logout) -> logout.backChannel(Customizer.withDefaults()))
				.build();
		}

		@Bean
		InMemoryReactiveClientRegistrationRepository clients() {
			return new InMemoryReactiveClientRegistrationRepository(client());
		}

	}

}
