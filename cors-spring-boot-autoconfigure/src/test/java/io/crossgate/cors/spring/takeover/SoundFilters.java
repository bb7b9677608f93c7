package io.crossgate.cors.spring.takeover;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.CorsFilter;

/**
 * Filters with nothing wrong in them.
 */
final class SoundFilters {

	static final List<Case> CASES = List.of(Case.servlet("a filter lists origins for its API", Listed.class),
			Case.servlet("an origin has a slash at its end, which Spring takes away", Slash.class),
			Case.servlet("an origin is in upper case, which Spring does not mind", UpperCase.class),
			Case.servlet("a property holds several origins in one string", Comma.class),
			Case.servlet("only origins are set, the rest is Spring's own permission", Defaults.class),
			Case.servlet("nothing but an origin is set", ReadOnly.class),
			Case.servlet("a public API for reading is open to everyone", Public.class),
			Case.servlet("a public API is open by a pattern, without cookies", PublicPattern.class),
			Case.servlet("every subdomain is let in with cookies", Subdomains.class),
			Case.servlet("two ports of the developer's machine", Ports.class),
			Case.servlet("any port of the developer's machine, as Spring documents it", AnyPort.class),
			Case.servlet("any port of the developer's machine, as many write it", StarPort.class),
			Case.servlet("preview deployments, whose star crosses labels", Preview.class),
			Case.servlet("every header and every method for one origin", EveryHeader.class),
			Case.servlet("headers are listed that only browsers set", BrowserHeaders.class),
			Case.servlet("a mobile app is let in", App.class),
			Case.servlet("a device in the home is reached from one site", PrivateNetwork.class));

	private SoundFilters() {
	}

	@Configuration(proxyBeanMethods = false)
	static class Listed {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**",
					Applications.listed("https://app.example.com", "https://admin.example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Slash {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.listed("https://app.example.com/"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UpperCase {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/**", Applications.listed("HTTPS://App.Example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Comma {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.listed("https://a.example.com,https://b.example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Defaults {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/**",
					Applications.cors((cors) -> cors.setAllowedOrigins(List.of("https://app.example.com")))
						.applyPermitDefaultValues());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReadOnly {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/feed/**",
					Applications.cors((cors) -> cors.setAllowedOrigins(List.of("https://reader.example.com"))));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Public {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/public/**", Applications.cors((cors) -> {
				cors.setAllowedOrigins(List.of("*"));
				cors.setAllowedMethods(List.of("GET", "HEAD"));
			}));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PublicPattern {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/public/**", Applications.patterns(false, "*"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Subdomains {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.patterns(true, "https://*.example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Ports {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/**", Applications.patterns(true, "http://localhost:[3000,8080]"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnyPort {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/**", Applications.patterns(true, "http://localhost:[*]"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class StarPort {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/**", Applications.patterns(true, "http://localhost:*", "http://127.0.0.1:*"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Preview {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.patterns(true, "https://shop-*-acme.example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EveryHeader {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.cors((cors) -> {
				cors.setAllowedOrigins(List.of("https://app.example.com"));
				cors.setAllowedMethods(List.of("*"));
				cors.setAllowedHeaders(List.of("*"));
				cors.setExposedHeaders(List.of("Location", "X-Total-Count"));
				cors.setAllowCredentials(true);
				cors.setMaxAge(3600L);
			}));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BrowserHeaders {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.cors((cors) -> {
				cors.setAllowedOrigins(List.of("https://app.example.com"));
				cors.setAllowedMethods(List.of("GET", "POST", "OPTIONS", "TRACE"));
				cors.setAllowedHeaders(List.of("Origin", "Content-Type", "Accept", "Authorization",
						"Access-Control-Request-Method", "Access-Control-Allow-Origin"));
			}));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class App {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**",
					Applications.listed("capacitor://localhost", "https://app.example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrivateNetwork {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/device/**", Applications.cors((cors) -> {
				cors.setAllowedOrigins(List.of("https://app.example.com"));
				cors.setAllowPrivateNetwork(true);
			}));
		}

	}

}
