package io.crossgate.cors.spring.takeover;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * Chains of Spring Security.
 */
final class Chains {

	static final List<Case> CASES = List.of(Case.servlet("a chain asks the bean that Security looks for", Named.class),
			Case.servlet("a chain is handed a source that lets every website in with cookies", Handed.class)
				.finding("any-origin-with-credentials"),
			Case.servlet("a chain for the API alone is handed a source", Limited.class),
			Case.servlet("a chain asks the handlers", OfHandlers.class, Annotated.class),
			Case.servlet("nothing asks the bean", Unused.class));

	private Chains() {
	}

	private static HttpSecurity open(HttpSecurity http) throws Exception {
		return http.csrf((csrf) -> csrf.disable())
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class Named {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return open(http).cors(Customizer.withDefaults()).build();
		}

		@Bean
		CorsConfigurationSource corsConfigurationSource() {
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/api/**", Applications.listed("https://app.example.com"));
			source.registerCorsConfiguration("/files/**", Applications.patterns(false, "https://*.example.com"));
			return source;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class Handed {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return open(http).cors((cors) -> cors.configurationSource((request) -> Applications.patterns(true, "*")))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class Limited {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return open(http).securityMatcher("/api/**", "/v2/**")
				.cors((cors) -> cors.configurationSource((request) -> Applications.listed("https://app.example.com")))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class OfHandlers {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return open(http).cors(Customizer.withDefaults()).build();
		}

	}

	@RestController
	static class Annotated {

		@CrossOrigin("https://app.example.com")
		@GetMapping("/profile")
		String profile() {
			return "profile";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Unused {

		@Bean
		CorsConfigurationSource myCorsSource() {
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/**", Applications.patterns(true, "*"));
			return source;
		}

	}

}
